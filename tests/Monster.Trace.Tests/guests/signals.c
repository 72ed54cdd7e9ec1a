/* signals N: a 1 kHz timer, real-time signals 34 to 39 to itself, and N faults that a handler mends. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>
static volatile sig_atomic_t alarms, realtime, faults; static char *page;
static void on_alarm(int s) { alarms++; }
static void on_rt(int s) { realtime++; }
static void on_fault(int s, siginfo_t *i, void *c) { faults++; mprotect(page, 4096, PROT_READ | PROT_WRITE); }
int main(int argc, char **argv) {
    int n = atoi(argv[1]);
    struct sigaction a; memset(&a, 0, sizeof a); a.sa_handler = on_alarm; a.sa_flags = SA_RESTART; sigaction(SIGALRM, &a, 0);
    for (int s = 34; s < 40; s++) { a.sa_handler = on_rt; sigaction(s, &a, 0); }
    a.sa_sigaction = on_fault; a.sa_flags = SA_SIGINFO; sigaction(SIGSEGV, &a, 0);
    page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct itimerval t = {{0, 1000}, {0, 1000}}; setitimer(ITIMER_REAL, &t, 0);
    volatile unsigned long sum = 0;
    for (int i = 0; i < n; i++) {
        mprotect(page, 4096, PROT_NONE); page[i & 4095]++;
        kill(getpid(), 34 + i % 6);
        for (int k = 0; k < 20000; k++) sum += k;
    }
    while (alarms < 3) sum++;
    printf("%d %d %d\n", (int)faults, (int)realtime, alarms >= 3);
    return 0;
}

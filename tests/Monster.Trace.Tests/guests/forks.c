/* forks N: N children, each works and ends with its number; the parent adds their codes up. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/wait.h>
__attribute__((noinline)) int spin(int n) { volatile int s = 0; for (int i = 0; i < n; i++) s += i; return s; }
int main(int argc, char **argv) {
    int n = atoi(argv[1]), sum = 0;
    for (int i = 0; i < n; i++) {
        pid_t p = i % 2 ? vfork() : fork();
        if (p == 0) { if (i % 2 == 0) spin(20000); _exit(i); }
        int status; waitpid(p, &status, 0);
        sum += WEXITSTATUS(status);
    }
    printf("%d\n", sum);
    return 0;
}

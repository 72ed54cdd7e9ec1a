/* threads N ROUNDS: N threads at once, each runs a loop of ROUNDS calls. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
static long rounds;
__attribute__((noinline)) long step(long x) { return x * 3 + 1; }
static void *run(void *arg) { long x = (long)arg; for (long i = 0; i < rounds; i++) x = step(x); return (void *)x; }
int main(int argc, char **argv) {
    int n = atoi(argv[1]); rounds = atol(argv[2]);
    pthread_t *t = calloc(n, sizeof *t); unsigned long sum = 0;
    for (int i = 0; i < n; i++) pthread_create(&t[i], 0, run, (void *)(long)i);
    for (int i = 0; i < n; i++) { void *r; pthread_join(t[i], &r); sum += (unsigned long)r; }
    printf("%lu\n", sum);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
/* A jump table, a call over a pointer, code that does not run. */
__attribute__((noinline)) void never_called(void) { puts("never"); }
__attribute__((noinline)) int rare_branch(int x) { return printf("rare %d\n", x); }
__attribute__((noinline)) int one(int x) { return x + 1; }
__attribute__((noinline)) int two(int x) { return x * 2; }
static int (*const table[])(int) = { one, two };
__attribute__((noinline)) int choose(int x) {
    switch (x) {
    case 0: return one(7);
    case 1: x = two(x); /* fall through */
    case 2: return x ^ 5;
    case 3: puts("three"); return 9;
    case 4: return rare_branch(x);
    case 5: return two(rand());
    case 6: abort();
    default: return x;
    }
}
static int order(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : 300, sum = 0, values[64];
    for (int i = 0; i < n; i++) {
        sum += choose(i % 4 == 3 ? 8 : i % 4) + table[i & 1](i);
        values[i & 63] = sum;
    }
    qsort(values, n < 64 ? n : 64, sizeof *values, order);
    printf("%d %d\n", sum, values[0]);
    return 0;
}

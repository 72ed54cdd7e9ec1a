/* Stores 0..N-1 into an array and reads it back; prints the array's address. */
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
int main(int argc, char **argv) {
    int n = atoi(argv[1]);
    volatile uint32_t *a = aligned_alloc(4096, (n * 4 + 4095) & ~4095);
    for (int i = 0; i < n; i++) a[i] = i;
    uint64_t sum = 0;
    for (int i = 0; i < n; i++) sum += a[i];
    printf("%p %llu\n", (void *)a, (unsigned long long)sum);
    return 0;
}

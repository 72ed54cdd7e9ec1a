/* Branches, calls, divisions and memory, from a seed: work ROUNDS */
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
static uint32_t table[4096];
__attribute__((noinline)) uint32_t mix(uint32_t x) { x ^= x << 13; x ^= x >> 17; x ^= x << 5; return x; }
__attribute__((noinline)) uint32_t touch(uint32_t x) { return table[x & 4095] += x % 7 + 1; }
int main(int argc, char **argv) {
    uint32_t rounds = argc > 1 ? atoi(argv[1]) : 1000, x = 2463534242u, sum = 0;
    for (uint32_t i = 0; i < rounds; i++) { x = mix(x); if (x & 1) sum += touch(x); else sum ^= x; }
    printf("%u\n", sum);
    return 0;
}

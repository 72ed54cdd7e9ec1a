/* A host of ABI 1 in C: plays one cartridge without a screen (docs/abi.md, "The headless form").
 *   wasm2c game.wasm -n game -o game.c          (wabt 1.0.32; newer ones name things differently, see GAME)
 *   cc -O2 -I. -I$WABT host.c game.c $WABT/wasm-rt-impl.c -lm -o host
 *   ./host SEED KEYS.json
 * Memory is read by address, one byte at a time: on big-endian machines, compiled with -DWABT_BIG_ENDIAN=1, wasm2c keeps it back to front. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "game.h"
#include "wasm-rt-impl.h"

#define GAME(name) Z_gameZ_##name(&game)
#define CALL(name, ...) Z_gameZ_##name(&game, __VA_ARGS__)
static Z_game_instance_t game;

static u8 byte_at(u32 address) {
    wasm_rt_memory_t *memory = GAME(memory);
#if WABT_BIG_ENDIAN
    return memory->data[memory->size - 1 - address];
#else
    _Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "wabt's headers do not find out the byte order: compile all with -DWABT_BIG_ENDIAN=1");
    return memory->data[address];
#endif
}

/* SHA-256 (FIPS 180-4). */
static u32 h[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
static const u32 k[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};
static u32 turn(u32 x, int n) { return x >> n | x << (32 - n); }

static void sha256_block(const u8 *block) {
    u32 w[64], v[8];
    for (int i = 0; i < 64; i++)
        w[i] = i < 16 ? (u32)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3]
                      : w[i - 16] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7] + (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(v, h, sizeof v);
    for (int i = 0; i < 64; i++) {
        u32 t1 = v[7] + (turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)) + ((v[4] & v[5]) ^ (~v[4] & v[6])) + k[i] + w[i];
        u32 t2 = (turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++) h[i] += v[i];
}

static void hash_state(void) {
    u32 start = *GAME(state_start), end = *GAME(state_end), length = end - start;
    for (u32 at = 0; at < (length + 9 + 63) / 64 * 64; at += 64) {
        u8 block[64];
        for (u32 i = at; i < at + 64; i++)
            block[i - at] = i < length ? byte_at(start + i) : i == length ? 0x80 : 0;
        if (at + 64 >= length + 9)
            for (int i = 0; i < 4; i++) block[63 - i] = (u8)(length * 8 >> 8 * i);
        sha256_block(block);
    }
}

static void ended(int ticks, const char *trap) {
    printf("{\"ticks\":%d,\"status\":2,\"score\":null,\"stateHash\":null,\"trap\":\"%s\"}\n", ticks,
           trap ? trap : (s32)*GAME(budget) < 0 ? "budget" : (s32)*GAME(depth) < 0 ? "depth" : "program");
    exit(0);
}

int main(int argc, char **argv) {
    static volatile int ticks;
    u32 seed[4] = { 0 }, status = 0;
    FILE *keys = argc == 3 && strlen(argv[1]) == 32 ? fopen(argv[2], "r") : NULL;
    if (!keys) return fprintf(stderr, "usage: host SEED KEYS.json\n"), 2;
    for (int i = 0; i < 16; i++) seed[i / 4] |= (u32)strtoul((char[]){ argv[1][2 * i], argv[1][2 * i + 1], 0 }, NULL, 16) << 8 * (i % 4);
    wasm_rt_init();
    Z_game_init_module();
    Z_game_instantiate(&game);
    if (wasm_rt_impl_try() != WASM_RT_TRAP_NONE) ended(ticks, NULL);
    *GAME(budget) = 200000000;
    CALL(init, seed[0], seed[1], seed[2], seed[3]);
    for (int c = fgetc(keys), key; status == 0 && c != EOF && c != ']'; c = fgetc(keys)) {
        if (fscanf(keys, "%d", &key) != 1) break;
        *GAME(budget) = 20000000;
        status = CALL(update, (u32)key);
        if (status > 1) ended(ticks, "program");
        ticks++;
    }
    hash_state();
    *GAME(budget) = 1000000;
    s32 score = (s32)GAME(score);
    if (score < 0) ended(ticks, "program");
    printf("{\"ticks\":%d,\"status\":%u,\"score\":%d,\"stateHash\":\"", ticks, status, score);
    for (int i = 0; i < 8; i++) printf("%08x", h[i]);
    printf("\",\"trap\":null}\n");
}

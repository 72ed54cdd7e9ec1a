/* A cartridge of ABI 1 in C (docs/abi.md). Include this in one file, define the four functions below, and build:
 *
 *   clang --target=wasm32 -O2 -ffreestanding -fno-builtin -nostdlib -o game.wasm game.c \
 *         -Wl,--no-entry,--stack-first,-z,stack-size=16384 \
 *         -Wl,--export=cells,--export=voices,--export=__start_state,--export=__stop_state,--export=__heap_base
 *   monster cart import game.wasm --manifest game.json --output game.cartridge.wasm
 *
 * Rules: what changes during a play is STATE; everything else is const, or scratch that carries nothing from one call to the next.
 * i32 only: no long long, no float, no function pointers. `draw` and `score` change no STATE.
 */
#ifndef MONSTER_H
#define MONSTER_H
#include <stdint.h>

#define MONSTER_CALL(name) __attribute__((export_name(#name))) name

/* The four calls of the host. The seed is 128 bits; a key is one of the codes below, 0 for none; update returns 1 when the game is over. */
void MONSTER_CALL(init)(int32_t seed0, int32_t seed1, int32_t seed2, int32_t seed3);
int32_t MONSTER_CALL(update)(int32_t key);
void MONSTER_CALL(draw)(void);
int32_t MONSTER_CALL(score)(void);

/* Everything that a play remembers stands in this section; the host saves, restores and hashes it. */
#define STATE __attribute__((section("state")))

enum { WIDTH = 80, HEIGHT = 24 };

enum key {
    KEY_NONE = 0, KEY_BACKSPACE = 8, KEY_TAB = 9, KEY_ENTER = 13, KEY_SPACE = 32,
    KEY_UP = 256, KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_END, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_INSERT, KEY_DELETE, KEY_F2 = 273,
};

enum color {
    BLACK, DARK_RED, DARK_GREEN, BROWN, DARK_BLUE, DARK_MAGENTA, DARK_CYAN, SILVER,
    GREY, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE,
};

enum waveform { SQUARE, TRIANGLE, SAWTOOTH, NOISE };

/* The screen: code point (one that CP437 has), foreground, background. And four voices: frequency in Hz, volume 0-15, waveform. */
uint32_t cells[WIDTH * HEIGHT];
uint32_t voices[4];

static inline void put(int x, int y, int glyph, int foreground, int background) {
    if ((unsigned)x < WIDTH && (unsigned)y < HEIGHT)
        cells[y * WIDTH + x] = (uint32_t)(glyph | foreground << 16 | background << 24);
}

static inline void sound(int voice, int frequency, int volume, int waveform) {
    voices[voice & 3] = (uint32_t)(frequency | volume << 16 | waveform << 24);
}

static inline void clear(void) {
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        cells[i] = ' ' | SILVER << 16;
    for (int i = 0; i < 4; i++)
        voices[i] = 0;
}

static inline void text(int x, int y, const char *s, int foreground) {
    while (*s)
        put(x++, y, *s++, foreground, BLACK);
}

/* Writes a number and gives the column behind it. */
static inline int number(int x, int y, int value, int foreground) {
    char digits[10];
    int n = 0;
    unsigned rest = value < 0 ? 0u - (unsigned)value : (unsigned)value;
    do
        digits[n++] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        put(x++, y, '-', foreground, BLACK);
    while (n > 0)
        put(x++, y, digits[--n], foreground, BLACK);
    return x;
}

/* Random numbers from the seed: xoshiro128** (Blackman and Vigna). */
static STATE __attribute__((unused)) uint32_t random_state[4] = { 0 };

static inline void random_seed(uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
    const uint32_t seed[4] = { a, b, c, d };
    uint32_t x = 0x9E3779B9u;
    for (int i = 0; i < 4; i++) {
        x += seed[i];
        x = (x ^ x >> 16) * 0x7FEB352Du;
        x = (x ^ x >> 15) * 0x846CA68Bu;
        random_state[i] = x ^= x >> 16;
    }
    random_state[3] |= 1;
}

/* A number from 0 to bound - 1, each equally likely. */
static inline int random_below(int bound) {
    uint32_t *s = random_state, mask = 1;
    while (mask < (uint32_t)bound)
        mask <<= 1;
    for (;;) {
        uint32_t five = s[1] * 5, result = (five << 7 | five >> 25) * 9, t = s[1] << 9;
        s[2] ^= s[0], s[3] ^= s[1], s[1] ^= s[2], s[0] ^= s[3], s[2] ^= t;
        s[3] = s[3] << 11 | s[3] >> 21;
        uint32_t drawn = result >> 2 & (mask - 1);
        if (drawn < (uint32_t)bound)
            return (int)drawn;
    }
}

#endif

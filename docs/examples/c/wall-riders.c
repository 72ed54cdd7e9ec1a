/* Wall Riders: a whole game in C. Two squares stand in one cell, so the arena is 78 by 40 and squares are square. */
#include "monster.h"

enum { W = 78, H = 40, RIDERS = 5, FREE = 0, STAR = 7, EDGE = 8 };
enum phase { READY, RIDE, PAUSE };

struct rider { int x, y, way, alive; };

/* The four ways in clockwise order: up, right, down, left. */
static const int dx[4] = { 0, 1, 0, -1 }, dy[4] = { -1, 0, 1, 0 };
static const int paint[9] = { BLACK, WHITE, RED, CYAN, MAGENTA, GREEN, BLACK, YELLOW, GREY };
static const int wall[9] = { BLACK, SILVER, DARK_RED, DARK_CYAN, DARK_MAGENTA, DARK_GREEN, BLACK, YELLOW, GREY };

static STATE uint8_t grid[W * H] = { 0 };
static STATE struct rider riders[RIDERS] = { 0 };
static STATE int phase = 0, timer = 0, pace = 0, round = 0, lives = 0, leaps = 0, points = 0, count = 0, won = 0;

/* Scratch for looking ahead; clean again after each look. */
static uint8_t seen[W * H];
static uint16_t queue[256];

static int at(int x, int y) { return (unsigned)x < W && (unsigned)y < H ? grid[y * W + x] : EDGE; }
static int open_at(int x, int y) { int what = at(x, y); return what == FREE || what == STAR; }

static void place_star(void) {
    for (int tries = 0; tries < 40; tries++) {
        int x = 2 + random_below(W - 4), y = 2 + random_below(H - 4);
        if (at(x, y) == FREE) {
            grid[y * W + x] = STAR;
            return;
        }
    }
}

static void start_round(void) {
    static const uint8_t start[RIDERS][3] = { { W / 4, H / 2, 1 }, { 3 * W / 4, H / 2, 3 }, { W / 2, 6, 2 }, { W / 2, H - 7, 0 }, { W / 2, H / 2, 3 } };
    for (int i = 0; i < W * H; i++)
        grid[i] = FREE;
    count = round < 3 ? round + 2 : RIDERS;
    for (int i = 0; i < RIDERS; i++) {
        riders[i] = (struct rider){ start[i][0], start[i][1], start[i][2], i < count };
        if (i < count)
            grid[riders[i].y * W + riders[i].x] = (uint8_t)(i + 1);
    }
    place_star();
    place_star();
    leaps = 2;
    phase = READY;
    timer = 30;
}

void init(int32_t a, int32_t b, int32_t c, int32_t d) {
    random_seed((uint32_t)a, (uint32_t)b, (uint32_t)c, (uint32_t)d);
    round = 1;
    lives = 3;
    start_round();
}

/* How many squares can be reached from one, counted up to a limit. */
static int room(int x, int y, int limit) {
    int head = 0, tail = 0;
    if (!open_at(x, y))
        return 0;
    seen[y * W + x] = 1;
    queue[tail++] = (uint16_t)(y * W + x);
    while (head < tail && tail < limit) {
        int from = queue[head++], fx = from % W, fy = from / W;
        for (int way = 0; way < 4 && tail < limit; way++) {
            int nx = fx + dx[way], ny = fy + dy[way];
            if (open_at(nx, ny) && !seen[ny * W + nx]) {
                seen[ny * W + nx] = 1;
                queue[tail++] = (uint16_t)(ny * W + nx);
            }
        }
    }
    for (int i = 0; i < tail; i++)
        seen[queue[i]] = 0;
    return tail;
}

static int distance(int ax, int ay, int bx, int by) { return (ax < bx ? bx - ax : ax - bx) + (ay < by ? by - ay : ay - by); }

/* A rival turns to where there is most room, and among those to where it cuts the player off. Later rounds look further. */
static void steer(struct rider *r) {
    int sight = 12 + 14 * round, best = -1, best_way = r->way;
    const struct rider *you = &riders[0];
    int aim_x = you->x + 4 * dx[you->way], aim_y = you->y + 4 * dy[you->way];
    if (sight > 200)
        sight = 200;
    for (int turn = 3; turn <= 5; turn++) {
        int way = (r->way + turn) & 3, x = r->x + dx[way], y = r->y + dy[way], space = room(x, y, sight);
        if (space == 0)
            continue;
        int value = space * 8 + (turn == 4 ? 3 : 0) + random_below(4);
        if (distance(x, y, aim_x, aim_y) < distance(r->x, r->y, aim_x, aim_y))
            value += 4;
        if (value > best) {
            best = value;
            best_way = way;
        }
    }
    r->way = best_way;
}

static void crash(int who) {
    riders[who].alive = 0;
    if (who == 0)
        return;
    points += 50 * round;
    for (int i = 0; i < W * H; i++)
        if (grid[i] == who + 1)
            grid[i] = FREE;
}

static void enter(int who, int x, int y) {
    struct rider *r = &riders[who];
    int found = at(x, y);
    if (found != FREE && found != STAR) {
        crash(who);
        return;
    }
    r->x = x;
    r->y = y;
    if (found == STAR) {
        for (int i = 0; i < W * H; i++)
            if (grid[i] == who + 1)
                grid[i] = FREE;
        place_star();
        if (who == 0) {
            leaps++;
            points += 25 * round;
        }
    }
    grid[y * W + x] = (uint8_t)(who + 1);
}

static int alive_rivals(void) {
    int n = 0;
    for (int i = 1; i < count; i++)
        n += riders[i].alive;
    return n;
}

static void step(void) {
    enter(0, riders[0].x + dx[riders[0].way], riders[0].y + dy[riders[0].way]);
    for (int i = 1; i < count; i++)
        if (riders[i].alive) {
            steer(&riders[i]);
            enter(i, riders[i].x + dx[riders[i].way], riders[i].y + dy[riders[i].way]);
        }
    points += riders[0].alive;
    int rivals = alive_rivals();
    if (riders[0].alive && rivals > 0)
        return;
    won = riders[0].alive;
    phase = PAUSE;
    timer = 30;
    if (won)
        points += 100 * round + 25 * leaps;
}

static int way_of(int key) {
    switch (key) {
    case KEY_UP: case 'w': case 'W': return 0;
    case KEY_RIGHT: case 'd': case 'D': return 1;
    case KEY_DOWN: case 's': case 'S': return 2;
    case KEY_LEFT: case 'a': case 'A': return 3;
    default: return -1;
    }
}

static void leap(void) {
    struct rider *r = &riders[0];
    int x = r->x + 3 * dx[r->way], y = r->y + 3 * dy[r->way];
    if (leaps == 0 || at(x, y) == EDGE)
        return;
    leaps--;
    enter(0, x, y);
}

int32_t update(int32_t key) {
    if (phase != RIDE) {
        int way = way_of(key);
        if (phase == READY && way >= 0 && way != (riders[0].way ^ 2))
            riders[0].way = way;
        if (--timer > 0)
            return 0;
        if (phase == READY) {
            phase = RIDE;
            return 0;
        }
        if (!won && --lives == 0)
            return 1;
        round += won;
        start_round();
        return 0;
    }
    int way = way_of(key);
    if (way >= 0 && way != (riders[0].way ^ 2))
        riders[0].way = way;
    if (key == KEY_SPACE)
        leap();
    pace += 9 + round;
    if (pace >= 20) {
        pace -= 20;
        step();
    }
    return 0;
}

int32_t score(void) { return points; }

static int color_of(int square, int x, int y) {
    if (square >= 1 && square <= RIDERS && riders[square - 1].alive && riders[square - 1].x == x && riders[square - 1].y == y)
        return paint[square];
    return wall[square];
}

/* Two squares in one cell, by the glyph that also shows them without colours. */
static void put_pair(int x, int y, int top, int bottom) {
    if (top == bottom)
        put(x, y, top == BLACK ? ' ' : 0x2588, top, BLACK);
    else if (top == BLACK)
        put(x, y, 0x2584, bottom, BLACK);
    else
        put(x, y, 0x2580, top, bottom);
}

static void draw_arena(void) {
    for (int row = 0; row < H / 2; row++)
        for (int x = 0; x < W; x++) {
            int top = color_of(at(x, 2 * row), x, 2 * row), bottom = color_of(at(x, 2 * row + 1), x, 2 * row + 1);
            put_pair(x + 1, row + 2, top, bottom);
        }
    for (int x = 0; x < WIDTH; x++) {
        put(x, 1, 0x2584, GREY, BLACK);
        put(x, HEIGHT - 2, 0x2580, GREY, BLACK);
    }
    for (int row = 2; row < HEIGHT - 2; row++) {
        put(0, row, 0x2590, GREY, BLACK);
        put(WIDTH - 1, row, 0x258C, GREY, BLACK);
    }
}

void draw(void) {
    clear();
    text(1, 0, "WALL RIDERS", WHITE);
    text(18, 0, "score", GREY);
    number(24, 0, points, WHITE);
    text(36, 0, "round", GREY);
    number(42, 0, round, WHITE);
    text(50, 0, "lives", GREY);
    for (int i = 0; i < lives; i++)
        put(56 + i, 0, 0x2665, RED, BLACK);
    text(63, 0, "leaps", GREY);
    for (int i = 0; i < leaps && i < 9; i++)
        put(69 + i, 0, 0x25B2, YELLOW, BLACK);
    draw_arena();
    if (phase == READY)
        text(35, 11, timer > 15 ? " READY? " : "  RIDE! ", YELLOW);
    else if (phase == PAUSE)
        text(32, 11, won ? " ROUND IS YOURS " : lives > 1 ? "     CRASH!     " : "   GAME  OVER   ", won ? GREEN : RED);
    text(1, HEIGHT - 1, "arrows turn   space leap   be the last one riding", GREY);
    if (phase == RIDE)
        sound(0, 90 + 6 * round + 20 * (pace & 1), 2, TRIANGLE);
    else if (phase == PAUSE)
        sound(0, won ? 880 - 8 * timer : 60 + 4 * timer, timer / 3, won ? SQUARE : NOISE);
}

/* Says whether any of a thousand looks at the clock saw a part of a second. */
#include <stdio.h>
#include <time.h>
int main(void) {
    struct timespec now;
    int fine = 0;
    for (int i = 0; i < 1000; i++) {
        clock_gettime(i % 2 ? CLOCK_REALTIME : CLOCK_MONOTONIC, &now);
        fine |= now.tv_nsec != 0;
    }
    printf("%s %d\n", fine ? "fine" : "coarse", now.tv_sec > 1700000000);
    return 0;
}

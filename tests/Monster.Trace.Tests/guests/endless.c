/* Says that it runs, then works for ever. */
#include <stdio.h>
int main(void) { volatile unsigned long x = 0; puts("running"); fflush(stdout); for (;;) { x = x * 5 + 1; if (x == 1) x++; } }

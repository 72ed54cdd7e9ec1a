/* Takes all the memory it can get, and says how much that was. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(void) {
    int mib = 0;
    for (char *volatile p; mib < 4096 && (p = malloc(1 << 20)); mib++) memset(p, 1, 1 << 20);
    printf("got %d MiB\n", mib);
    return 0;
}

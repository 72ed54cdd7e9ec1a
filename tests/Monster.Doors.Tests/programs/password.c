/* Looks for a password in line 14 of DOOR.SYS. */
#include <stdio.h>
#include <stdlib.h>
int main(void) {
    char line[200];
    FILE *file = fopen(getenv("DROPFILE"), "r");
    int lines = 0;
    while (file && fgets(line, sizeof line, file))
        if (++lines == 14) printf("password [%.*s]\n", line[0] == '\r' ? 0 : 100, line);
    printf("lines %d\n", lines);
    return 0;
}

/* Says back each line. */
#include <stdio.h>
int main(void) {
    char line[200];
    setvbuf(stdout, NULL, _IONBF, 0);
    printf("ready\n");
    while (fgets(line, sizeof line, stdin)) printf("you said %s", line);
    printf("bye\n");
    return 7;
}

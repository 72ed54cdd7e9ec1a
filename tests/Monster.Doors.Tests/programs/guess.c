/* Guess the number; how often you won is kept in a file of your own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
int main(void) {
    char line[100], name[100] = "you";
    const char *drop = getenv("DROPFILE");
    int wins = 0, number, guess, i;
    FILE *file = drop ? fopen(drop, "r") : NULL;
    setvbuf(stdout, NULL, _IONBF, 0);
    for (i = 1; file && fgets(line, sizeof line, file); i++)
        if (i == 7) { line[strcspn(line, "\r\n")] = 0; strcpy(name, line); }
    if (file) fclose(file);
    if ((file = fopen("/wins", "r"))) { fscanf(file, "%d", &wins); fclose(file); }
    srand((unsigned)time(NULL));
    number = rand() % 100 + 1;
    printf("\033[2J\033[H\033[1;33mHello %s, you won %d times.\033[0m\r\nA number from 1 to 100? ", name, wins);
    while (fgets(line, sizeof line, stdin)) {
        guess = atoi(line);
        if (guess == number) {
            printf("Right!\r\n");
            if (!(file = fopen("/wins", "w"))) return 1;
            fprintf(file, "%d", wins + 1);
            fclose(file);
            return 0;
        }
        printf(guess < number ? "More. " : "Less. ");
    }
    return 0;
}

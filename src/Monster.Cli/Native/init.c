/* The first program of the machine that 'monster qemu test' boots: takes a play from whoever types at the serial line, has it played, switches off.
 * Each line is asked for, so that nothing is typed faster than the line takes it. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/reboot.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static char line[1024];

static char *ask(const char *what) {
    printf("\n%s?\n", what);
    if (!fgets(line, sizeof line, stdin)) line[0] = 0;
    line[strcspn(line, "\r\n")] = 0;
    return line;
}

int main(void) {
    struct termios serial;
    char seed[64];
    setvbuf(stdout, NULL, _IONBF, 0);
    if (tcgetattr(0, &serial) == 0) {
        serial.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(0, TCSANOW, &serial);
    }
    snprintf(seed, sizeof seed, "%.63s", ask("monster: seed"));
    FILE *keys = fopen("/keys.json", "w");
    fputc('[', keys);
    for (char *typed = ask("monster: keys"); typed[0] && strcmp(typed, "end"); typed = ask("monster: keys")) fputs(typed, keys);
    fputc(']', keys);
    fclose(keys);
    pid_t player = fork();
    if (player == 0) {
        execl("/play", "play", seed, "/keys.json", (char *)NULL);
        _exit(127);
    }
    int status = -1;
    waitpid(player, &status, 0);
    printf("\nmonster: ended %d\n", status);
    tcdrain(1);
    reboot(RB_POWER_OFF);
    return 0;
}

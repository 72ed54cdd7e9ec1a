/* The first program of the machine that 'monster qemu test --door' boots: the serial line becomes the caller of the arcade's door, as on a board. When
 * the play has ended the door is hung up on, and the recording it kept is printed. */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define CALLERS "/data/callers"

/* The first recording of any caller. */
static int kept(char *path, size_t size) {
    DIR *callers = opendir(CALLERS);
    int found = 0;
    for (struct dirent *caller; callers && !found && (caller = readdir(callers));) {
        char folder[512];
        if (caller->d_name[0] == '.') continue;
        snprintf(folder, sizeof folder, CALLERS "/%s/recordings", caller->d_name);
        DIR *recordings = opendir(folder);
        for (struct dirent *file; recordings && !found && (file = readdir(recordings));) {
            size_t length = strlen(file->d_name);
            found = length > 5 && !strcmp(file->d_name + length - 5, ".play");
            if (found) snprintf(path, size, "%s/%s", folder, file->d_name);
        }
        if (recordings) closedir(recordings);
    }
    if (callers) closedir(callers);
    return found;
}

int main(void) {
    struct termios serial;
    char path[1024];
    int status = -1;
    mkdir("/proc", 0755), mkdir("/dev", 0755), mkdir("/tmp", 0777);
    mount("proc", "/proc", "proc", 0, NULL);
    mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
    mount("tmpfs", "/tmp", "tmpfs", 0, NULL);
    setvbuf(stdout, NULL, _IONBF, 0);
    if (tcgetattr(0, &serial) == 0) {
        cfmakeraw(&serial);
        serial.c_oflag |= OPOST | ONLCR;
        tcsetattr(0, TCSANOW, &serial);
    }
    pid_t door = fork();
    if (door == 0) {
        char *arguments[] = { "monster", "door", "/door", "--stdio", "--data", "/data", "--game", GAME, NULL };
        char *environment[] = { "HOME=/tmp", "PATH=/", "TERM=linux", "LANG=C.UTF-8", NULL };
        execve("/monster", arguments, environment);
        _exit(127);
    }
    while (waitpid(door, &status, WNOHANG) == 0 && !kept(path, sizeof path)) usleep(100000);
    for (int i = 0; i < 100 && waitpid(door, &status, WNOHANG) == 0; i++) {
        kill(door, i < 99 ? SIGHUP : SIGKILL);
        usleep(100000);
    }
    FILE *recording = kept(path, sizeof path) ? fopen(path, "rb") : NULL;
    printf("\nmonster: recording ");
    for (int c; recording && (c = fgetc(recording)) != EOF;) printf("%02x", c);
    printf("\nmonster: ended %d\n", status);
    tcdrain(1);
    reboot(RB_POWER_OFF);
    return 0;
}

/* Tries every way out that a file system has, and says which one worked. */
#include <errno.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
static void try(const char *path, int flags) {
    int fd = open(path, flags, 0644);
    printf("%s: %s\n", path, fd >= 0 ? "OPENED" : "no");
    if (fd >= 0) close(fd);
}
int main(void) {
    DIR *root;
    struct dirent *entry;
    try("/etc/passwd", O_RDONLY);
    try("../../../../../../etc/passwd", O_RDONLY);
    try("/drop/../../../../etc/passwd", O_RDONLY);
    try("/drop/new", O_WRONLY | O_CREAT);
    try("/drop/DOOR32.SYS", O_WRONLY);
    symlink("/etc/passwd", "/absolute");
    symlink("../../../../../../../../etc/passwd", "/relative");
    symlink("..", "/up");
    try("/absolute", O_RDONLY);
    try("/relative", O_RDONLY);
    try("/up/secret", O_RDONLY);
    try("/planted", O_RDONLY);
    try("/planted-folder/passwd", O_RDONLY);
    link("/etc/passwd", "/hard");
    try("/hard", O_RDONLY);
    rename("/mine", "/../mine");
    try("/mine", O_WRONLY | O_CREAT);
    if ((root = opendir("/"))) while ((entry = readdir(root))) printf("entry %s\n", entry->d_name);
    return 0;
}

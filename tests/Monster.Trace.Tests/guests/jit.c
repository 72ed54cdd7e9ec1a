/* jit N: writes a function, calls it, writes it again at the same address, N times (x86-64). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
int main(int argc, char **argv) {
    int n = atoi(argv[1]); long sum = 0;
    unsigned char *code = mmap(0, 65536, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < n; i++) { code[0] = 0xB8; memcpy(code + 1, &i, 4); code[5] = 0xC3; sum += ((int (*)(void))code)(); }
    printf("%ld\n", sum);
    return 0;
}

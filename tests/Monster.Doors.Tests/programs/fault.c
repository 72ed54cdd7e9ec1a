/* Divides by zero. */
#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv) { printf("before\n"); fflush(stdout); __builtin_trap(); return argc; }

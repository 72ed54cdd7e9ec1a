/* Never ends. */
volatile unsigned n;
int main(void) { for (;;) n++; }

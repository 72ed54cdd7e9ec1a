// eclib: the homology of level N, then T_p for the fifteen primes. Prints the milliseconds of each part.
#include <eclib/homspace.h>
#include <chrono>
#include <cstdlib>
#include <iostream>
int main(int, char **argv) {
  long level = atol(argv[1]);
  int primes[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 41, 47, 59, 71};
  auto now = [] { return std::chrono::steady_clock::now(); };
  auto ms = [](auto d) { return std::chrono::duration<double, std::milli>(d).count(); };
  auto a = now();
  homspace h(level, 1, 0, 0);
  auto b = now();
  long trace = 0;
  for (int p : primes) {
    mat m = h.heckeop(p, 0, 0);
    for (int i = 1; i <= m.nrows(); i++) trace += m(i, i);
  }
  auto c = now();
  std::cout << ms(b - a) << " " << ms(c - b) << " " << trace << std::endl;
}

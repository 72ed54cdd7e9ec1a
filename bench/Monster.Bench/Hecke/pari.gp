\\ PARI/GP: what the Hecke bench compares with; prints a name and the shortest wall time of a few turns in milliseconds.
default(parisizemax, "3G");
primes15 = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 41, 47, 59, 71];
shortest(f, turns) = {my(best = 10^9, start); for (i = 1, turns, start = getwalltime(); f(); best = min(best, getwalltime() - start)); best};

tau() = mfcoefs(mfDelta(), 10^6);
curve() = ellan(ellinit([0, -1, 1, -10, -20]), 10^6);
curve37() = ellan(ellinit([0, 0, 1, -1, 0]), 10^6);
symbols() = {my(M = msinit(853, 2, 1)); vector(15, i, mshecke(M, primes15[i]))};

\\ PARI evaluates Phi_l(X, j) directly for j in F_p only, so Phi_l is computed and reduced. The curves are given (CURVES is put in by the bench); for each prime the roots of the modular polynomial among them. One of each pair of Frobenius
\\ conjugates is enough.
w = ffgen((x^2 - 2) * Mod(1, 853), 'w);
js = [CURVES];
graph() = {
  my(f, phi, edges = 0);
  for (k = 1, 15,
    phi = polmodular(primes15[k]) * Mod(1, 853);
    for (s = 1, #js,
      if (js[s][2] <= 426,
        f = subst(phi, 'x, js[s][1] + js[s][2] * w);
        for (n = 1, #js, my(j = js[n][1] + js[n][2] * w); while (subst(f, 'y, j) == 0, f = f \ ('y - j); edges++)))));
  edges};
print("tau ", shortest(tau, 4));
print("curve ", shortest(curve, 6));
print("curve37 ", shortest(curve37, 6));
print("symbols853 ", shortest(symbols, 6));
print("edges ", graph());
print("graph ", shortest(graph, 4));
quit

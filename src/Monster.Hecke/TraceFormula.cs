using System.Numerics;

namespace Monster.Hecke;

/// <summary>
/// The Eichler-Selberg trace formula for T_n on the cusp forms of Gamma0(N) with trivial character, in the form of
/// R. Schoof and M. van der Vlugt, "Hecke operators and the weight distributions of certain codes", JCTA 57, 1991, theorem 2.2.
/// </summary>
public static class TraceFormula
{
    /// <summary>The trace of T_n on S_k(Gamma0(N)); for n = 1 it is the dimension. Where n and N have a common prime p, T_p is U_p.</summary>
    /// <param name="n">1 or more.</param>
    /// <param name="level">N, 1 or more.</param>
    /// <param name="weight">k, even, 2 or more.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public static BigInteger Trace(long n, long level, int weight)
    {
        if (n < 1 || level < 1 || weight < 2 || weight % 2 != 0)
            throw new ArgumentException($"T_{n} on S_{weight}(Gamma0({level})): n and the level are 1 or more, the weight is even and at least 2.");
        var twelveTimes = Identity(n, level, weight) - Elliptic(n, level, weight) - Hyperbolic(n, level, weight);
        if (weight == 2)
            twelveTimes += 12 * Arithmetic.Divisors(n).Where(t => Arithmetic.Gcd(level, n / t) == 1).Aggregate(BigInteger.Zero, (s, t) => s + t);
        var (trace, rest) = BigInteger.DivRem(twelveTimes, 12);
        return rest.IsZero ? trace : throw new InvalidOperationException($"Tr T_{n} on S_{weight}(Gamma0({level})) came out as {twelveTimes}/12.");
    }

    private static BigInteger Identity(long n, long level, int weight)
    {
        long root = (long)Math.Round(Math.Sqrt(n));
        return root * root == n && Arithmetic.Gcd(root, level) == 1
            ? (weight - 1) * BigInteger.Pow(root, weight - 2) * Arithmetic.Index(level)
            : BigInteger.Zero;
    }

    private static BigInteger Elliptic(long n, long level, int weight)
    {
        var total = BigInteger.Zero;
        for (long t = 0; t * t < 4 * n; t++)
        {
            long discriminant = (t * t) - (4 * n);
            long sum = 0;
            for (long f = 1; f * f <= -discriminant; f++)
            {
                if (discriminant % (f * f) == 0 && ((discriminant / (f * f)) & 3) is 0 or 1)
                    sum += ClassNumber.SixTimesWeighted(discriminant / (f * f)) * Roots(t, f, n, level);
            }

            // t and -t give the same, so t > 0 counts twice; the half of the formula and the six above make one of twelve.
            total += sum * Lucas(t, n, weight) * (t == 0 ? 1 : 2);
        }

        return total;
    }

    /// <summary>The solutions x modulo N, prime to N, of x^2 - tx + n = 0 modulo N gcd(N, f), times an index.</summary>
    private static long Roots(long t, long f, long n, long level)
    {
        long common = Arithmetic.Gcd(level, f);
        long modulus = level * common;
        var found = new HashSet<long>();
        for (long x = 0; x < modulus; x++)
        {
            if (Arithmetic.Gcd(x, level) == 1 && ((x * x) - (t * x) + n) % modulus == 0)
                found.Add(x % level);
        }

        return found.Count * (Arithmetic.Index(level) / Arithmetic.Index(level / common));
    }

    /// <summary>(rho^(k-1) - rho'^(k-1)) / (rho - rho') for the roots of x^2 - tx + n.</summary>
    private static BigInteger Lucas(long t, long n, int weight)
    {
        BigInteger previous = 0;
        BigInteger current = 1;
        for (int i = 2; i < weight; i++)
            (previous, current) = (current, (t * current) - (n * previous));
        return current;
    }

    private static BigInteger Hyperbolic(long n, long level, int weight)
    {
        var total = BigInteger.Zero;
        foreach (long d in Arithmetic.Divisors(n))
        {
            long cusps = 0;
            foreach (long c in Arithmetic.Divisors(level))
            {
                long common = Arithmetic.Gcd(c, level / c);
                if (Arithmetic.Gcd(level, d - (n / d)) % common != 0)
                    continue;

                // The residue modulo N / common that is d modulo c and n/d modulo N/c must be prime to the level.
                if (Arithmetic.Gcd(d, c) == 1 && Arithmetic.Gcd(n / d, level / c) == 1)
                    cusps += Arithmetic.Totient(common);
            }

            total += BigInteger.Pow(Math.Min(d, n / d), weight - 1) * cusps;
        }

        return 6 * total;
    }
}

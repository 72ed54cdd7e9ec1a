using System.Numerics;

namespace Monster.Hecke;

/// <summary>Elementary functions of number theory on machine integers, by trial division: arguments up to about 10^12.</summary>
public static class Arithmetic
{
    /// <summary>The prime factors with their exponents, in increasing order; none for 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static IReadOnlyList<(long Prime, int Exponent)> Factor(long n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var factors = new List<(long, int)>();
        for (long d = 2; d * d <= n; d += d == 2 ? 1 : 2)
        {
            int exponent = 0;
            for (; n % d == 0; n /= d)
                exponent++;
            if (exponent > 0)
                factors.Add((d, exponent));
        }

        if (n > 1)
            factors.Add((n, 1));
        return factors;
    }

    /// <summary>True for a prime number.</summary>
    public static bool IsPrime(long n) => n > 1 && Factor(n) is [(_, 1)];

    /// <summary>The positive divisors in increasing order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static IReadOnlyList<long> Divisors(long n)
    {
        List<long> divisors = [1];
        foreach (var (prime, exponent) in Factor(n))
        {
            int count = divisors.Count;
            long power = 1;
            for (int e = 1; e <= exponent; e++)
            {
                power *= prime;
                for (int i = 0; i < count; i++)
                    divisors.Add(divisors[i] * power);
            }
        }

        divisors.Sort();
        return divisors;
    }

    /// <summary>Euler's totient.</summary>
    public static long Totient(long n) => Factor(n).Aggregate(n, (phi, f) => phi / f.Prime * (f.Prime - 1));

    /// <summary>The index of Gamma0(N) in SL2(Z): N times the product of 1 + 1/p over the primes p that divide N.</summary>
    public static long Index(long level) => Factor(level).Aggregate(level, (psi, f) => psi / f.Prime * (f.Prime + 1));

    /// <summary>The sum of the k-th powers of the divisors.</summary>
    /// <param name="n">1 or more.</param>
    /// <param name="k">0 or more.</param>
    public static BigInteger DivisorSum(long n, int k) =>
        Divisors(n).Aggregate(BigInteger.Zero, (sum, d) => sum + BigInteger.Pow(d, k));

    /// <summary>The greatest common divisor, never negative.</summary>
    public static long Gcd(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return Math.Abs(a);
    }

    /// <summary>The Kronecker symbol (a/n) for n = 1 or more.</summary>
    public static int Kronecker(long a, long n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        int result = 1;
        foreach (var (prime, exponent) in Factor(n))
        {
            int symbol = prime == 2
                ? (a % 2 == 0 ? 0 : ((a % 8) + 8) % 8 is 1 or 7 ? 1 : -1)
                : Legendre(a, prime);
            for (int e = 0; e < exponent; e++)
                result *= symbol;
        }

        return result;
    }

    private static int Legendre(long a, long p)
    {
        var power = BigInteger.ModPow(((a % p) + p) % p, (p - 1) / 2, p);
        return power.IsZero ? 0 : power.IsOne ? 1 : -1;
    }
}

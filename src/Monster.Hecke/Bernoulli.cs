using System.Numerics;

namespace Monster.Hecke;

/// <summary>Bernoulli numbers, exact.</summary>
public static class Bernoulli
{
    /// <summary>B_n as a fraction in lowest terms, by the recurrence of their sums with binomial coefficients; B_1 = -1/2.</summary>
    /// <param name="n">0 to 1,000.</param>
    public static (BigInteger Numerator, BigInteger Denominator) Number(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, 1_000);

        // The algorithm of Akiyama and Tanigawa: B_n is what remains of 1, 1/2, ..., 1/(n+1), over one common denominator.
        var denominator = Enumerable.Range(1, n + 1).Aggregate(BigInteger.One, (lcm, m) => lcm / BigInteger.GreatestCommonDivisor(lcm, m) * m);
        var row = new BigInteger[n + 1];
        for (int m = 0; m <= n; m++)
        {
            row[m] = denominator / (m + 1);
            for (int j = m; j > 0; j--)
                row[j - 1] = j * (row[j - 1] - row[j]);
        }

        var numerator = n == 1 ? -row[0] : row[0];
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return (numerator / common, denominator / common);
    }
}

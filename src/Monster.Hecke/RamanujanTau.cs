using System.Numerics;

namespace Monster.Hecke;

/// <summary>Ramanujan's function tau(n), the coefficients of Delta.</summary>
public static class RamanujanTau
{
    /// <summary>The largest prime factor that a number may have.</summary>
    public const int LargestPrime = 20_000_000;

    /// <summary>How far <see cref="Table"/> reaches: there |tau(n)| is at most 2 n^6, by Deligne's bound and d(n) at most 2 sqrt(n), and fits 127 bits.</summary>
    public const int LargestTable = 1_500_000;

    /// <summary>
    /// tau(0) = 0, tau(1), ..., tau(limit), exact: eta^3 is the sparse sum of (-1)^n (2n + 1) q^(n(n+1)/2 + 1/8) (Jacobi), eta^6 is its square term
    /// by term, and two squarings by transforms lead to eta^24 = Delta.
    /// </summary>
    /// <param name="limit">1 to <see cref="LargestTable"/>.</param>
    /// <param name="kernel">The instructions to use.</param>
    public static Int128[] Table(int limit, TransformKernel kernel = TransformKernel.Best)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestTable);
        using var products = Delta(limit, kernel);
        var table = new Int128[limit + 1];
        products.To128(table.AsSpan(1));
        return table;
    }

    /// <summary>The residues of tau(1), ..., tau(limit).</summary>
    internal static ResidueProducts Delta(int limit, TransformKernel kernel)
    {
        var products = new ResidueProducts(limit, 2 + (6 * (int.Log2(limit) + 1)), kernel);
        double[] sixth = EtaToTheSixth(limit);
        products.Load((target, _) => sixth.CopyTo(target));
        products.Square();
        products.Square();
        return products;
    }

    /// <summary>eta^6 without its power of q; its coefficients are far below 2^50.</summary>
    private static double[] EtaToTheSixth(int length)
    {
        var sixth = new double[length];
        for (int a = 0; a * (a + 1L) / 2 < length; a++)
        {
            int start = (int)(a * (a + 1L) / 2);
            double c = a % 2 == 0 ? (2 * a) + 1 : -((2 * a) + 1);
            for (int b = 0, at = start; b < a && at < length; at += ++b)
                sixth[at] += 2 * c * (b % 2 == 0 ? (2 * b) + 1 : -((2 * b) + 1));
            if (2 * start < length)
                sixth[2 * start] += c * c;
        }

        return sixth;
    }

    /// <summary>
    /// tau(n): multiplicative, with tau(p^(e+1)) = tau(p) tau(p^e) - p^11 tau(p^(e-1)), so that the series is needed only to the largest
    /// prime factor.
    /// </summary>
    /// <param name="n">1 to 10^15, without a prime factor above <see cref="LargestPrime"/>.</param>
    /// <exception cref="ArgumentException">The number is out of range.</exception>
    public static BigInteger Of(long n)
    {
        if (n is < 1 or > 1_000_000_000_000_000)
            throw new ArgumentException($"tau({n}) is not computed here: n is 1 to 10^15.", nameof(n));
        var factors = Arithmetic.Factor(n);
        if (factors.Count == 0)
            return BigInteger.One;
        long largest = factors[^1].Prime;
        if (largest > LargestPrime)
            throw new ArgumentException($"tau({n}) is not computed here: {largest} divides it, and the largest prime factor may be {LargestPrime:N0}.", nameof(n));
        var delta = ModularForms.Delta((int)largest + 1);
        var value = BigInteger.One;
        foreach (var (prime, exponent) in factors)
            value *= AtPower(delta[(int)prime], BigInteger.Pow(prime, 11), exponent);
        return value;
    }

    private static BigInteger AtPower(BigInteger eigenvalue, BigInteger norm, int exponent)
    {
        var previous = BigInteger.One;
        var current = eigenvalue;
        for (int e = 1; e < exponent; e++)
            (previous, current) = (current, (eigenvalue * current) - (norm * previous));
        return current;
    }
}

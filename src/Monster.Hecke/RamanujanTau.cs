using System.Numerics;

namespace Monster.Hecke;

/// <summary>Ramanujan's function tau(n), the coefficients of Delta.</summary>
public static class RamanujanTau
{
    /// <summary>The largest prime factor that a number may have.</summary>
    public const int LargestPrime = 20_000_000;

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

using System.Numerics;

namespace Monster.Hecke;

/// <summary>Well-known modular forms of level 1, eta quotients and theta series, as exact q-expansions.</summary>
public static class ModularForms
{
    // -2k / B_k for the weights where it is an integer.
    private static readonly Dictionary<int, int> Factors = new() { [4] = 240, [6] = -504, [8] = 480, [10] = -264, [14] = -24 };

    /// <summary>The Eisenstein series E_k with constant term 1.</summary>
    /// <param name="weight">4, 6, 8, 10 or 14, where the coefficients are integers.</param>
    /// <param name="precision">1 or more.</param>
    /// <exception cref="ArgumentException">The weight is another.</exception>
    public static QExpansion Eisenstein(int weight, int precision)
    {
        if (!Factors.TryGetValue(weight, out int factor))
            throw new ArgumentException($"E_{weight} has no integral q-expansion with constant term 1: the weight is 4, 6, 8, 10 or 14.", nameof(weight));
        var sums = new BigInteger[precision];
        for (int d = 1; d < precision; d++)
        {
            var term = factor * BigInteger.Pow(d, weight - 1);
            for (int n = d; n < precision; n += d)
                sums[n] += term;
        }

        sums[0] = 1;
        return new(sums);
    }

    /// <summary>
    /// The Eisenstein series E_k of any even weight, times the smallest number that makes it integral: E_k = 1 - (2k / B_k) times the sum of
    /// sigma_(k-1)(n) q^n; for k = 12 the number is 691.
    /// </summary>
    /// <param name="weight">k, even, 4 to 1,000.</param>
    /// <param name="precision">1 or more.</param>
    /// <returns>The multiple, and the number: its constant term.</returns>
    public static (QExpansion Multiple, BigInteger Number) IntegralEisenstein(int weight, int precision)
    {
        if (weight is < 4 or > 1_000 || weight % 2 != 0)
            throw new ArgumentException($"There is no Eisenstein series of weight {weight} and level 1 here: the weight is even, 4 to 1,000.", nameof(weight));
        var (numerator, denominator) = Bernoulli.Number(weight);
        var common = BigInteger.GreatestCommonDivisor(2 * weight * denominator, numerator);
        var number = BigInteger.Abs(numerator / common);
        var factor = -2 * weight * denominator / common * numerator.Sign;
        var sums = new BigInteger[precision];
        for (int d = 1; d < precision; d++)
        {
            var term = factor * BigInteger.Pow(d, weight - 1);
            for (int n = d; n < precision; n += d)
                sums[n] += term;
        }

        sums[0] = number;
        return (new(sums), number);
    }

    /// <summary>Delta = q (1-q)^24 (1-q^2)^24 ..., whose coefficients are Ramanujan's tau(n).</summary>
    /// <param name="precision">1 or more.</param>
    public static QExpansion Delta(int precision)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 1);
        if (precision == 1)
            return new(BigInteger.Zero);
        if (precision - 1 <= RamanujanTau.LargestTable)
            return new(RamanujanTau.Table(precision - 1));
        using var products = RamanujanTau.Delta(precision - 1, TransformKernel.Best);
        return new QExpansion([BigInteger.Zero, .. products.ToIntegers()]);
    }

    /// <summary>q j(q) = 1 + 744 q + 196884 q^2 + ...</summary>
    public static QExpansion JTimesQ(int precision) =>
        Eisenstein(4, precision).Power(3).Divide(Delta(precision + 1).Shift(-1));

    /// <summary>
    /// The normalised cusp form of level 1 in the weights where it is the only one: Delta, and Delta times an Eisenstein series.
    /// </summary>
    /// <param name="weight">12, 16, 18, 20, 22 or 26.</param>
    /// <param name="precision">2 or more.</param>
    public static QExpansion CuspForm(int weight, int precision) => weight == 12 ? Delta(precision)
        : weight is 16 or 18 or 20 or 22 or 26 ? Delta(precision) * Eisenstein(weight - 12, precision)
        : throw new ArgumentException($"S_{weight}(SL2(Z)) has not dimension 1: the weight is 12, 16, 18, 20, 22 or 26.", nameof(weight));

    /// <summary>The product of eta(d z)^r over the given pairs, where the powers of q come out whole.</summary>
    /// <param name="factors">Pairs (d, r): d is 1 or more, r any integer.</param>
    /// <param name="precision">1 or more.</param>
    /// <exception cref="ArgumentException">The power of q at infinity is not a whole number, or negative.</exception>
    public static QExpansion EtaQuotient(IReadOnlyList<(int Scale, int Exponent)> factors, int precision)
    {
        int order = factors.Sum(f => f.Scale * f.Exponent);
        if (order % 24 != 0 || order < 0)
            throw new ArgumentException($"The eta quotient begins with q^({order}/24): that must be a whole power, 0 or more.", nameof(factors));
        var product = new QExpansion([1, .. new BigInteger[precision - 1]]);
        var euler = Euler(precision);
        foreach (var (scale, exponent) in factors)
        {
            var power = euler.Power(Math.Abs(exponent)).Substitute(scale);
            product = exponent >= 0 ? product * power : product.Divide(power);
        }

        return product.Shift(order / 24).Truncate(precision);
    }

    /// <summary>The theta series of the E8 lattice: the number of vectors of norm 2n.</summary>
    public static QExpansion ThetaE8(int precision) => Eisenstein(4, precision);

    /// <summary>The theta series of the Leech lattice, E4^3 - 720 Delta: 1 + 196560 q^2 + 16773120 q^3 + ...</summary>
    public static QExpansion ThetaLeech(int precision) => Eisenstein(4, precision).Power(3) - (720 * Delta(precision));

    /// <summary>The product of 1 - q^n over n >= 1, by Euler's pentagonal number theorem.</summary>
    private static QExpansion Euler(int precision)
    {
        var coefficients = new BigInteger[precision];
        for (long k = 0; k * ((3 * k) - 1) / 2 < precision; k++)
        {
            int sign = k % 2 == 0 ? 1 : -1;
            coefficients[k * ((3 * k) - 1) / 2] = sign;
            if (k * ((3 * k) + 1) / 2 < precision)
                coefficients[k * ((3 * k) + 1) / 2] = sign;
        }

        return new(coefficients);
    }
}

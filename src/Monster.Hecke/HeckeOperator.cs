using System.Numerics;

namespace Monster.Hecke;

/// <summary>
/// Hecke operators on q-expansions of level N, weight k and a character: (T_m f)(n) is the sum over d | gcd(m, n) of
/// chi(d) d^(k-1) a(mn / d^2) (F. Diamond and J. Shurman, "A First Course in Modular Forms", proposition 5.3.1).
/// Where a prime divides both m and N this is U_p.
/// </summary>
public static class HeckeOperator
{
    /// <summary>T_m f, with the trivial character modulo the level.</summary>
    /// <param name="f">A form of the given weight and level.</param>
    /// <param name="m">1 or more.</param>
    /// <param name="weight">k, 1 or more.</param>
    /// <param name="level">N, 1 or more.</param>
    /// <returns>The image, to precision ceil(precision of f / m).</returns>
    public static QExpansion Apply(QExpansion f, int m, int weight, int level = 1) =>
        Apply(f, m, weight, d => Arithmetic.Gcd(d, level) == 1 ? 1 : 0);

    /// <summary>T_m f with a real character.</summary>
    /// <param name="f">A form of the given weight and character.</param>
    /// <param name="m">1 or more.</param>
    /// <param name="weight">k, 1 or more.</param>
    /// <param name="character">chi(d), -1, 0 or 1; it is 0 where d and the level have a common factor.</param>
    /// <returns>The image, to precision ceil(precision of f / m).</returns>
    public static QExpansion Apply(QExpansion f, int m, int weight, Func<long, int> character)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        int precision = ((f.Precision - 1) / m) + 1;
        var image = new BigInteger[precision];
        foreach (long d in Arithmetic.Divisors(m))
        {
            var factor = character(d) * BigInteger.Pow(d, weight - 1);
            if (factor.IsZero)
                continue;
            for (int n = 0; n < precision; n += (int)d)
                image[n] += factor * f[(int)(m / d * (n / d))];
        }

        return new(image);
    }
}

namespace Monster.Hecke;

/// <summary>
/// Dimensions of spaces of modular forms for Gamma0(N) with trivial character and even weight
/// (F. Diamond and J. Shurman, "A First Course in Modular Forms", theorems 3.1.1 and 3.5.1), and Sturm's bound.
/// </summary>
public static class DimensionFormula
{
    /// <summary>The dimension of S_k(Gamma0(N)).</summary>
    /// <param name="level">N, 1 or more.</param>
    /// <param name="weight">k, even, 2 or more.</param>
    public static long CuspForms(long level, int weight)
    {
        Check(level, weight);
        long genus = Genus(level);
        if (weight == 2)
            return genus;
        return ((weight - 1) * (genus - 1)) + (((weight / 2) - 1) * Cusps(level)) + (weight / 4 * EllipticPoints2(level)) + (weight / 3 * EllipticPoints3(level));
    }

    /// <summary>The dimension of the Eisenstein space of M_k(Gamma0(N)).</summary>
    /// <param name="level">N, 1 or more.</param>
    /// <param name="weight">k, even, 2 or more.</param>
    public static long EisensteinSeries(long level, int weight)
    {
        Check(level, weight);
        return Cusps(level) - (weight == 2 ? 1 : 0);
    }

    /// <summary>The dimension of M_k(Gamma0(N)).</summary>
    /// <param name="level">N, 1 or more.</param>
    /// <param name="weight">k, even, 2 or more.</param>
    public static long ModularForms(long level, int weight) => CuspForms(level, weight) + EisensteinSeries(level, weight);

    /// <summary>The dimension of the new part of S_k(Gamma0(N)): the sum over M | N of beta(N/M) dim S_k(M), beta multiplicative, -2 at p, 1 at p^2 and 0 above.</summary>
    /// <param name="level">N, 1 or more.</param>
    /// <param name="weight">k, even, 2 or more.</param>
    public static long NewCuspForms(long level, int weight) => Arithmetic.Divisors(level).Sum(divisor =>
        Arithmetic.Factor(level / divisor).Aggregate(1L, (beta, f) => beta * (f.Exponent == 1 ? -2 : f.Exponent == 2 ? 1 : 0)) * CuspForms(divisor, weight));

    /// <summary>The number of cusps of Gamma0(N).</summary>
    public static long Cusps(long level) => Arithmetic.Divisors(level).Sum(d => Arithmetic.Totient(Arithmetic.Gcd(d, level / d)));

    /// <summary>
    /// Sturm's bound: two forms of M_k(Gamma0(N)) whose coefficients agree up to this one, floor(k index / 12), are equal
    /// (J. Sturm, "On the congruence of modular forms", 1987); the same holds modulo a prime.
    /// </summary>
    /// <param name="level">N, 1 or more.</param>
    /// <param name="weight">k, 1 or more.</param>
    public static long SturmBound(long level, int weight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        return weight * Arithmetic.Index(level) / 12;
    }

    /// <summary>Whether two forms of M_k(Gamma0(N)) with integer coefficients are equal: proved by their coefficients up to Sturm's bound.</summary>
    /// <param name="f">A form, known beyond the bound.</param>
    /// <param name="g">Another of the same weight and level.</param>
    /// <param name="level">N, 1 or more.</param>
    /// <param name="weight">k, 1 or more.</param>
    /// <exception cref="ArgumentException">One is not known as far as the bound.</exception>
    public static bool AreEqual(QExpansion f, QExpansion g, long level, int weight)
    {
        long bound = SturmBound(level, weight);
        if (f.Precision <= bound || g.Precision <= bound)
            throw new ArgumentException($"To tell forms of weight {weight} and level {level} apart, coefficients up to {bound:N0} are needed.", nameof(f));
        return f.Truncate((int)bound + 1).Equals(g.Truncate((int)bound + 1));
    }

    private static long Genus(long level)
    {
        long twelveTimes = 12 + Arithmetic.Index(level) - (3 * EllipticPoints2(level)) - (4 * EllipticPoints3(level)) - (6 * Cusps(level));
        return twelveTimes / 12;
    }

    private static long EllipticPoints2(long level) => level % 4 == 0 ? 0
        : Arithmetic.Factor(level).Aggregate(1L, (count, f) => count * (f.Prime == 2 ? 1 : 1 + Arithmetic.Kronecker(-1, f.Prime)));

    private static long EllipticPoints3(long level) => level % 9 == 0 ? 0
        : Arithmetic.Factor(level).Aggregate(1L, (count, f) => count * (f.Prime == 3 ? 1 : f.Prime == 2 ? 0 : 1 + Arithmetic.Kronecker(-3, f.Prime)));

    private static void Check(long level, int weight)
    {
        if (level < 1 || weight < 2 || weight % 2 != 0)
            throw new ArgumentException($"Weight {weight} and level {level}: the level is 1 or more, the weight is even and at least 2.");
    }
}

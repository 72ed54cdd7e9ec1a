using System.Numerics;

namespace Monster.Hecke;

/// <summary>
/// An elliptic curve y^2 + a1 xy + a3 y = x^3 + a2 x^2 + a4 x + a6 over the rationals in a minimal model, and the coefficients of its
/// L-series: those of the newform of weight 2 that belongs to it (J. Silverman, "The Arithmetic of Elliptic Curves", 2nd ed. 2009, appendix C.16).
/// </summary>
public sealed class EllipticCurve
{
    private const long MaxCoefficient = 100_000;

    /// <summary>A curve by its five coefficients.</summary>
    /// <exception cref="ArgumentException">A coefficient is above 100,000 in size, the curve is singular, or the model is not seen to be minimal.</exception>
    public EllipticCurve(long a1, long a2, long a3, long a4, long a6)
    {
        Coefficients = [a1, a2, a3, a4, a6];
        if (Coefficients.Any(a => Math.Abs(a) > MaxCoefficient))
            throw new ArgumentException($"The coefficients of {this} are larger than {MaxCoefficient:N0}.");
        (B2, B4, B6) = ((a1 * a1) + (4 * a2), (2 * a4) + (a1 * a3), (a3 * a3) + (4 * a6));
        BigInteger b8 = ((BigInteger)a1 * a1 * a6) + ((BigInteger)4 * a2 * a6) - ((BigInteger)a1 * a3 * a4) + ((BigInteger)a2 * a3 * a3) - ((BigInteger)a4 * a4);
        Discriminant = -((BigInteger)B2 * B2 * b8) - (8 * BigInteger.Pow(B4, 3)) - (27 * (BigInteger)B6 * B6) + (9 * (BigInteger)B2 * B4 * B6);
        if (Discriminant.IsZero)
            throw new ArgumentException($"The curve {this} is singular: its discriminant is 0.");
        BigInteger c4 = ((BigInteger)B2 * B2) - (24 * B4);
        foreach (int p in Primes.UpTo(10_000))
        {
            if ((Discriminant % BigInteger.Pow(p, 12)).IsZero && (c4 % BigInteger.Pow(p, 4)).IsZero)
                throw new ArgumentException($"The model {this} may not be minimal at {p}; give a minimal one.");
        }
    }

    /// <summary>11a1, the curve of the smallest conductor, 11; its form is eta(z)^2 eta(11z)^2. Rank 0.</summary>
    public static EllipticCurve Curve11a1 => new(0, -1, 1, -10, -20);

    /// <summary>37a1, the curve of the smallest conductor of rank 1.</summary>
    public static EllipticCurve Curve37a1 => new(0, 0, 1, -1, 0);

    /// <summary>389a1, the curve of the smallest conductor of rank 2.</summary>
    public static EllipticCurve Curve389a1 => new(0, 1, 1, -2, 0);

    /// <summary>5077a1, the curve of the smallest conductor of rank 3.</summary>
    public static EllipticCurve Curve5077a1 => new(0, 0, 1, -7, 6);

    /// <summary>a1, a2, a3, a4, a6.</summary>
    public IReadOnlyList<long> Coefficients { get; }

    /// <summary>The discriminant; the primes that divide it are those of bad reduction.</summary>
    public BigInteger Discriminant { get; }

    internal long B2 { get; }

    internal long B4 { get; }

    internal long B6 { get; }

    /// <summary>
    /// a_p = p + 1 less the number of points modulo p, the singular point counted once: 1, -1 or 0 where the reduction is split, non-split or additive.
    /// </summary>
    /// <param name="prime">A prime below 2^31.</param>
    /// <exception cref="ArgumentException">It is not a prime below 2^31.</exception>
    public int TraceOfFrobenius(int prime) => Arithmetic.IsPrime(prime)
        ? new PointCounter(this).Trace(prime)
        : throw new ArgumentException($"{prime} is not a prime.", nameof(prime));

    /// <summary>a(0) = 0, a(1) = 1, a(2), ...: the coefficients of the newform.</summary>
    /// <param name="precision">How many coefficients, 2 or more.</param>
    public int[] NewformCoefficients(int precision)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 2);
        var traces = new int[precision];
        var counter = new PointCounter(this);
        foreach (int p in Primes.UpTo(precision - 1))
            traces[p] = counter.Trace(p);
        return Multiplicative(traces);
    }

    /// <summary>The newform to a precision.</summary>
    public QExpansion Newform(int precision) => new([.. NewformCoefficients(precision).Select(a => (BigInteger)a)]);

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(",", Coefficients)}]";

    /// <summary>From a_p at the primes: a(p^(e+1)) = a_p a(p^e) - p a(p^(e-1)), the last term only where the reduction is good, and a(mn) = a(m) a(n).</summary>
    private int[] Multiplicative(int[] traces)
    {
        int precision = traces.Length;
        int[] smallest = Primes.SmallestFactors(precision - 1);
        var a = traces;
        a[1] = 1;
        for (int n = 2; n < precision; n++)
        {
            int p = smallest[n];
            int rest = n / p;
            if (rest == 1)
                continue;
            int power = p;
            for (; rest % p == 0; rest /= p)
                power *= p;
            a[n] = rest > 1 ? a[power] * a[rest] : (a[p] * a[n / p]) - ((Discriminant % p).IsZero ? 0 : p * a[n / p / p]);
        }

        return a;
    }
}

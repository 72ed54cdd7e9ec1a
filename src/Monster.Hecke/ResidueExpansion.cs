using System.Numerics;

namespace Monster.Hecke;

/// <summary>
/// A q-expansion a(0) + a(1) q + ... + O(q^precision) with coefficients modulo m, 2 to 2^63, or modulo 2^64: 8 bytes a coefficient and
/// no big integers. Congruences between modular forms, and long expansions of which the size is not wanted, live here.
/// </summary>
public sealed class ResidueExpansion : IEquatable<ResidueExpansion>
{
    private const int MaxBitsOfAFactor = 63;

    private readonly ulong[] _coefficients;

    private ResidueExpansion(ulong[] reduced, ulong modulus)
    {
        _coefficients = reduced;
        Modulus = modulus;
    }

    /// <summary>The modulus; 0 stands for 2^64.</summary>
    public ulong Modulus { get; }

    /// <summary>The number of known coefficients.</summary>
    public int Precision => _coefficients.Length;

    /// <summary>The coefficient of q^n, 0 to m - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or not below the precision.</exception>
    public ulong this[int n] => n >= 0 && n < Precision
        ? _coefficients[n]
        : throw new ArgumentOutOfRangeException(nameof(n), n, $"Coefficients are known for 0 to {Precision - 1}.");

    /// <summary>Reduces an exact expansion.</summary>
    /// <param name="exact">The expansion.</param>
    /// <param name="modulus">2 to 2^63, or 0 for 2^64.</param>
    public static ResidueExpansion Of(QExpansion exact, ulong modulus)
    {
        Check(modulus);
        BigInteger m = modulus == 0 ? BigInteger.One << 64 : modulus;
        var reduced = new ulong[exact.Precision];
        for (int n = 0; n < reduced.Length; n++)
            reduced[n] = (ulong)(((exact[n] % m) + m) % m);
        return new(reduced, modulus);
    }

    /// <summary>The expansion with these coefficients, reduced.</summary>
    /// <param name="coefficients">1 or more of them.</param>
    /// <param name="modulus">2 to 2^63, or 0 for 2^64.</param>
    public static ResidueExpansion Of(ReadOnlySpan<long> coefficients, ulong modulus)
    {
        Check(modulus);
        if (coefficients.IsEmpty)
            throw new ArgumentException("A q-expansion has at least one coefficient.", nameof(coefficients));
        var reduced = new ulong[coefficients.Length];
        for (int n = 0; n < reduced.Length; n++)
            reduced[n] = modulus == 0 ? unchecked((ulong)coefficients[n]) : (ulong)((((Int128)coefficients[n] % modulus) + modulus) % modulus);
        return new(reduced, modulus);
    }

    /// <summary>The sum, to the smaller precision.</summary>
    /// <exception cref="ArgumentException">The moduli differ.</exception>
    public static ResidueExpansion operator +(ResidueExpansion x, ResidueExpansion y) => Combine(x, y, negate: false);

    /// <summary>The difference, to the smaller precision.</summary>
    /// <exception cref="ArgumentException">The moduli differ.</exception>
    public static ResidueExpansion operator -(ResidueExpansion x, ResidueExpansion y) => Combine(x, y, negate: true);

    /// <summary>The product, to the smaller precision.</summary>
    /// <exception cref="ArgumentException">The moduli differ.</exception>
    public static ResidueExpansion operator *(ResidueExpansion x, ResidueExpansion y) => Multiply(x, y, TransformKernel.Best);

    /// <summary>The product, to the smaller precision, with chosen instructions; all give the same.</summary>
    /// <exception cref="ArgumentException">The moduli differ.</exception>
    /// <exception cref="PlatformNotSupportedException">The processor has not got them.</exception>
    public static ResidueExpansion Multiply(ResidueExpansion x, ResidueExpansion y, TransformKernel kernel)
    {
        Same(x, y);
        int precision = Math.Min(x.Precision, y.Precision);
        int bits = x.Modulus == 0 ? MaxBitsOfAFactor : BitOperations.Log2(x.Modulus);
        using var products = new ResidueProducts(precision, (2 * bits) + int.Log2(precision) + 1, kernel);
        products.Load(x.Residues);
        if (ReferenceEquals(x, y))
            products.Square();
        else
            products.Multiply(y.Residues);
        var product = new ulong[precision];
        if (x.Modulus == 0)
            products.To64(System.Runtime.InteropServices.MemoryMarshal.Cast<ulong, long>(product.AsSpan()));
        else
            products.ToResidues(product, x.Modulus);
        return new(product, x.Modulus);
    }

    /// <summary>The power.</summary>
    /// <param name="exponent">0 or more.</param>
    public ResidueExpansion Power(int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        var one = new ulong[Precision];
        one[0] = 1;
        var result = new ResidueExpansion(one, Modulus);
        var square = this;
        for (int e = exponent; e > 0; e >>= 1)
        {
            if ((e & 1) == 1)
                result *= square;
            if (e > 1)
                square *= square;
        }

        return result;
    }

    /// <summary>T_m f in a weight and with a real character, as <see cref="HeckeOperator"/> does it exactly.</summary>
    /// <param name="m">1 or more.</param>
    /// <param name="weight">k, 1 or more.</param>
    /// <param name="character">chi(d), -1, 0 or 1; it is 0 where d and the level have a common factor.</param>
    /// <returns>The image, to precision ceil(precision / m).</returns>
    public ResidueExpansion Hecke(int m, int weight, Func<long, int> character)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        var image = new ulong[((Precision - 1) / m) + 1];
        BigInteger modulus = Modulus == 0 ? BigInteger.One << 64 : Modulus;
        foreach (long d in Arithmetic.Divisors(m))
        {
            int chi = character(d);
            if (chi == 0)
                continue;
            var exact = chi * BigInteger.ModPow(d, weight - 1, modulus);
            ulong factor = (ulong)((exact + modulus) % modulus);
            for (int n = 0; n < image.Length; n += (int)d)
                image[n] = Add(image[n], Multiply(factor, _coefficients[(int)(m / d * (n / d))]));
        }

        return new(image, Modulus);
    }

    /// <inheritdoc/>
    public bool Equals(ResidueExpansion? other) => other is not null && Modulus == other.Modulus && _coefficients.AsSpan().SequenceEqual(other._coefficients);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResidueExpansion);

    /// <inheritdoc/>
    public override int GetHashCode() => _coefficients.Take(16).Aggregate(HashCode.Combine(Precision, Modulus), HashCode.Combine);

    private static void Check(ulong modulus)
    {
        if (modulus is 1 or > 1UL << 63)
            throw new ArgumentOutOfRangeException(nameof(modulus), modulus, "The modulus is 2 to 2^63, or 0 for 2^64.");
    }

    private static void Same(ResidueExpansion x, ResidueExpansion y)
    {
        if (x.Modulus != y.Modulus)
            throw new ArgumentException($"Expansions modulo {x.Modulus} and modulo {y.Modulus} have no sum and no product (0 stands for 2^64).", nameof(y));
    }

    private static ResidueExpansion Combine(ResidueExpansion x, ResidueExpansion y, bool negate)
    {
        Same(x, y);
        var result = new ulong[Math.Min(x.Precision, y.Precision)];
        for (int n = 0; n < result.Length; n++)
        {
            ulong b = y._coefficients[n];
            result[n] = x.Add(x._coefficients[n], !negate || b == 0 ? b : unchecked(x.Modulus - b));
        }

        return new(result, x.Modulus);
    }

    private ulong Add(ulong a, ulong b)
    {
        ulong sum = unchecked(a + b);
        return Modulus != 0 && sum >= Modulus ? sum - Modulus : sum;
    }

    private ulong Multiply(ulong a, ulong b) => Modulus == 0 ? unchecked(a * b) : (ulong)((UInt128)a * b % Modulus);

    /// <summary>The residues of smallest size, modulo one of the transform's primes.</summary>
    private void Residues(Memory<double> target, long prime)
    {
        var residues = target.Span;
        for (int n = 0; n < residues.Length; n++)
        {
            ulong a = _coefficients[n];
            long nearest = Modulus == 0 || a <= Modulus / 2 ? unchecked((long)a) : -(long)(Modulus - a);
            residues[n] = nearest % prime;
        }
    }
}

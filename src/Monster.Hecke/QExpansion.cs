using System.Numerics;

namespace Monster.Hecke;

/// <summary>
/// An exact q-expansion a(0) + a(1) q + ... + O(q^precision) with integer coefficients.
/// Products are formed by number-theoretic transforms modulo several primes, and where coefficients are few or very large by Kronecker
/// substitution, as one product of big integers.
/// </summary>
public sealed class QExpansion : IEquatable<QExpansion>
{
    private const int FewCoefficients = 64;

    private readonly BigInteger[] _coefficients;

    /// <summary>The expansion with these coefficients; its precision is their number.</summary>
    /// <exception cref="ArgumentException">There is no coefficient.</exception>
    public QExpansion(params IReadOnlyList<BigInteger> coefficients)
    {
        if (coefficients.Count == 0)
            throw new ArgumentException("A q-expansion has at least one coefficient.", nameof(coefficients));
        _coefficients = [.. coefficients];
    }

    /// <summary>The same from 128-bit integers.</summary>
    /// <exception cref="ArgumentException">There is no coefficient.</exception>
    public QExpansion(ReadOnlySpan<Int128> coefficients)
    {
        if (coefficients.IsEmpty)
            throw new ArgumentException("A q-expansion has at least one coefficient.", nameof(coefficients));
        _coefficients = new BigInteger[coefficients.Length];
        for (int n = 0; n < coefficients.Length; n++)
            _coefficients[n] = coefficients[n] == (long)coefficients[n] ? (long)coefficients[n] : (BigInteger)coefficients[n];
    }

    /// <summary>The number of known coefficients.</summary>
    public int Precision => _coefficients.Length;

    /// <summary>The coefficient of q^n.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative or not below the precision.</exception>
    public BigInteger this[int n] => n >= 0 && n < Precision
        ? _coefficients[n]
        : throw new ArgumentOutOfRangeException(nameof(n), n, $"Coefficients are known for 0 to {Precision - 1}.");

    /// <summary>The sum, to the smaller precision.</summary>
    public static QExpansion operator +(QExpansion x, QExpansion y) => Combine(x, y, static (a, b) => a + b);

    /// <summary>The difference, to the smaller precision.</summary>
    public static QExpansion operator -(QExpansion x, QExpansion y) => Combine(x, y, static (a, b) => a - b);

    /// <summary>The multiple by an integer.</summary>
    public static QExpansion operator *(BigInteger factor, QExpansion x) => new([.. x._coefficients.Select(a => factor * a)]);

    /// <summary>The product, to the smaller precision.</summary>
    public static QExpansion operator *(QExpansion x, QExpansion y)
    {
        int precision = Math.Min(x.Precision, y.Precision);
        var largest = Largest(x, precision) * Largest(y, precision) * precision;
        if (precision >= FewCoefficients && largest.GetBitLength() <= ResidueProducts.MaxBits)
            return Transformed(x, y, precision, largest.GetBitLength());
        int bytes = (largest.GetByteCount() / 4 * 4) + 4; // room for the sign as well
        var product = x.Pack(precision, bytes) * y.Pack(precision, bytes);
        return new(Unpack(product, precision, bytes));
    }

    /// <summary>The power.</summary>
    /// <param name="exponent">0 or more.</param>
    public QExpansion Power(int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        var result = new QExpansion([1, .. new BigInteger[Precision - 1]]);
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

    /// <summary>The quotient by an expansion with constant term 1 or -1, to the smaller precision.</summary>
    /// <exception cref="ArgumentException">The divisor's constant term is neither.</exception>
    public QExpansion Divide(QExpansion divisor)
    {
        if (!BigInteger.Abs(divisor[0]).IsOne)
            throw new ArgumentException("The divisor must begin with 1 or -1 for the quotient to be integral.", nameof(divisor));
        int precision = Math.Min(Precision, divisor.Precision);

        // Newton's iteration for the inverse: correct terms double each time.
        var inverse = new QExpansion(divisor[0]);
        while (inverse.Precision < precision)
        {
            int next = Math.Min(precision, inverse.Precision * 2);
            var longer = inverse.Extend(next);
            inverse = (2 * longer) - (longer * longer * divisor.Truncate(next));
        }

        return Truncate(precision) * inverse;
    }

    /// <summary>Multiplies by q^k, or divides when k is negative: then the first coefficients must be 0.</summary>
    /// <exception cref="ArgumentException">A coefficient that is not 0 would be lost.</exception>
    public QExpansion Shift(int k)
    {
        if (k < 0 && _coefficients.Take(-k).Any(a => !a.IsZero))
            throw new ArgumentException($"The expansion is not divisible by q^{-k}.", nameof(k));
        return new(k >= 0 ? [.. new BigInteger[k], .. _coefficients] : _coefficients[-k..]);
    }

    /// <summary>The first coefficients only.</summary>
    public QExpansion Truncate(int precision) => precision >= Precision ? this : new(_coefficients[..precision]);

    /// <summary>f(q^k), to the same precision.</summary>
    public QExpansion Substitute(int k)
    {
        var coefficients = new BigInteger[Precision];
        for (int n = 0; n * k < Precision; n++)
            coefficients[n * k] = _coefficients[n];
        return new(coefficients);
    }

    /// <inheritdoc/>
    public bool Equals(QExpansion? other) => other is not null && _coefficients.AsSpan().SequenceEqual(other._coefficients);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as QExpansion);

    /// <inheritdoc/>
    public override int GetHashCode() => _coefficients.Take(16).Aggregate(Precision, HashCode.Combine);

    /// <summary>The first terms, as people write them.</summary>
    public override string ToString()
    {
        var terms = Enumerable.Range(0, Math.Min(Precision, 12)).Where(n => !_coefficients[n].IsZero)
            .Select(n => n == 0 ? $"{_coefficients[n]}" : $"{_coefficients[n]}q{(n > 1 ? $"^{n}" : "")}");
        return string.Join(" + ", terms) + $" + O(q^{Math.Min(Precision, 12)})";
    }

    private static QExpansion Transformed(QExpansion x, QExpansion y, int precision, long bits)
    {
        using var products = new ResidueProducts(precision, bits, TransformKernel.Best);
        products.Load(x.Residues);
        if (ReferenceEquals(x, y))
            products.Square();
        else
            products.Multiply(y.Residues);
        return new(products.ToIntegers());
    }

    private static QExpansion Combine(QExpansion x, QExpansion y, Func<BigInteger, BigInteger, BigInteger> combine) =>
        new([.. x._coefficients.Zip(y._coefficients, combine)]);

    private static BigInteger Largest(QExpansion x, int precision) =>
        x._coefficients.Take(precision).Aggregate(BigInteger.One, (largest, a) => BigInteger.Max(largest, BigInteger.Abs(a)));

    private static BigInteger[] Unpack(BigInteger packed, int precision, int bytes)
    {
        bool negative = packed.Sign < 0;
        byte[] digits = BigInteger.Abs(packed).ToByteArray(isUnsigned: true);
        var coefficients = new BigInteger[precision];
        int carry = 0;
        var half = BigInteger.One << ((bytes * 8) - 1);
        for (int n = 0; n < precision && n * bytes < digits.Length + bytes; n++)
        {
            int start = Math.Min(n * bytes, digits.Length);
            int end = Math.Min(start + bytes, digits.Length);
            var value = new BigInteger(digits.AsSpan(start, end - start), isUnsigned: true) + carry;
            carry = value >= half ? 1 : 0;
            if (carry == 1)
                value -= half << 1;
            coefficients[n] = negative ? -value : value;
        }

        return coefficients;
    }

    private void Residues(Memory<double> target, long prime)
    {
        var residues = target.Span;
        for (int n = 0; n < residues.Length; n++)
        {
            var a = _coefficients[n];
            residues[n] = a.IsZero ? 0 : (double)(long)(a % prime);
        }
    }

    private QExpansion Extend(int precision) => new([.. _coefficients, .. new BigInteger[precision - Precision]]);

    /// <summary>The value at q = 256^bytes.</summary>
    private BigInteger Pack(int precision, int bytes)
    {
        var positive = new byte[precision * bytes];
        var negative = new byte[precision * bytes];
        for (int n = 0; n < precision; n++)
        {
            var a = _coefficients[n];
            BigInteger.Abs(a).TryWriteBytes((a.Sign < 0 ? negative : positive).AsSpan(n * bytes), out _, isUnsigned: true);
        }

        return new BigInteger(positive, isUnsigned: true) - new BigInteger(negative, isUnsigned: true);
    }
}

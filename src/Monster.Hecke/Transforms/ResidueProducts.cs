using System.Numerics;

namespace Monster.Hecke;

/// <summary>
/// Truncated products of integer series, as residues modulo several primes, and what they are the residues of. The result is exact when it is
/// smaller in size than half of the primes' product.
/// </summary>
internal sealed class ResidueProducts : IDisposable
{
    private readonly TransformEngine _engine;
    private readonly int _precision;
    private readonly List<TransformBuffer> _buffers = [];
    private readonly List<TransformPrime> _primes = [];

    /// <summary>Room for products.</summary>
    /// <param name="precision">How many coefficients are wanted.</param>
    /// <param name="bits">The size of the results: each is below 2^bits.</param>
    /// <param name="kernel">The instructions.</param>
    public ResidueProducts(int precision, long bits, TransformKernel kernel)
    {
        _engine = TransformEngine.Of(kernel);
        _precision = precision;
        int length = _engine.LengthFor((2 * precision) - 1);
        int count = PrimesFor(bits);
        for (int i = 0; i < count; i++)
        {
            _primes.Add(_engine.Prime(i, length));
            _buffers.Add(new TransformBuffer(length));
        }
    }

    /// <summary>The most bits that results may have.</summary>
    public static long MaxBits => (TransformPrime.Count * 49L) - 2;

    /// <summary>Each prime has more than 49.99 bits.</summary>
    private static int PrimesFor(long bits) => bits <= MaxBits ? (int)(((100 * (bits + 2)) + 4_998) / 4_999) : throw new ArgumentException($"Coefficients of {bits} bits are too large.", nameof(bits));

    /// <summary>Puts a series modulo each prime in place.</summary>
    /// <param name="load">Fills a span with the coefficients, up to p in size, modulo the prime given.</param>
    public void Load(Action<Memory<double>, long> load)
    {
        for (int i = 0; i < _primes.Count; i++)
        {
            load(_buffers[i].Memory[.._precision], _primes[i].Prime);
            _buffers[i].Span[_precision..].Clear();
        }
    }

    /// <summary>Squares what is in place.</summary>
    public void Square()
    {
        for (int i = 0; i < _primes.Count; i++)
        {
            _engine.Square(_buffers[i].Span, _primes[i]);
            _buffers[i].Span[_precision..].Clear();
        }
    }

    /// <summary>Multiplies what is in place by another series.</summary>
    public void Multiply(Action<Memory<double>, long> load)
    {
        using var other = new TransformBuffer(_buffers[0].Span.Length);
        for (int i = 0; i < _primes.Count; i++)
        {
            load(other.Memory[.._precision], _primes[i].Prime);
            other.Span[_precision..].Clear();
            _engine.Multiply(_buffers[i].Span, other.Span, _primes[i]);
            _buffers[i].Span[_precision..].Clear();
        }
    }

    /// <summary>The results modulo 2^64.</summary>
    public void To64(Span<long> results)
    {
        var digits = Digits();
        for (int n = 0; n < results.Length; n++)
        {
            long value = 0;
            for (int k = digits.Length - 1; k >= 0; k--)
                value = unchecked((value * _primes[k].Prime) + (long)digits[k].Span[n]);
            results[n] = value;
        }
    }

    /// <summary>The results modulo 2^128, which is all of them when they are below 2^127 in size.</summary>
    public void To128(Span<Int128> results)
    {
        var digits = Digits();
        if (digits.Length == 3)
        {
            To128(results, digits[0].Span, digits[1].Span, digits[2].Span);
            return;
        }

        for (int n = 0; n < results.Length; n++)
        {
            Int128 value = 0;
            for (int k = digits.Length - 1; k >= 0; k--)
                value = unchecked((value * _primes[k].Prime) + (long)digits[k].Span[n]);
            results[n] = value;
        }
    }

    /// <summary>The results, however large.</summary>
    public BigInteger[] ToIntegers()
    {
        var results = new BigInteger[_precision];
        if (_primes.Count <= 2)
        {
            var small = new Int128[_precision];
            To128(small);
            for (int n = 0; n < _precision; n++)
                results[n] = small[n] == (long)small[n] ? (long)small[n] : (BigInteger)small[n];
            return results;
        }

        var digits = Digits();
        for (int n = 0; n < _precision; n++)
        {
            var value = BigInteger.Zero;
            for (int k = digits.Length - 1; k >= 0; k--)
                value = (value * _primes[k].Prime) + (long)digits[k].Span[n];
            results[n] = value;
        }

        return results;
    }

    /// <summary>The results modulo m, 0 to m - 1.</summary>
    public void ToResidues(Span<ulong> results, ulong modulus)
    {
        var digits = Digits();
        for (int n = 0; n < results.Length; n++)
        {
            Int128 value = 0;
            for (int k = digits.Length - 1; k >= 0; k--)
                value = ((value * _primes[k].Prime) + (long)digits[k].Span[n]) % (Int128)modulus;
            results[n] = (ulong)(value < 0 ? value + (Int128)modulus : value);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _buffers.ForEach(b => b.Dispose());

    private void To128(Span<Int128> results, ReadOnlySpan<double> v1, ReadOnlySpan<double> v2, ReadOnlySpan<double> v3)
    {
        long p1 = _primes[0].Prime;
        var p1p2 = (UInt128)p1 * (ulong)_primes[1].Prime;
        var (upper, lower) = ((ulong)(p1p2 >> 64), (ulong)p1p2);
        for (int n = 0; n < results.Length; n++)
        {
            long top = (long)v3[n];
            ulong high = Math.BigMul(lower, (ulong)top, out ulong low) + (upper * (ulong)top);
            if (top < 0)
                high -= lower;
            results[n] = unchecked((Int128)new UInt128(high, low) + Math.BigMul(p1, (long)v2[n]) + (long)v1[n]);
        }
    }

    private Memory<double>[] Digits()
    {
        var done = new List<(Memory<double> Digit, long Prime)>();
        int whole = (_precision + _engine.Lanes - 1) / _engine.Lanes * _engine.Lanes;
        for (int k = 0; k < _primes.Count; k++)
        {
            _engine.ToDigit(_buffers[k].Span[..whole], done, _primes[k]);
            done.Add((_buffers[k].Memory[..whole], _primes[k].Prime));
        }

        return [.. done.Select(d => d.Digit)];
    }
}

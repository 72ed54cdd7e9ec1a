using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Monster.Hecke;

/// <summary>
/// q-expansions modulo a small prime p, as arrays of coefficients 0 to p - 1 in increasing powers of q, all of one length.
/// Sums of products stay below 2^31 in each SIMD lane, so p is below 1,024 and lengths below 16,384: at most 2 (16,383 / 16) products below 2^20 meet in a lane.
/// </summary>
internal sealed class ModularSeries
{
    private readonly int _prime;
    private readonly int _length;

    public ModularSeries(int prime, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prime, 1_023);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 16_383);
        _prime = prime;
        _length = length;
        E4 = Eisenstein(3, 240);
        E6 = Eisenstein(5, -504);
        var cube = Multiply(E4, Multiply(E4, E4));
        var square = Multiply(E6, E6);
        // (E4^3 - E6^2) / 1728 = q - 24 q^2 + ...; one power of q is taken out of Delta and of 1/j.
        var deltaTimesQ = new int[length];
        int scale = Inverse(1728);
        for (int n = 0; n < length; n++)
            deltaTimesQ[n] = (int)((long)(cube[n] - square[n] + prime) * scale % prime);
        DeltaOverQ = [.. deltaTimesQ.Skip(1), 0];
        Precision = length - 1;
        JTimesQ = Divide(cube, DeltaOverQ);
    }

    /// <summary>The number of coefficients that are right.</summary>
    public int Precision { get; }

    /// <summary>The Eisenstein series of weight 4, constant term 1.</summary>
    public int[] E4 { get; }

    /// <summary>The Eisenstein series of weight 6, constant term 1.</summary>
    public int[] E6 { get; }

    /// <summary>Delta / q.</summary>
    public int[] DeltaOverQ { get; }

    /// <summary>q j(q) = 1 + 744 q + 196884 q^2 + ...</summary>
    public int[] JTimesQ { get; }

    /// <summary>The product, cut at the length.</summary>
    public int[] Multiply(ReadOnlySpan<int> x, ReadOnlySpan<int> y)
    {
        var left = new short[_length];
        for (int n = 0; n < _length; n++)
            left[n] = (short)(n < x.Length ? x[n] : 0);
        var reversed = Reversed(y);
        var product = new int[_length];
        for (int n = 0; n < _length; n++)
            product[n] = (int)Dot(left.AsSpan(0, n + 1), reversed.AsSpan(_length - 1 - n));
        return product;
    }

    /// <summary>The quotient of two series, the divisor with constant term 1.</summary>
    public int[] Divide(ReadOnlySpan<int> x, ReadOnlySpan<int> y)
    {
        var reversed = Reversed(y);
        var quotient = new int[_length];
        var known = new short[_length];
        for (int n = 0; n < _length; n++)
        {
            uint sum = Dot(known.AsSpan(0, n), reversed.AsSpan(_length - 1 - n));
            quotient[n] = (x[n] - (int)sum + _prime) % _prime;
            known[n] = (short)quotient[n];
        }

        return quotient;
    }

    /// <summary>The power of a series.</summary>
    /// <param name="x">The series.</param>
    /// <param name="exponent">0 or more.</param>
    public int[] Power(int[] x, int exponent)
    {
        var result = new int[_length];
        result[0] = 1;
        for (int e = exponent; e > 0; e >>= 1)
        {
            if ((e & 1) == 1)
                result = Multiply(result, x);
            if (e > 1)
                x = Multiply(x, x);
        }

        return result;
    }

    /// <summary>y[length - 1 - n] at n: what <see cref="Dot"/> wants of the series that runs backwards.</summary>
    public short[] Reversed(ReadOnlySpan<int> y)
    {
        var reversed = new short[_length];
        for (int n = 0; n < _length; n++)
            reversed[_length - 1 - n] = (short)(n < y.Length ? y[n] : 0);
        return reversed;
    }

    /// <summary>The sum of x[i] y[i] modulo the prime; y may be longer.</summary>
    public uint Dot(ReadOnlySpan<short> x, ReadOnlySpan<short> y)
    {
        // A lane adds at most 16,383 products below 2^20 in pairs that come 8 or more at a time: below 2^31. Lanes are added in 64 bits.
        ref short a = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(x);
        ref short b = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(y);
        int i = 0;
        ulong total = 0;
        if (Avx512BW.IsSupported)
        {
            var sum = Vector512<int>.Zero;
            for (; i + Vector512<short>.Count <= x.Length; i += Vector512<short>.Count)
                sum += Avx512BW.MultiplyAddAdjacent(Vector512.LoadUnsafe(ref a, (nuint)i), Vector512.LoadUnsafe(ref b, (nuint)i));
            total = (ulong)Vector512.Sum(Vector512.WidenLower(sum) + Vector512.WidenUpper(sum));
        }
        else if (Avx2.IsSupported)
        {
            var sum = Vector256<int>.Zero;
            for (; i + Vector256<short>.Count <= x.Length; i += Vector256<short>.Count)
                sum += Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref a, (nuint)i), Vector256.LoadUnsafe(ref b, (nuint)i));
            total = (ulong)Vector256.Sum(Vector256.WidenLower(sum) + Vector256.WidenUpper(sum));
        }

        for (; i < x.Length; i++)
            total += (uint)(x[i] * y[i]);
        return (uint)(total % (uint)_prime);
    }

    private int[] Eisenstein(int power, int factor)
    {
        var sums = new long[_length];
        for (int d = 1; d < _length; d++)
        {
            long term = 1;
            for (int i = 0; i < power; i++)
                term = term * d % _prime;
            for (int n = d; n < _length; n += d)
                sums[n] += term;
        }

        var series = new int[_length];
        series[0] = 1;
        int reducedFactor = ((factor % _prime) + _prime) % _prime;
        for (int n = 1; n < _length; n++)
            series[n] = (int)(sums[n] % _prime * reducedFactor % _prime);
        return series;
    }

    private int Inverse(int value) => (int)BigInteger.ModPow(value, _prime - 2, _prime);
}

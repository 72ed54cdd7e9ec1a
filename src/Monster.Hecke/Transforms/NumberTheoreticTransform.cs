using System.Runtime.CompilerServices;

namespace Monster.Hecke;

/// <summary>
/// Cyclic products of sequences modulo a <see cref="TransformPrime"/>. The polynomial modulo x^N - 1 is split into polynomials modulo
/// x^(N/2) - w and x^(N/2) + w, and so on to blocks of as many coefficients as a vector has lanes, which are multiplied as polynomials
/// modulo x^lanes - r: nothing moves between lanes on the way (D. Bernstein, "Multidigit multiplication for mathematicians", 2001).
/// Going down, a large block is split once and then its parts one after the other, so that most work is done in the cache.
/// </summary>
internal static class NumberTheoreticTransform<T>
    where T : struct, ILanes<T>
{
    /// <summary>Doubles that fit the second-level cache beside the roots.</summary>
    private const int CacheLength = 1 << 15;

    /// <summary>From coefficients to blocks.</summary>
    /// <param name="a">N numbers up to p in size.</param>
    /// <param name="prime">The prime, with roots for N / lanes blocks.</param>
    public static void Forward(Span<double> a, TransformPrime prime) => Forward(ref a[0], a.Length, 0, prime);

    /// <summary>From blocks back to coefficients times the number of blocks; between -p and p.</summary>
    public static void Backward(Span<double> a, TransformPrime prime) => Backward(ref a[0], a.Length, 0, prime);

    /// <summary>Multiplies block by block: a becomes a b times a factor. Both were transformed; b may be a.</summary>
    public static void Multiply(Span<double> a, ReadOnlySpan<double> b, double factor, TransformPrime prime)
    {
        int lanes = T.Count;
        int blocks = a.Length / lanes;
        var p = T.Of(prime.P);
        var inverse = T.Of(prime.Inverse);
        var (scale, scaleOverP) = (T.Of(factor), T.Of(factor / prime.P));
        ref double roots = ref prime.Roots[0];
        Span<double> reduced = stackalloc double[lanes];
        for (int m = 0; m < blocks; m++)
        {
            // One block alone is modulo x^lanes - 1; otherwise r is w of the block that was split last, or its negative.
            double r = blocks == 1 ? 1 : Unsafe.Add(ref roots, m & ~1);
            double rOverP = blocks == 1 ? prime.Inverse : Unsafe.Add(ref roots, (m & ~1) + 1);
            if ((m & 1) == 1)
                (r, rOverP) = (-r, -rOverP);
            ref double at = ref Unsafe.Add(ref a[0], m * lanes);
            T.Store(Reduce(MultiplyBy(T.Load(in at), scale, scaleOverP, p), inverse, p), ref reduced[0]);
            var y = Reduce(T.Load(in Unsafe.Add(ref Unsafe.AsRef(in b[0]), m * lanes)), inverse, p);
            var wrapped = Reduce(MultiplyBy(y, T.Of(r), T.Of(rOverP), p), inverse, p);
            var sum = Multiply(T.Of(reduced[0]), y, inverse, p);
            for (int i = 1; i < lanes; i++)
                sum += Multiply(T.Of(reduced[i]), T.MultiplyByPower(wrapped, y, i), inverse, p);
            T.Store(Reduce(sum, inverse, p), ref at);
        }
    }

    /// <summary>a becomes (a - b) factor, between -p/2 and p/2 to within rounding; b is of the size of another of the primes.</summary>
    public static void SubtractAndMultiply(Span<double> a, ReadOnlySpan<double> b, double factor, TransformPrime prime)
    {
        var p = T.Of(prime.P);
        var inverse = T.Of(prime.Inverse);
        var (w, wp) = (T.Of(factor), T.Of(factor / prime.P));
        for (int i = 0; i < a.Length; i += T.Count)
            T.Store(Reduce(MultiplyBy(T.Load(in a[i]) - T.Load(in b[i]), w, wp, p), inverse, p), ref a[i]);
    }

    /// <summary>Brings numbers between -p/2 and p/2, to within rounding.</summary>
    public static void Reduce(Span<double> a, TransformPrime prime)
    {
        var p = T.Of(prime.P);
        var inverse = T.Of(prime.Inverse);
        for (int i = 0; i < a.Length; i += T.Count)
            T.Store(Reduce(T.Load(in a[i]), inverse, p), ref a[i]);
    }

    private static void Forward(ref double a, int length, int block, TransformPrime prime)
    {
        int blocks = length / T.Count;
        if (blocks == 1)
            return;
        if (!int.IsEvenInteger(int.Log2(blocks)))
        {
            SplitInTwo(ref a, length, block, prime);
            Forward(ref a, length / 2, 2 * block, prime);
            Forward(ref Unsafe.Add(ref a, length / 2), length / 2, (2 * block) + 1, prime);
            return;
        }

        if (length > CacheLength)
        {
            SplitInFour(ref a, length / 4, block, prime);
            for (int i = 0; i < 4; i++)
                Forward(ref Unsafe.Add(ref a, i * (length / 4)), length / 4, (4 * block) + i, prime);
            return;
        }

        for (int part = length, count = 1; part > T.Count; part /= 4, count *= 4)
        {
            for (int i = 0; i < count; i++)
                SplitInFour(ref Unsafe.Add(ref a, i * part), part / 4, (block * count) + i, prime);
        }
    }

    private static void Backward(ref double a, int length, int block, TransformPrime prime)
    {
        int blocks = length / T.Count;
        if (blocks == 1)
            return;
        if (!int.IsEvenInteger(int.Log2(blocks)))
        {
            Backward(ref a, length / 2, 2 * block, prime);
            Backward(ref Unsafe.Add(ref a, length / 2), length / 2, (2 * block) + 1, prime);
            JoinTwo(ref a, length, block, prime);
            return;
        }

        if (length > CacheLength)
        {
            for (int i = 0; i < 4; i++)
                Backward(ref Unsafe.Add(ref a, i * (length / 4)), length / 4, (4 * block) + i, prime);
            JoinFour(ref a, length / 4, block, prime);
            return;
        }

        for (int part = 4 * T.Count; part <= length; part *= 4)
        {
            int count = length / part;
            for (int i = 0; i < count; i++)
                JoinFour(ref Unsafe.Add(ref a, i * part), part / 4, (block * count) + i, prime);
        }
    }

    private static void SplitInTwo(ref double a, int length, int block, TransformPrime prime)
    {
        var (w, wp) = Root(prime, block);
        var p = T.Of(prime.P);
        var inverse = T.Of(prime.Inverse);
        for (int i = 0; i < length / 2; i += T.Count)
        {
            ref double low = ref Unsafe.Add(ref a, i);
            ref double high = ref Unsafe.Add(ref a, i + (length / 2));
            var x = Reduce(T.Load(in low), inverse, p);
            var y = MultiplyBy(T.Load(in high), w, wp, p);
            T.Store(x + y, ref low);
            T.Store(x - y, ref high);
        }
    }

    private static void JoinTwo(ref double a, int length, int block, TransformPrime prime)
    {
        var (w, wp) = InverseRoot(prime, block);
        var p = T.Of(prime.P);
        var inverse = T.Of(prime.Inverse);
        for (int i = 0; i < length / 2; i += T.Count)
        {
            ref double low = ref Unsafe.Add(ref a, i);
            ref double high = ref Unsafe.Add(ref a, i + (length / 2));
            var x = T.Load(in low);
            var y = T.Load(in high);
            T.Store(Reduce(x + y, inverse, p), ref low);
            T.Store(MultiplyBy(x - y, w, wp, p), ref high);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SplitInFour(ref double a, int quarter, int block, TransformPrime prime)
    {
        var (w1, w1p) = Root(prime, block);
        var (w2, w2p) = Root(prime, 2 * block);
        var (w3, w3p) = Root(prime, (2 * block) + 1);
        var p = T.Of(prime.P);
        var inverse = T.Of(prime.Inverse);
        ref double b = ref Unsafe.Add(ref a, quarter);
        ref double c = ref Unsafe.Add(ref b, quarter);
        ref double d = ref Unsafe.Add(ref c, quarter);
        for (nint i = 0; i < quarter; i += T.Count)
        {
            var x0 = Reduce(T.Load(in Unsafe.Add(ref a, i)), inverse, p);
            var x1 = T.Load(in Unsafe.Add(ref b, i));
            var x2 = MultiplyBy(T.Load(in Unsafe.Add(ref c, i)), w1, w1p, p);
            var x3 = MultiplyBy(T.Load(in Unsafe.Add(ref d, i)), w1, w1p, p);
            var y0 = x0 + x2;
            var y1 = MultiplyBy(x1 + x3, w2, w2p, p);
            var y2 = x0 - x2;
            var y3 = MultiplyBy(x1 - x3, w3, w3p, p);
            T.Store(y0 + y1, ref Unsafe.Add(ref a, i));
            T.Store(y0 - y1, ref Unsafe.Add(ref b, i));
            T.Store(y2 + y3, ref Unsafe.Add(ref c, i));
            T.Store(y2 - y3, ref Unsafe.Add(ref d, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void JoinFour(ref double a, int quarter, int block, TransformPrime prime)
    {
        var (w1, w1p) = InverseRoot(prime, block);
        var (w2, w2p) = InverseRoot(prime, 2 * block);
        var (w3, w3p) = InverseRoot(prime, (2 * block) + 1);
        var p = T.Of(prime.P);
        var inverse = T.Of(prime.Inverse);
        ref double b = ref Unsafe.Add(ref a, quarter);
        ref double c = ref Unsafe.Add(ref b, quarter);
        ref double d = ref Unsafe.Add(ref c, quarter);
        for (nint i = 0; i < quarter; i += T.Count)
        {
            var y0 = T.Load(in Unsafe.Add(ref a, i));
            var y1 = T.Load(in Unsafe.Add(ref b, i));
            var y2 = T.Load(in Unsafe.Add(ref c, i));
            var y3 = T.Load(in Unsafe.Add(ref d, i));
            var x0 = y0 + y1;
            var x1 = MultiplyBy(y0 - y1, w2, w2p, p);
            var x2 = y2 + y3;
            var x3 = MultiplyBy(y2 - y3, w3, w3p, p);
            T.Store(Reduce(x0 + x2, inverse, p), ref Unsafe.Add(ref a, i));
            T.Store(Reduce(x1 + x3, inverse, p), ref Unsafe.Add(ref b, i));
            T.Store(MultiplyBy(x0 - x2, w1, w1p, p), ref Unsafe.Add(ref c, i));
            T.Store(MultiplyBy(x1 - x3, w1, w1p, p), ref Unsafe.Add(ref d, i));
        }
    }

    private static (T W, T OverP) Root(TransformPrime prime, int block) =>
        (T.Of(prime.Roots[2 * block]), T.Of(prime.Roots[(2 * block) + 1]));

    /// <summary>
    /// The inverse of w_b. Its fraction of a turn is b's binary digits reversed over four, and those of the complement within the row 2^k ... 2^(k+1)
    /// give half a turn less that: so it is minus the root at the complement.
    /// </summary>
    private static (T W, T OverP) InverseRoot(TransformPrime prime, int block)
    {
        if (block == 0)
            return (T.Of(1), T.Of(prime.Inverse));
        int mirrored = (3 << int.Log2(block)) - 1 - block;
        return (T.Of(-prime.Roots[2 * mirrored]), T.Of(-prime.Roots[(2 * mirrored) + 1]));
    }

    /// <summary>x w modulo p for a known w: x up to 4 p in size, the result up to p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T MultiplyBy(T x, T w, T wOverP, T p)
    {
        var high = x * w;
        var low = T.MultiplySubtract(x, w, high);
        return T.NegateMultiplyAdd(T.Round(x * wOverP), p, high) + low;
    }

    /// <summary>x y modulo p, both up to p/2 in size, and the result as well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Multiply(T x, T y, T inverse, T p)
    {
        var high = x * y;
        var low = T.MultiplySubtract(x, y, high);
        return T.NegateMultiplyAdd(T.Round(high * inverse), p, high) + low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce(T x, T inverse, T p) => T.NegateMultiplyAdd(T.Round(x * inverse), p, x);
}

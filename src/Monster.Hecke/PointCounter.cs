namespace Monster.Hecke;

/// <summary>
/// Counts the points of an elliptic curve modulo primes. Small ones and those of bad reduction by a sum of quadratic characters; the others by the
/// multiple of a point that is 0, found by baby steps and giant steps in Hasse's interval (H. Cohen, "A Course in Computational Algebraic
/// Number Theory", algorithm 7.4.12).
/// </summary>
internal sealed class PointCounter(EllipticCurve curve)
{
    private const int SmallPrime = 1_500;

    private bool[] _isSquare = [];
    private JacobianPoint[] _babies = [];
    private JacobianPoint[] _giants = [];

    /// <summary>a_p.</summary>
    public int Trace(int p) => p == 2 ? TraceAt2()
        : p < SmallPrime || (curve.Discriminant % p).IsZero ? BySum(p)
        : BySteps(p) ?? BySum(p);

    private int TraceAt2()
    {
        var a = curve.Coefficients;
        int points = 1;
        for (long x = 0; x < 2; x++)
        {
            for (long y = 0; y < 2; y++)
            {
                long value = (y * y) + (a[0] * x * y) + (a[2] * y) - ((x * x * x) + (a[1] * x * x) + (a[3] * x) + a[4]);
                if (value % 2 == 0)
                    points++;
            }
        }

        return 3 - points;
    }

    /// <summary>For odd p, 4x^3 + b2 x^2 + 2 b4 x + b6 is a square for each x with a point, so a_p is minus the sum of its quadratic characters.</summary>
    private int BySum(int p)
    {
        if (_isSquare.Length < p)
            _isSquare = new bool[p];
        var isSquare = _isSquare.AsSpan(0, p);
        isSquare.Clear();
        for (long x = 1; x <= p / 2; x++)
            isSquare[(int)(x * x % p)] = true;

        // Values by differences: the cubic's third difference is 24.
        long b2 = Reduced(curve.B2, p), b4 = Reduced(curve.B4, p), b6 = Reduced(curve.B6, p);
        long value = b6;
        long first = Reduced(4 + b2 + (2 * b4), p);
        long second = Reduced(24 + (2 * b2), p);
        long third = 24 % p;
        int sum = 0;
        for (int x = 0; x < p; x++)
        {
            if (value != 0)
                sum += isSquare[(int)value] ? 1 : -1;
            value += first;
            value -= value >= p ? p : 0;
            first += second;
            first -= first >= p ? p : 0;
            second += third;
            second -= second >= p ? p : 0;
        }

        return -sum;
    }

    /// <summary>a_p, or null when no point tried has one multiple only that can be the number of points.</summary>
    private int? BySteps(int p)
    {
        const int MaxPoints = 60;
        var (a, b) = ShortModel(p);
        for (int x = 0; x < MaxPoints; x++)
        {
            // With v = x^3 + ax + b, (xv, v^2) is a point of y^2 = x^3 + a v^2 x + b v^3: the curve or its twist, as v is a square or not.
            long v = (((long)x * x * x) + (a * x % p) + b) % p;
            if (v == 0)
                continue;
            long square = v * v % p;
            var arithmetic = new JacobianArithmetic(p, a * square % p);
            if (UniqueTrace(arithmetic, new((ulong)(x * v % p), (ulong)square, 1), p) is { } trace)
                return IsSquare(v, p) ? trace : -trace;
        }

        return null;
    }

    /// <summary>The only t, at most 2 sqrt(p) in size, for which p + 1 - t times the point is 0; null when there are several.</summary>
    private int? UniqueTrace(JacobianArithmetic arithmetic, JacobianPoint point, int p)
    {
        int width = (int)(2 * Math.Sqrt(p));
        int s = (int)Math.Sqrt(width / 2.0) + 1;
        int step = (2 * s) + 1;
        int j = (width / step) + 1;
        if (_babies.Length < s + 1)
            _babies = new JacobianPoint[(2 * s) + 1];
        if (_giants.Length < step * 2)
            _giants = new JacobianPoint[4 * step];
        var babies = _babies.AsSpan(0, s + 1);
        babies[0] = default;
        for (int i = 1; i <= s; i++)
        {
            babies[i] = arithmetic.Add(babies[i - 1], point);
            if (babies[i].Z == 0)
                return null;
        }

        var giant = arithmetic.Add(arithmetic.Double(babies[s]), point);
        var giants = _giants.AsSpan(0, (2 * j) + 1);
        giants[0] = arithmetic.Add(arithmetic.Multiply(point, p + 1), arithmetic.Multiply(giant, j));
        var back = giant with { Y = giant.Y == 0 ? 0 : (ulong)p - giant.Y };
        for (int k = 1; k < giants.Length; k++)
            giants[k] = arithmetic.Add(giants[k - 1], back);
        arithmetic.Normalize(babies[1..]);
        arithmetic.Normalize(giants);
        return Match(babies, giants, step, j, width);
    }

    /// <summary>Giant k is (p + 1) P - (k - j) step P; where it is i P or -i P, t is (k - j) step + i or - i.</summary>
    private static int? Match(ReadOnlySpan<JacobianPoint> babies, ReadOnlySpan<JacobianPoint> giants, int step, int j, int width)
    {
        int? found = null;
        for (int k = 0; k < giants.Length; k++)
        {
            for (int i = 0; i < babies.Length; i++)
            {
                bool isMatch = i == 0 ? giants[k].Z == 0 : giants[k].Z != 0 && giants[k].X == babies[i].X;
                if (!isMatch)
                    continue;
                int middle = (k - j) * step;
                if (i == 0 || giants[k].Y == babies[i].Y)
                {
                    if (!Take(ref found, middle + i, width))
                        return null;
                }

                if (i > 0 && (giants[k].Y != babies[i].Y || giants[k].Y == 0))
                {
                    if (!Take(ref found, middle - i, width))
                        return null;
                }
            }
        }

        return found;
    }

    private static bool Take(ref int? found, int trace, int width)
    {
        if (Math.Abs(trace) > width)
            return true;
        if (found is { } other && other != trace)
            return false;
        found = trace;
        return true;
    }

    /// <summary>y^2 = x^3 - 27 c4 x - 54 c6, which is the curve for p above 3.</summary>
    private (long A, long B) ShortModel(int p)
    {
        long b2 = Reduced(curve.B2, p), b4 = Reduced(curve.B4, p), b6 = Reduced(curve.B6, p);
        long c4 = Reduced((b2 * b2 % p) - (24 * b4), p);
        long c6 = Reduced(-(b2 * b2 % p * b2 % p) + (36 * (b2 * b4 % p)) - (216 * b6), p);
        return (Reduced(-27 * c4, p), Reduced(-54 * c6, p));
    }

    private static long Reduced(long value, int p)
    {
        long rest = value % p;
        return rest < 0 ? rest + p : rest;
    }

    /// <summary>Whether a number is a square modulo an odd prime, by the law of reciprocity for Jacobi's symbol.</summary>
    private static bool IsSquare(long value, int p)
    {
        long a = value, n = p;
        int sign = 1;
        while (a != 0)
        {
            int twos = System.Numerics.BitOperations.TrailingZeroCount(a);
            a >>= twos;
            if ((twos & 1) == 1 && ((n & 7) is 3 or 5))
                sign = -sign;
            if ((a & 3) == 3 && (n & 3) == 3)
                sign = -sign;
            (a, n) = (n % a, a);
        }

        return sign == 1;
    }
}

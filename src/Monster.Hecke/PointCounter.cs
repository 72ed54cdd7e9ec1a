namespace Monster.Hecke;

/// <summary>
/// Counts the points of an elliptic curve modulo primes: for odd p, 4x^3 + b2 x^2 + 2 b4 x + b6 is a square for each x with a point,
/// so a_p is minus the sum of its quadratic characters.
/// </summary>
internal sealed class PointCounter(EllipticCurve curve)
{
    private bool[] _isSquare = [];

    /// <summary>a_p.</summary>
    public int Trace(int p) => p == 2 ? TraceAt2() : BySum(p);

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

    private int BySum(int p)
    {
        if (_isSquare.Length < p)
            _isSquare = new bool[p];
        var isSquare = _isSquare.AsSpan(0, p);
        isSquare.Clear();
        for (long x = 1; x <= p / 2; x++)
            isSquare[(int)(x * x % p)] = true;

        // Values by differences: the cubic's third difference is 24.
        long Reduced(long value) => ((value % p) + p) % p;
        long b2 = Reduced(curve.B2), b4 = Reduced(curve.B4), b6 = Reduced(curve.B6);
        long value = b6;
        long first = Reduced(4 + b2 + (2 * b4));
        long second = Reduced(24 + (2 * b2));
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
}

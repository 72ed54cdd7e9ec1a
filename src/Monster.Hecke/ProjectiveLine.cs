namespace Monster.Hecke;

/// <summary>
/// The projective line over Z/N: the cosets of Gamma0(N) in SL2(Z), as pairs (c : d) in a normal form
/// (W. Stein, "Modular Forms, a Computational Approach", 2007, section 8.7).
/// </summary>
internal sealed class ProjectiveLine
{
    private readonly int _level;
    private readonly Dictionary<(int C, int D), int> _index = [];

    public ProjectiveLine(int level)
    {
        _level = level;
        for (int c = 0; c <= level; c++)
        {
            if (c != 0 && (level % c != 0 || c == level))
                continue;
            for (int d = 0; d < level; d++)
            {
                if (Arithmetic.Gcd(Arithmetic.Gcd(c, d), level) != 1)
                    continue;
                var normal = Normalize(c, d);
                if (_index.TryAdd(normal, Points.Count))
                    Points.Add(normal);
            }
        }
    }

    /// <summary>The points in normal form; for N = 1 the single point (0 : 1).</summary>
    public List<(int C, int D)> Points { get; } = [];

    /// <summary>The place of (c : d) among the points.</summary>
    public int IndexOf(long c, long d) => _index[Normalize(Reduce(c), Reduce(d))];

    private int Reduce(long value) => (int)(((value % _level) + _level) % _level);

    private (int C, int D) Normalize(int c, int d)
    {
        if (c == 0 || _level == 1)
            return (0, 1 % Math.Max(_level, 2));
        int g = (int)Arithmetic.Gcd(c, _level);
        int quotient = _level / g;
        long unit = Inverse(c / g, quotient);
        while (Arithmetic.Gcd(unit, _level) != 1)
            unit += quotient;
        long value = unit % _level * d % _level;
        long smallest = value;
        long step = value * quotient % _level;
        long factor = 1;
        for (int k = 2; k <= g; k++)
        {
            value = (value + step) % _level;
            factor = (factor + quotient) % _level;
            if (value < smallest && Arithmetic.Gcd(factor, _level) == 1)
                smallest = value;
        }

        return (g, (int)smallest);
    }

    private static long Inverse(long value, long modulus)
    {
        if (modulus == 1)
            return 0;
        long a = value % modulus, b = modulus, x = 1, y = 0;
        while (b != 0)
        {
            long q = a / b;
            (a, b) = (b, a - (q * b));
            (x, y) = (y, x - (q * y));
        }

        return ((x % modulus) + modulus) % modulus;
    }
}

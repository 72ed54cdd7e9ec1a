namespace Monster.Hecke;

/// <summary>
/// The projective line over Z/N: the cosets of Gamma0(N) in SL2(Z), as pairs (c : d) with c a divisor of N, or 0
/// (W. Stein, "Modular Forms, a Computational Approach", 2007, section 8.7). Tables make the place of a pair two look-ups and a product.
/// </summary>
internal sealed class ProjectiveLine
{
    private readonly uint _level;

    /// <summary>For each c modulo N a unit u with u c = gcd(c, N).</summary>
    private readonly uint[] _unit;

    /// <summary>For each c where the row of its greatest common divisor begins in <see cref="_place"/>.</summary>
    private readonly int[] _row;

    /// <summary>For each divisor g and each d the place of (g : d); -1 where they have a common factor with N.</summary>
    private readonly int[] _place;

    public ProjectiveLine(int level)
    {
        _level = (uint)level;
        _unit = new uint[level];
        _row = new int[level];
        int[] divisors = [.. Arithmetic.Divisors(level).Select(d => (int)d)];
        for (int c = 0; c < level; c++)
        {
            int g = (int)Arithmetic.Gcd(c, level);
            _row[c] = Array.IndexOf(divisors, g) * level;
            _unit[c] = Unit(c / g, level / g, level);
        }

        _place = new int[divisors.Length * level];
        Array.Fill(_place, -1);
        Points.Add((0, level == 1 ? 0 : 1));
        FillRow(0, level, _place.AsSpan((divisors.Length - 1) * level));
        for (int i = 0; i < divisors.Length - 1; i++)
            FillRow(divisors[i], divisors[i], _place.AsSpan(i * level, level));
    }

    /// <summary>The points; the first is (0 : 1).</summary>
    public List<(int C, int D)> Points { get; } = [];

    /// <summary>The place of (c : d) among the points.</summary>
    /// <exception cref="ArgumentException">c, d and N have a common factor.</exception>
    public int IndexOf(int c, int d)
    {
        uint x = Reduce(c);
        int place = _place[_row[x] + (int)(_unit[x] * Reduce(d) % _level)];
        return place >= 0 ? place : throw new ArgumentException($"({c} : {d}) is no point of the projective line over Z/{_level}.", nameof(c));
    }

    private uint Reduce(int value)
    {
        int rest = value % (int)_level;
        return (uint)(rest < 0 ? rest + (int)_level : rest);
    }

    /// <summary>Numbers the classes of (g : d), in which d may be multiplied by units that are 1 modulo N / g.</summary>
    private void FillRow(int c, int g, Span<int> row)
    {
        int level = (int)_level;
        int step = level / g;
        int[] units = [.. Enumerable.Range(0, g).Select(k => 1 + (k * step)).Where(u => Arithmetic.Gcd(u, level) == 1)];
        for (int d = 0; d < level; d++)
        {
            if (row[d] >= 0 || Arithmetic.Gcd(Arithmetic.Gcd(g, d), level) != 1)
                continue;
            int place = 0; // (0 : d) is one point for all units d
            if (c != 0)
            {
                place = Points.Count;
                Points.Add((c, d));
            }

            foreach (int u in units)
                row[(int)((long)u * d % level)] = place;
        }
    }

    /// <summary>A unit modulo the level that is the inverse of a number modulo a divisor of the level.</summary>
    private static uint Unit(int value, int modulus, int level)
    {
        long a = value, b = modulus, x = 1, y = 0;
        while (b != 0)
        {
            long q = a / b;
            (a, b) = (b, a - (q * b));
            (x, y) = (y, x - (q * y));
        }

        long unit = modulus == 1 ? 0 : ((x % modulus) + modulus) % modulus;
        while (Arithmetic.Gcd(unit, level) != 1)
            unit += modulus;
        return (uint)(unit % level);
    }
}

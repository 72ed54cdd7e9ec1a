namespace Monster.Hecke;

/// <summary>
/// Modular symbols of weight 2 for Gamma0(N), in the plus quotient, over a prime field: Manin symbols and their relations,
/// with the Hecke operators by Heilbronn matrices (J. Cremona, "Algorithms for Modular Elliptic Curves", 2nd ed. 1997,
/// chapter 2). Its dimension is that of S_2 plus the number of cusps, up to x -> -x, minus 1; for prime N it has the eigenvalues of S_2 and p + 1.
/// </summary>
public sealed class ModularSymbols
{
    /// <summary>The largest level.</summary>
    public const int MaxLevel = 20_000;

    /// <summary>The largest prime of an operator: products of its Heilbronn matrices and points fit 32 bits.</summary>
    public const int MaxPrime = 50_000;

    private const long Modulus = PrimeMatrix.DefaultModulus;

    private readonly ProjectiveLine _line;
    private readonly int[] _class;
    private readonly int[] _sign;
    private readonly int[] _basis;

    /// <summary>Of each class the combination of basis symbols, from one start to the next: places and coefficients nearest to 0.</summary>
    private readonly int[] _start;
    private readonly int[] _place;
    private readonly int[] _coefficient;

    /// <summary>The space of level N.</summary>
    /// <param name="level">1 to <see cref="MaxLevel"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is out of range.</exception>
    public ModularSymbols(int level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, MaxLevel);
        Level = level;
        _line = new ProjectiveLine(level);
        (_class, _sign) = TwoTermRelations();
        var expression = ThreeTermRelations();
        _basis = [.. Enumerable.Range(0, expression.Length).Where(c => expression[c] is { Count: 1 } e && e.ContainsKey(c))];
        var placeOf = new Dictionary<int, int>();
        for (int i = 0; i < _basis.Length; i++)
            placeOf[_basis[i]] = i;
        _start = new int[expression.Length + 1];
        for (int c = 0; c < expression.Length; c++)
            _start[c + 1] = _start[c] + expression[c].Count;
        _place = [.. expression.SelectMany(e => e.Keys.Select(basis => placeOf[basis]))];
        _coefficient = [.. expression.SelectMany(e => e.Values.Select(x => (int)(x > Modulus / 2 ? x - Modulus : x)))];
    }

    /// <summary>N.</summary>
    public int Level { get; }

    /// <summary>The dimension of the space.</summary>
    public int Dimension => _basis.Length;

    /// <summary>The matrix of T_p modulo 2^31 - 1; column i is the image of the i-th basis symbol.</summary>
    /// <param name="prime">A prime that does not divide the level.</param>
    /// <exception cref="ArgumentException">It is not a prime, or divides the level.</exception>
    public PrimeMatrix HeckeMatrix(int prime)
    {
        if (!Arithmetic.IsPrime(prime) || Level % prime == 0 || prime > MaxPrime)
            throw new ArgumentException($"{prime} is not a prime up to {MaxPrime:N0} that does not divide the level {Level}.", nameof(prime));
        var heilbronn = Heilbronn(prime);
        var matrix = new PrimeMatrix(Dimension);
        var sums = new long[Dimension];
        var representatives = Representatives();
        for (int column = 0; column < Dimension; column++)
        {
            // At most a few thousand matrices with coefficients below 2^30: the sums stay far below 2^63.
            Array.Clear(sums);
            var (c, d) = _line.Points[representatives[_basis[column]]];
            foreach (var (x1, x2, y1, y2) in heilbronn)
            {
                int image = _line.IndexOf((c * x1) + (d * y1), (c * x2) + (d * y2));
                int sign = _sign[image];
                int end = sign == 0 ? 0 : _start[_class[image] + 1];
                for (int i = sign == 0 ? 0 : _start[_class[image]]; i < end; i++)
                    sums[_place[i]] += sign * _coefficient[i];
            }

            for (int row = 0; row < sums.Length; row++)
                matrix[row, column] = sums[row];
        }

        return matrix;
    }

    /// <summary>
    /// The matrix of T_p over the rationals, from its residues: the basis symbols are not always a basis of the integral homology, so entries
    /// may have a small common denominator.
    /// </summary>
    /// <param name="prime">A prime that does not divide the level.</param>
    /// <returns>Integer entries and the number by which all are to be divided, 1 or more.</returns>
    /// <exception cref="ArgumentException">It is not a prime, or divides the level.</exception>
    /// <exception cref="InvalidOperationException">The entries are no fractions of small numbers.</exception>
    public (int[,] Numerators, int Denominator) RationalHeckeMatrix(int prime)
    {
        const int MaxDenominator = 1_000, MaxNumerator = 1_000_000;
        var residues = HeckeMatrix(prime);
        for (int denominator = 1; denominator <= MaxDenominator; denominator++)
        {
            if (Lift(residues, denominator, MaxNumerator) is { } numerators)
                return (numerators, denominator);
        }

        throw new InvalidOperationException($"T_{prime} at level {Level} has entries that are not fractions with a denominator up to {MaxDenominator}.");
    }

    private static int[,]? Lift(PrimeMatrix residues, int denominator, int most)
    {
        var numerators = new int[residues.Size, residues.Size];
        for (int i = 0; i < residues.Size; i++)
        {
            for (int k = 0; k < residues.Size; k++)
            {
                long value = residues[i, k] * denominator % Modulus;
                value -= value > Modulus / 2 ? Modulus : 0;
                if (Math.Abs(value) > most)
                    return null;
                numerators[i, k] = (int)value;
            }
        }

        return numerators;
    }

    /// <summary>Cremona's Heilbronn matrices of determinant p, as rows (x1 x2; y1 y2).</summary>
    private static List<(int X1, int X2, int Y1, int Y2)> Heilbronn(int p)
    {
        if (p == 2)
            return [(1, 0, 0, 2), (2, 0, 0, 1), (2, 1, 0, 1), (1, 0, 1, 2)];
        List<(int, int, int, int)> matrices = [(1, 0, 0, p)];
        for (int r = -(p / 2); r <= p / 2; r++)
        {
            int x1 = p, x2 = -r, y1 = 0, y2 = 1, a = -p, b = r;
            matrices.Add((x1, x2, y1, y2));
            while (b != 0)
            {
                int q = NearestQuotient(a, b);
                (a, b) = (-b, a - (b * q));
                (x1, x2) = (x2, (q * x2) - x1);
                (y1, y2) = (y2, (q * y2) - y1);
                matrices.Add((x1, x2, y1, y2));
            }
        }

        return matrices;
    }

    private static int NearestQuotient(int a, int b)
    {
        if (b < 0)
            (a, b) = (-a, -b);
        int shifted = (2 * a) + b;
        int q = shifted / (2 * b);
        return shifted < 0 && shifted % (2 * b) != 0 ? q - 1 : q;
    }

    /// <summary>Of each class its first symbol.</summary>
    private int[] Representatives()
    {
        var first = new int[_start.Length - 1];
        for (int x = _class.Length - 1; x >= 0; x--)
            first[_class[x]] = x;
        return first;
    }

    /// <summary>
    /// x + xS = 0 with (c : d)S = (d : -c), and x = xJ with (c : d)J = (-c : d): classes of symbols that differ by a sign;
    /// sign 0 where a symbol is its own opposite.
    /// </summary>
    private (int[] Classes, int[] Signs) TwoTermRelations()
    {
        int count = _line.Points.Count;
        var classes = new int[count];
        var signs = new int[count];
        Array.Fill(classes, -1);
        int next = 0;
        for (int start = 0; start < count; start++)
        {
            if (classes[start] >= 0)
                continue;
            bool isZero = false;
            var members = new Stack<int>([start]);
            classes[start] = next;
            signs[start] = 1;
            var all = new List<int> { start };
            while (members.TryPop(out int x))
            {
                var (c, d) = _line.Points[x];
                foreach (var (y, sign) in new[] { (_line.IndexOf(d, -c), -signs[x]), (_line.IndexOf(-c, d), signs[x]) })
                {
                    if (classes[y] < 0)
                    {
                        (classes[y], signs[y]) = (next, sign);
                        members.Push(y);
                        all.Add(y);
                    }
                    else
                    {
                        isZero |= signs[y] != sign;
                    }
                }
            }

            if (isZero)
                all.ForEach(x => signs[x] = 0);
            next++;
        }

        return (classes, signs);
    }

    /// <summary>x + xR + xR^2 = 0 with (c : d)R = (d : -c - d), solved: each class as a combination of basis classes.</summary>
    private Dictionary<int, long>[] ThreeTermRelations()
    {
        int classes = _class.Max() + 1;
        var pivots = new Dictionary<int, SortedDictionary<int, long>>();
        for (int x = 0; x < _line.Points.Count; x++)
        {
            var (c, d) = _line.Points[x];
            int y = _line.IndexOf(d, -c - d);
            int z = _line.IndexOf(-c - d, c);
            if (x > y || x > z)
                continue;
            var row = new SortedDictionary<int, long>();
            foreach (int term in new[] { x, y, z })
                Add(row, _class[term], _sign[term]);
            Reduce(row, pivots);
        }

        var expression = new Dictionary<int, long>[classes];
        var zero = Enumerable.Range(0, _sign.Length).Where(x => _sign[x] == 0).Select(x => _class[x]).ToHashSet();
        for (int c = classes - 1; c >= 0; c--)
        {
            expression[c] = [];
            if (zero.Contains(c))
                continue;
            if (!pivots.TryGetValue(c, out var row))
            {
                expression[c][c] = 1;
                continue;
            }

            // The pivot is the first entry of its row; the others are expressed already.
            foreach (var (other, factor) in row.Skip(1))
            {
                foreach (var (basis, coefficient) in expression[other])
                    expression[c][basis] = PrimeMatrix.Mod(expression[c].GetValueOrDefault(basis) - (factor * coefficient % Modulus));
            }
        }

        return expression;
    }

    private static void Add(SortedDictionary<int, long> row, int key, long value)
    {
        long sum = PrimeMatrix.Mod(row.GetValueOrDefault(key) + value);
        if (sum == 0)
            row.Remove(key);
        else
            row[key] = sum;
    }

    private static void Reduce(SortedDictionary<int, long> row, Dictionary<int, SortedDictionary<int, long>> pivots)
    {
        while (row.Count > 0)
        {
            var (first, value) = row.First();
            if (!pivots.TryGetValue(first, out var pivot))
            {
                long inverse = PrimeMatrix.Inverse(value);
                foreach (int key in row.Keys.ToList())
                    row[key] = row[key] * inverse % Modulus;
                pivots[first] = row;
                return;
            }

            foreach (var (key, coefficient) in pivot)
                Add(row, key, -(value * coefficient % Modulus));
        }
    }
}

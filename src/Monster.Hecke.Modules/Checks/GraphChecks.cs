namespace Monster.Hecke.Modules;

/// <summary>Identities of the fifteen matrices on the 71 shards.</summary>
internal sealed class GraphChecks
{
    private const int Level = SupersingularGraph.ShardCharacteristic;

    private readonly SupersingularGraph _graph = new();
    private readonly Dictionary<int, int[,]> _matrices;
    private readonly Dictionary<int, Spectrum> _spectra = [];

    public GraphChecks() => _matrices = MonsterPrimes.All.ToDictionary(p => p, p => _graph.HeckeMatrix(p));

    public int[,] Matrix(int prime) => _matrices[prime];

    public IntegerPolynomial Characteristic(int prime) => Spectrum(prime).Characteristic;

    public Comparison Curves()
    {
        var c = new Comparison($"the supersingular j-invariants in characteristic {Level}: 71, five of them rational, in canonical order, closed under Frobenius");
        c.Equal(HeckeModule.Count, _graph.Vertices.Length, "their number");
        c.Equal(5, _graph.Vertices.Count(j => j.IsRational), "the rational ones");
        c.Same(_graph.Vertices.Order(Comparer<QuadraticElement>.Create((x, y) => Key(x).CompareTo(Key(y)))), _graph.Vertices, "their order");
        for (int i = 0; i < _graph.Vertices.Length; i++)
            c.Equal(i, _graph.Conjugate[_graph.Conjugate[i]], $"shard {i}, conjugated twice");
        return c;
    }

    public Comparison RowSums()
    {
        var c = new Comparison("the rows of each T_p with p + 1");
        foreach (var (p, t) in _matrices)
        {
            for (int i = 0; i < HeckeModule.Count; i++)
                c.Equal(p + 1, Enumerable.Range(0, HeckeModule.Count).Sum(k => t[i, k]), $"row {i} of T_{p}");
        }

        return c;
    }

    public Comparison Symmetry()
    {
        var c = new Comparison("each T_p with its transpose");
        foreach (var (p, t) in _matrices)
            ForEach((i, k) => c.Equal(t[k, i], t[i, k], $"T_{p} at ({i}, {k})"));
        return c;
    }

    public Comparison Commutators()
    {
        var c = new Comparison("T_p T_q with T_q T_p for all 225 pairs");
        foreach (int p in MonsterPrimes.All)
        {
            foreach (int q in MonsterPrimes.All)
                c.Same(Product(_matrices[p], _matrices[q]).Cast<int>(), Product(_matrices[q], _matrices[p]).Cast<int>(), $"T_{p} T_{q} and T_{q} T_{p}");
        }

        return c;
    }

    public Comparison Traces()
    {
        var c = new Comparison("the trace of each T_p with p + 1 + the Eichler-Selberg trace on S_2(853)");
        foreach (var (p, t) in _matrices)
            c.Equal((int)(p + 1 + TraceFormula.Trace(p, Level, 2)), Enumerable.Range(0, HeckeModule.Count).Sum(i => t[i, i]), $"T_{p}");
        return c;
    }

    public Comparison Squares()
    {
        var c = new Comparison("T_(p^2), from all isogenies of degree p^2, with T_p^2 - p, and T_6, T_10, T_15 with the products");
        foreach (int p in new[] { 2, 3, 5, 7 })
        {
            int[,] square = Product(_matrices[p], _matrices[p]);
            int[,] direct = _graph.HeckeMatrix(p * p);
            ForEach((i, k) => c.Equal(square[i, k] - (i == k ? p : 0), direct[i, k], $"T_{p * p} at ({i}, {k})"));
        }

        foreach (var (p, q) in new[] { (2, 3), (2, 5), (3, 5) })
            c.Same(Product(_matrices[p], _matrices[q]).Cast<int>(), _graph.HeckeMatrix(p * q).Cast<int>(), $"T_{p} T_{q} and T_{p * q}");
        return c;
    }

    public Comparison NonBacktracking()
    {
        var c = new Comparison("walks of two steps of T_p that do not go back, counted edge by edge, with T_(p^2) - 1 (p = 2, 3, 5, 7)");
        foreach (int p in new[] { 2, 3, 5, 7 })
        {
            int[,] direct = _graph.HeckeMatrix(p * p);
            int[,] walks = TwoSteps(_matrices[p]);
            ForEach((i, k) => c.Equal(direct[i, k] - (i == k ? 1 : 0), walks[i, k], $"p = {p} at ({i}, {k})"));
        }

        return c;
    }

    public Comparison ModularSymbols()
    {
        var c = new Comparison("the characteristic polynomial of each T_p with that on the modular symbols of level 853, modulo 2^31 - 1");
        var symbols = new ModularSymbols(Level);
        foreach (var (p, t) in _matrices)
            c.Same(symbols.HeckeMatrix(p).CharacteristicPolynomial(), new PrimeMatrix(t).CharacteristicPolynomial(), $"T_{p}: the polynomials");
        return c;
    }

    public Comparison Ramanujan()
    {
        var c = new Comparison("the eigenvalues of each T_p but p + 1 with 2 sqrt(p), exactly, and each with its number to 2^-20");
        foreach (int p in MonsterPrimes.All)
        {
            c.True(Spectrum(p).IsRamanujan(p), $"T_{p} is Ramanujan");
            c.True(Spectrum(p).IsIsolated(20), $"the eigenvalues of T_{p} are those printed");
        }

        return c;
    }

    public Comparison Frobenius()
    {
        var c = new Comparison("each T_p with itself after Frobenius on rows and columns; 38 cells");
        foreach (var (p, t) in _matrices)
            ForEach((i, k) => c.Equal(t[i, k], t[_graph.Conjugate[i], _graph.Conjugate[k]], $"T_{p} at ({i}, {k})"));
        c.Equal(38, Enumerable.Range(0, HeckeModule.Count).Count(i => _graph.Conjugate[i] >= i), "the cells");
        return c;
    }

    public Comparison Mixing()
    {
        var c = new Comparison("the walk's distance from uniform, from every shard, with the bound 1/2 sqrt(70) rho^t, t = 0 to 20");
        foreach (int p in MonsterPrimes.All)
        {
            double rho = IsogenyWalk.Rho(Spectrum(p));
            for (int start = 0; start < HeckeModule.Count; start++)
            {
                var walk = new IsogenyWalk(_matrices[p], start);
                for (int t = 0; t <= 20; t++, walk.Step())
                    c.True(walk.TotalVariation <= IsogenyWalk.Bound(HeckeModule.Count, rho, t) + 1e-9, $"p = {p}, from {start}, step {t}");
            }
        }

        return c;
    }

    private static (int, int, int) Key(QuadraticElement j) => (j.A, Math.Min(j.B, Level - j.B), j.B);

    private static void ForEach(Action<int, int> entry)
    {
        for (int i = 0; i < HeckeModule.Count; i++)
        {
            for (int k = 0; k < HeckeModule.Count; k++)
                entry(i, k);
        }
    }

    private static int[,] Product(int[,] x, int[,] y)
    {
        int size = x.GetLength(0);
        var product = new int[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < size; k++)
            {
                int factor = x[i, k];
                for (int n = 0; factor != 0 && n < size; n++)
                    product[i, n] += factor * y[k, n];
            }
        }

        return product;
    }

    /// <summary>
    /// Edge by edge: the m isogenies from i to k are numbered, and so are their duals from k to i; the walk may go on by any but the dual
    /// of the one by which it came.
    /// </summary>
    private static int[,] TwoSteps(int[,] t)
    {
        int size = t.GetLength(0);
        var walks = new int[size, size];
        for (int i = 0; i < size; i++)
        {
            foreach (var (middle, number) in Edges(t, i))
            {
                foreach (var (end, next) in Edges(t, middle))
                {
                    if (end != i || next != number)
                        walks[i, end]++;
                }
            }
        }

        return walks;
    }

    private static IEnumerable<(int To, int Number)> Edges(int[,] t, int from) =>
        Enumerable.Range(0, t.GetLength(0)).SelectMany(k => Enumerable.Range(0, t[from, k]).Select(number => (k, number)));

    private Spectrum Spectrum(int prime) => _spectra.TryGetValue(prime, out var spectrum) ? spectrum : _spectra[prime] = new Spectrum(_matrices[prime]);
}

namespace Monster.Hecke.Modules;

/// <summary>
/// Every identity that the library and the modules rest on, made one after the other. What is compared comes from computations that do
/// not share their way: the isogeny graph, the trace formula, modular symbols, q-expansions, counting points, counting vectors of lattices, PARI.
/// </summary>
public sealed class HeckeChecks
{
    private const string Wabt = "modules: wabt";

    private readonly List<(string Name, Func<Comparison?> Compare)> _checks;
    private readonly Lazy<GraphChecks> _graph = new(() => new GraphChecks());

    /// <summary>The checks, with the modules of a host.</summary>
    /// <param name="host">The modules; it is not disposed.</param>
    /// <param name="seed">Of the random inputs.</param>
    public HeckeChecks(HeckeModuleHost host, int seed = 853)
    {
        _checks =
        [
            ("curves", () => _graph.Value.Curves()),
            ("row sums", () => _graph.Value.RowSums()),
            ("symmetry", () => _graph.Value.Symmetry()),
            ("commutators", () => _graph.Value.Commutators()),
            ("traces", () => _graph.Value.Traces()),
            ("T_(p^2), T_(pq)", () => _graph.Value.Squares()),
            ("walks without return", () => _graph.Value.NonBacktracking()),
            ("modular symbols", () => _graph.Value.ModularSymbols()),
            ("Ramanujan's bound", () => _graph.Value.Ramanujan()),
            ("Frobenius", () => _graph.Value.Frobenius()),
            ("mixing", () => _graph.Value.Mixing()),
            ("tau multiplicative", SeriesChecks.TauMultiplicative),
            ("tau modulo 691", SeriesChecks.TauModulo691),
            ("tau by trace formula", SeriesChecks.TauByTrace),
            ("Eisenstein series", SeriesChecks.Eisenstein),
            ("cusp forms", SeriesChecks.CuspForms),
            ("theta series", SeriesChecks.ThetaSeries),
            ("characters, U_p", SeriesChecks.Characters),
            ("Sturm's bound", SeriesChecks.Sturm),
            ("dimensions", SeriesChecks.Dimensions),
            ("Ogg's primes", SeriesChecks.Ogg),
            ("11a1", SeriesChecks.Curve11),
            ("elliptic curves", SeriesChecks.Curves),
            ("PARI", () => PariChecks.Compare(_graph.Value)),
            ("modules: manifest", () => ModuleChecks.Constants(host)),
            ("modules: neighbours", () => ModuleChecks.Tables(host, _graph.Value)),
            ("modules: random", () => ModuleChecks.RandomInputs(host, _graph.Value, seed)),
            ("modules: limits", () => ModuleChecks.Limits(host)),
            ("modules: eigenforms", () => ModuleChecks.Eigenforms(host)),
            (Wabt, () => ToolChecks.Wabt(host)),
        ];
    }

    /// <summary>How many there are.</summary>
    public int Count => _checks.Count;

    /// <summary>Makes a check.</summary>
    /// <param name="i">0 to <see cref="Count"/> - 1.</param>
    public HeckeCheck Run(int i)
    {
        var (name, compare) = _checks[i];
        try
        {
            return compare()?.Result(name) ?? new HeckeCheck(
                name, HeckeCheckOutcome.Skipped, name == Wabt ? "the command wat2wasm (Debian: wabt) is not installed" : "the command gp (Debian: pari-gp) is not installed");
        }
        catch (HeckeModuleException e)
        {
            return new HeckeCheck(name, HeckeCheckOutcome.Failed, e.Message);
        }
    }
}

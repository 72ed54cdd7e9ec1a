using Monster.Trace.Elf;
using Monster.Trace.Flow;
using Monster.Trace.Reading;
using Monster.Trace.Tables;

namespace Monster.Trace.Reach;

/// <summary>
/// What a program could have run against what it ran, by function, in three bounds: <em>direct</em> (from the entry over direct jumps and calls: surely
/// connected), <em>observed</em> (also over the calls the trace saw), <em>conservative</em> (also over every address that code or data
/// holds: nothing else can run). What ran and is not conservatively reachable would be a fault of the static graph.
/// </summary>
public sealed class ReachReport
{
    /// <summary>Stands for whatever is not in the module.</summary>
    private const int Outside = -1;

    private readonly StaticGraph _graph;
    private readonly Dictionary<int, HashSet<int>> _observedEdges;
    private readonly int[] _witness;

    private ReachReport(StaticGraph graph, HashSet<int> executed, Dictionary<int, HashSet<int>> observedEdges)
    {
        (_graph, Executed, _observedEdges) = (graph, executed, observedEdges);
        _witness = new int[graph.Functions.Functions.Count];
        Direct = Walk(_ => [], graph.Roots, null);
        Observed = Walk(Seen, graph.Roots, null);
        Conservative = Walk(f => f == Outside ? Seen(f) : Seen(f).Concat(graph.References(f)), graph.Roots.Union(graph.Exposed), _witness);
    }

    /// <summary>The functions, in the file's own addresses.</summary>
    public FunctionTable Functions => _graph.Functions;

    /// <summary>Functions of which something ran.</summary>
    public IReadOnlySet<int> Executed { get; }

    /// <summary>The lower bound.</summary>
    public IReadOnlySet<int> Direct { get; }

    /// <summary>The middle: with calls that were seen.</summary>
    public IReadOnlySet<int> Observed { get; }

    /// <summary>The upper bound.</summary>
    public IReadOnlySet<int> Conservative { get; }

    /// <summary>Ran, but the static graph does not reach it.</summary>
    public IEnumerable<int> NotFound => Executed.Except(Conservative).Order();

    /// <summary>Compares a module of a trace with its file.</summary>
    /// <exception cref="TraceException">The file is not the one that ran, or not for x86-64.</exception>
    public static ReachReport Of(TraceFolder trace, ModuleRow module)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(module);
        ElfFile file;
        try
        {
            file = ElfFile.Read(module.Path);
        }
        catch (Exception e) when (e is ElfException or IOException)
        {
            throw new TraceException($"'{module.Path}' cannot be read: {e.Message}", e);
        }

        if (module.Bias is not { } bias || file.BuildId() != module.BuildId)
            throw new TraceException($"'{module.Path}' is not the file that ran: its build id is another.");
        var functions = FunctionTable.Of(file);
        var executed = new HashSet<int>();
        foreach (uint block in trace.Counts.Select(c => c.Block).Distinct())
        {
            if (trace.Blocks[(int)block].Module == module.Module && functions.Find(trace.Blocks[(int)block].Pc - bias) is >= 0 and var index)
                executed.Add(index);
        }

        return new ReachReport(StaticGraph.Of(file, functions), executed, Edges(trace, module.Module, bias, functions));
    }

    /// <summary>How a run can come to a function: functions from where a run begins to it.</summary>
    /// <returns>Null when nothing leads there.</returns>
    public IReadOnlyList<int>? Witness(int function)
    {
        if (!Conservative.Contains(function))
            return null;
        var path = new List<int>();
        for (int at = function; at >= 0 && path.Count <= _witness.Length; at = _witness[at])
            path.Add(at);
        path.Reverse();
        return path;
    }

    private static Dictionary<int, HashSet<int>> Edges(TraceFolder trace, uint module, ulong bias, FunctionTable functions)
    {
        var edges = new Dictionary<int, HashSet<int>>();
        if (trace.Run.Mode is not ("blocks" or "memory"))
            return edges;
        foreach (var call in FlowAnalysis.Of(trace).Calls)
        {
            var (caller, callee) = (trace.Functions[(int)call.Caller], trace.Functions[(int)call.Callee]);
            if (callee.Module != module)
                continue;
            // A call from another module (qsort's comparison, main from libc) is one from outside.
            int from = caller.Module == module ? functions.Find(caller.Address - bias) : Outside, to = functions.Find(callee.Address - bias);
            if (to < 0)
                continue;
            if (!edges.TryGetValue(from, out var set))
                edges.Add(from, set = []);
            set.Add(to);
        }

        return edges;
    }

    private IEnumerable<int> Seen(int function) => _observedEdges.TryGetValue(function, out var set) ? set : [];

    private HashSet<int> Walk(Func<int, IEnumerable<int>> more, IEnumerable<int> roots, int[]? witness)
    {
        var reached = new HashSet<int>();
        var open = new Queue<int>();
        void Reach(int function, int from)
        {
            if (!reached.Add(function))
                return;
            witness?.SetValue(from, function);
            open.Enqueue(function);
        }

        foreach (int root in roots)
            Reach(root, Outside);
        foreach (int outside in more(Outside))
            Reach(outside, Outside);
        while (open.TryDequeue(out int function))
        {
            foreach (int next in _graph.Direct(function).Concat(more(function)))
                Reach(next, function);
        }

        return reached;
    }
}

using Monster.Trace.Elf;
using Monster.Trace.Flow;
using Monster.Trace.Reading;
using Monster.Trace.Tables;

namespace Monster.Trace.Reach;

/// <summary>
/// What a program could have run against what it ran, by basic block and by function, in three bounds: <em>direct</em> (from the entry over direct
/// jumps and calls: surely connected), <em>observed</em> (also over the steps the trace saw), <em>conservative</em> (also over computed jumps and
/// every address that code or data holds: nothing else can run). What ran and is not conservatively reachable would be a fault of the static graph.
/// </summary>
public sealed class ReachReport
{
    /// <summary>Stands for whatever is not in the module.</summary>
    private const int Outside = -1;

    private readonly StaticGraph _graph;
    private readonly int[] _witness;

    private ReachReport(StaticGraph graph, ReachSet executed, int unplaced, Dictionary<int, HashSet<int>> seen)
    {
        (_graph, Executed, Unplaced) = (graph, executed, unplaced);
        _witness = new int[graph.Blocks.Count];
        IEnumerable<int> roots = graph.Roots.Select(graph.Find), exposed = graph.Exposed.Select(graph.Find), called = Seen(seen, Outside);
        Direct = Walk(roots, (_, _) => { }, null);
        Observed = Walk(roots.Concat(called), (block, to) => to.AddRange(Seen(seen, block)), null);
        Conservative = Walk(
            roots.Concat(called).Concat(exposed),
            (block, to) =>
            {
                to.AddRange(Seen(seen, block));
                graph.Possible(block, to);
            },
            _witness);
    }

    /// <summary>The functions, in the file's own addresses.</summary>
    public FunctionTable Functions => _graph.Functions;

    /// <summary>The basic blocks, in the file's own addresses.</summary>
    public IReadOnlyList<CodeBlock> Blocks => _graph.Blocks;

    /// <summary>What ran.</summary>
    public ReachSet Executed { get; }

    /// <summary>The lower bound.</summary>
    public ReachSet Direct { get; }

    /// <summary>The middle: with steps that were seen.</summary>
    public ReachSet Observed { get; }

    /// <summary>The upper bound.</summary>
    public ReachSet Conservative { get; }

    /// <summary>How many of the trace's blocks lie in the module and in no function that is known.</summary>
    public int Unplaced { get; }

    /// <summary>Blocks that ran, but the static graph does not reach them.</summary>
    public IEnumerable<int> NotFound => Enumerable.Range(0, Blocks.Count).Where(b => Executed.Has(b) && !Conservative.Has(b));

    /// <summary>Compares a module of a trace with its file.</summary>
    /// <exception cref="TraceException">The file is not the one that ran, or there is no decoder for its processor.</exception>
    public static ReachReport Of(TraceFolder trace, ModuleRow module)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(module);
        ElfFile file;
        try
        {
            file = ElfFile.Read(module.Path);
        }
        catch (Exception e) when (e is ElfException or IOException or UnauthorizedAccessException)
        {
            throw new TraceException($"'{module.Path}' cannot be read: {e.Message}", e);
        }

        if (module.Bias is not { } bias || file.BuildId() != module.BuildId)
            throw new TraceException($"'{module.Path}' is not the file that ran: its build id is another.");
        var graph = StaticGraph.Of(file, FunctionTable.Of(file));
        var executed = new ReachSet(graph);
        int unplaced = 0;
        foreach (uint id in trace.Counts.Select(c => c.Block).Distinct())
        {
            var block = trace.Blocks[(int)id];
            if (block.Module != module.Module)
                continue;
            ulong start = block.Pc - bias, end = start + block.Size;
            int at = graph.Find(start);
            unplaced += at < 0 ? 1 : 0;
            for (; at >= 0 && at < graph.Blocks.Count && graph.Blocks[at].Start < end; at++)
                executed.Add(at);
        }

        return new ReachReport(graph, executed, unplaced, Steps(trace, module.Module, bias, graph));
    }

    /// <summary>How a run can come to a block: blocks from where a run begins to it.</summary>
    /// <returns>Null when nothing leads there.</returns>
    public IReadOnlyList<int>? Witness(int block)
    {
        if (block < 0 || !Conservative.Has(block))
            return null;
        var path = new List<int>();
        for (int at = block; at >= 0 && path.Count <= _witness.Length; at = _witness[at])
            path.Add(at);
        path.Reverse();
        return path;
    }

    /// <summary>The block an address of the file is in; -1 for none.</summary>
    public int Find(ulong address) => _graph.Find(address);

    /// <summary>The block a function begins with; -1 when its code is not in the file.</summary>
    public int EntryOf(int function) => _graph.EntryOf(function);

    private static Dictionary<int, HashSet<int>> Steps(TraceFolder trace, uint module, ulong bias, StaticGraph graph)
    {
        var steps = new Dictionary<int, HashSet<int>>();
        if (trace.Run.Mode is not ("blocks" or "memory"))
            return steps;
        foreach (var edge in FlowAnalysis.Of(trace).Edges)
        {
            var (from, to) = (trace.Blocks[(int)edge.From], trace.Blocks[(int)edge.To]);
            if (to.Module != module || graph.Find(to.Pc - bias) is not (>= 0 and var target))
                continue;
            // A step from another module (qsort's comparison, main from libc) is one from outside.
            int source = from.Module == module && from.Size > 0 ? graph.Find(from.Pc - bias + from.Size - 1) : Outside;
            if (!steps.TryGetValue(source, out var set))
                steps.Add(source, set = []);
            set.Add(target);
        }

        return steps;
    }

    private static HashSet<int> Seen(Dictionary<int, HashSet<int>> steps, int block) => steps.TryGetValue(block, out var set) ? set : [];

    private ReachSet Walk(IEnumerable<int> roots, Action<int, List<int>> more, int[]? witness)
    {
        var reached = new ReachSet(_graph);
        var open = new Queue<int>();
        var next = new List<int>();
        foreach (int root in roots)
            Reach(root, Outside);
        while (open.TryDequeue(out int block))
        {
            next.Clear();
            _graph.Direct(block, next);
            more(block, next);
            foreach (int to in next)
                Reach(to, block);
        }

        return reached;

        void Reach(int block, int from)
        {
            if (block < 0 || !reached.Add(block))
                return;
            witness?.SetValue(from, block);
            open.Enqueue(block);
        }
    }
}

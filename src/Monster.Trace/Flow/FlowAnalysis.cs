using Monster.Trace.Columns;
using Monster.Trace.Plugin;
using Monster.Trace.Reading;
using Monster.Trace.Tables;

namespace Monster.Trace.Flow;

/// <summary>
/// One pass over every block executed: edges between blocks, the call tree by a shadow stack, and what ran when. Calls and returns are
/// told by how blocks end; a jump into another function is a tail call. Where a return fits no call (longjmp, switched stacks), the
/// stack is kept and the function replaced.
/// </summary>
public sealed class FlowAnalysis
{
    /// <summary>Functions from this number on stand for code in none: of module number n for <c>NoFunction + n + 1</c>, of no file for <c>NoFunction</c>.</summary>
    public const uint NoFunction = 0xF0000000;

    private const int SlicesInSegment = 50;
    private const int MostSlices = 200_000;
    private const int MostNodes = 1 << 20;
    private const int DeepestStack = 512;
    private const int DeepestReturn = 64;

    private readonly TraceFolder _trace;
    private readonly BlockFacts[] _blocks;
    private readonly Dictionary<ulong, ulong> _edges = [];
    private readonly ulong _segmentLength;
    private readonly Dictionary<uint, ulong> _inSegment = [];
    private readonly List<Slice> _slices = [];
    private ulong _now;
    private int _nodes;

    private FlowAnalysis(TraceFolder trace, int segments)
    {
        _trace = trace;
        _blocks = [.. trace.Blocks.Select(b => BlockFacts.Of(trace.Run.Target, b))];
        _segmentLength = Math.Max((trace.Run.Instructions ?? 0) / (ulong)segments, 1);
    }

    /// <summary>The call tree of all threads; its first children are the threads' first functions.</summary>
    public CallNode Root { get; } = new(null, NoFunction);

    /// <summary>How often a block followed another.</summary>
    public IReadOnlyList<EdgeRow> Edges { get; private set; } = [];

    /// <summary>How often a function called another.</summary>
    public IReadOnlyList<CallEdgeRow> Calls { get; private set; } = [];

    /// <summary>What each function executed in each part of the run.</summary>
    public IReadOnlyList<MetricRow> Metrics { get; private set; } = [];

    /// <summary>Calls that lasted at least a ten-thousandth of the run.</summary>
    public IReadOnlyList<Slice> Slices => _slices;

    /// <summary>Instructions of a part of the run.</summary>
    public ulong SegmentLength => _segmentLength;

    /// <summary>Analyses a trace.</summary>
    /// <param name="trace">One of mode blocks or memory.</param>
    /// <param name="segments">In how many parts of equal instructions the run is cut for <see cref="Metrics"/>.</param>
    /// <exception cref="TraceException">The trace has no order of blocks.</exception>
    public static FlowAnalysis Of(TraceFolder trace, int segments = 200)
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (trace.Run.Mode is not ("blocks" or "memory"))
            throw new TraceException($"The trace in '{trace.Path}' was made with --mode {trace.Run.Mode}, which keeps no order: use blocks or memory.");
        var analysis = new FlowAnalysis(trace, segments);
        analysis.Run();
        return analysis;
    }

    private void Run()
    {
        var metrics = new List<MetricRow>();
        string folder = Path.Combine(_trace.Path, TraceFormat.ExecFolder);
        foreach (var thread in _trace.Table<ThreadRow>())
        {
            string path = Path.Combine(folder, $"p{thread.Process}-t{thread.Thread}.parquet");
            if (File.Exists(path))
                Thread(path, thread, metrics);
        }

        Root.Add();
        Metrics = metrics;
        Edges = [.. _edges.Select(e => new EdgeRow { From = (uint)(e.Key >> 32), To = (uint)e.Key, Count = e.Value }).OrderBy(e => (e.From, e.To))];
        Calls = CallEdges();
    }

    private void Thread(string path, ThreadRow thread, List<MetricRow> metrics)
    {
        var stack = new List<Frame> { new(Root, 0, 0, thread.Thread) };
        CallNode? node = null;
        uint before = uint.MaxValue;
        var followers = new Follower[_blocks.Length * 2];
        _now = 0;
        ulong segmentEnd = _segmentLength;
        uint segment = 0;
        ulong inNode = 0;
        using var reader = new StreamFileReader(path);
        reader.Values("block", (values, count) =>
        {
            for (int i = 0; i < count; i++)
            {
                uint block = values[i];
                ref readonly var facts = ref _blocks[block];
                if (before != uint.MaxValue)
                    Count(followers, before, block);
                if (node is null || facts.Function != node.Function || IsTransfer(before))
                {
                    if (node is not null)
                    {
                        node.Self += inNode;
                        AddToSegment(node.Function, inNode);
                        inNode = 0;
                    }

                    node = Move(stack, node, before, facts);
                }

                before = block;
                inNode += facts.Instructions;
                _now += facts.Instructions;
                if (_now >= segmentEnd)
                {
                    node.Self += inNode;
                    AddToSegment(node.Function, inNode);
                    inNode = 0;
                    EndSegment(thread, segment++, metrics);
                    segmentEnd += _segmentLength;
                }
            }
        });
        if (node is not null)
        {
            node.Self += inNode;
            AddToSegment(node.Function, inNode);
        }

        Leave(stack, 1);
        EndSegment(thread, segment, metrics);
        foreach (var (follower, i) in followers.Select((f, i) => (f, i)).Where(p => p.f.Count > 0))
            Add((uint)(i / 2), follower.To, follower.Count);
    }

    private bool IsTransfer(uint block) => block != uint.MaxValue && _blocks[block].Exit.Kind is BranchKind.Call or BranchKind.IndirectCall or BranchKind.Return;

    private CallNode Move(List<Frame> stack, CallNode? node, uint before, in BlockFacts facts)
    {
        if (node is null)
            return Enter(stack, Root, facts.Function, 0);
        ref readonly var last = ref _blocks[before];
        switch (last.Exit.Kind)
        {
            case BranchKind.Call or BranchKind.IndirectCall when facts.Pc != last.End || facts.Function != node.Function:
                return Enter(stack, node, facts.Function, last.End);
            case BranchKind.Return:
                for (int i = stack.Count - 1; i > 0 && i >= stack.Count - DeepestReturn; i--)
                {
                    if (stack[i].ReturnAddress != facts.Pc)
                        continue;
                    var caller = stack[i].Node.Parent!;
                    Leave(stack, i);
                    if (caller.Function == facts.Function)
                        return caller;
                    return Replace(stack, caller, facts.Function);
                }

                break;
        }

        return facts.Function == node.Function ? node : Replace(stack, node, facts.Function);
    }

    private CallNode Enter(List<Frame> stack, CallNode caller, uint function, ulong returnAddress)
    {
        if (stack.Count >= DeepestStack || _nodes >= MostNodes)
            return caller;
        var node = Child(caller, function);
        node.Calls++;
        stack.Add(new Frame(node, returnAddress, _now, stack[0].Thread));
        return node;
    }

    /// <summary>A tail call, a signal, a return that fits nothing: the function changes, the caller stays.</summary>
    private CallNode Replace(List<Frame> stack, CallNode node, uint function)
    {
        if (node.Parent is null || _nodes >= MostNodes)
            return node;
        var other = Child(node.Parent, function);
        other.Calls++;
        if (stack.Count > 1 && ReferenceEquals(stack[^1].Node, node))
        {
            ulong returnAddress = stack[^1].ReturnAddress;
            Leave(stack, stack.Count - 1);
            stack.Add(new Frame(other, returnAddress, _now, stack[0].Thread));
        }

        return other;
    }

    /// <summary>Takes frames off the stack; those that were long are kept for the time line.</summary>
    private void Leave(List<Frame> stack, int from)
    {
        for (int i = stack.Count - 1; i >= from; i--)
        {
            if (_now - stack[i].Start >= _segmentLength / SlicesInSegment && _slices.Count < MostSlices)
                _slices.Add(new Slice(stack[i].Thread, stack[i].Node.Function, i - 1, stack[i].Start, _now - stack[i].Start));
        }

        stack.RemoveRange(from, stack.Count - from);
    }

    private CallNode Child(CallNode parent, uint function)
    {
        var child = parent.Child(function);
        if (child.Calls == 0)
            _nodes++;
        return child;
    }

    private void Count(Follower[] followers, uint from, uint to)
    {
        ref var first = ref followers[from * 2];
        if (first.Count == 0 || first.To == to)
        {
            first = new Follower(to, first.Count + 1);
            return;
        }

        ref var second = ref followers[(from * 2) + 1];
        if (second.Count == 0 || second.To == to)
            second = new Follower(to, second.Count + 1);
        else
            Add(from, to, 1);
    }

    private void Add(uint from, uint to, ulong count)
    {
        ulong key = ((ulong)from << 32) | to;
        _edges[key] = _edges.GetValueOrDefault(key) + count;
    }

    private void AddToSegment(uint function, ulong instructions)
    {
        if (instructions > 0)
            _inSegment[function] = _inSegment.GetValueOrDefault(function) + instructions;
    }

    private void EndSegment(ThreadRow thread, uint segment, List<MetricRow> metrics)
    {
        foreach (var (function, instructions) in _inSegment.OrderBy(p => p.Key))
            metrics.Add(new MetricRow { Process = thread.Process, Thread = thread.Thread, Segment = segment, Function = function < NoFunction ? function : null, Instructions = instructions });
        _inSegment.Clear();
    }

    private List<CallEdgeRow> CallEdges()
    {
        var sums = new Dictionary<(uint, uint), ulong>();
        var open = new Stack<CallNode>([Root]);
        while (open.TryPop(out var node))
        {
            foreach (var child in node.Children)
            {
                open.Push(child);
                if (node.Parent is not null)
                    sums[(node.Function, child.Function)] = sums.GetValueOrDefault((node.Function, child.Function)) + child.Calls;
            }
        }

        return [.. sums.Where(s => s.Key.Item1 < NoFunction && s.Key.Item2 < NoFunction).OrderBy(s => s.Key).Select(s => new CallEdgeRow { Caller = s.Key.Item1, Callee = s.Key.Item2, Count = s.Value })];
    }

    private readonly record struct Frame(CallNode Node, ulong ReturnAddress, ulong Start, uint Thread);

    private readonly record struct Follower(uint To, ulong Count);

    private readonly record struct BlockFacts(ulong Pc, ulong End, uint Function, uint Instructions, BlockExit Exit)
    {
        public static BlockFacts Of(string target, BlockRow block)
        {
            int last = block.Lengths.Length > 0 ? block.Lengths[^1] : 0;
            ulong end = block.Pc + block.Size;
            return new BlockFacts(block.Pc, end, block.Function ?? (block.Module is { } module ? NoFunction + module + 1 : NoFunction), block.Instructions,
                BlockExit.Of(target, block.Code.AsSpan(block.Code.Length - last), end - (ulong)last));
        }
    }
}

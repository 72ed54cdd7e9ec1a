using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>
/// Puts functions in the place of calls to them: those that are called at one place only, and those that are hardly larger than a call. A call costs an engine
/// some twenty instructions, and a function some fifty bytes of checks. (Before anything else is known of a function: every call is the root of its statement.)
/// </summary>
internal sealed class Inlining
{
    /// <summary>Nodes of a function that is put wherever it is called.</summary>
    private const int MaxSmall = 17;

    /// <summary>Nodes of a function that is called once, in a loop: what stands in a loop is paid for in every round, needed or not.</summary>
    private const int MaxInLoop = 100;

    /// <summary>Nodes of a function that is called once.</summary>
    private const int MaxOnce = 2500;

    /// <summary>Nodes up to which a function may grow: one with many locals is slow, and its instructions are long.</summary>
    private const int MaxResult = 3000;

    private readonly IReadOnlyCollection<Function> _entries;
    private readonly Dictionary<Function, int> _calls = [];
    private readonly HashSet<Function> _done = [];
    private readonly HashSet<Function> _open = [];

    private Inlining(IReadOnlyList<Function> functions, IReadOnlyCollection<Function> entries)
    {
        _entries = entries;
        foreach (var call in functions.SelectMany(f => f.Calls()))
            _calls[call.Target] = _calls.GetValueOrDefault(call.Target) + 1;
    }

    public static void Run(IReadOnlyList<Function> functions, IReadOnlyCollection<Function> entries)
    {
        var pass = new Inlining(functions, entries);
        foreach (var function in functions)
            pass.Visit(function);
    }

    private static int SizeOf(Function function) =>
        function.Blocks.Sum(b => 1 + b.Statements.Sum(s => 1 + s.Operands.Sum(o => o.Size)) + b.End!.Operands.Sum(o => o.Size));

    /// <summary>Callees first, so that what is put in is complete.</summary>
    private void Visit(Function function)
    {
        if (!_open.Add(function))
            return;
        foreach (var call in function.Calls().ToList())
            Visit(call.Target);
        int size = SizeOf(function);
        for (bool changed = true; changed;)
        {
            changed = false;
            var graph = new FlowGraph(function);
            function.Blocks = [.. graph.Order];
            for (int b = 0; b < graph.Order.Count && !changed; b++)
            {
                var block = graph.Order[b];
                int at = block.Statements.FindIndex(s => CallIn(s) is { } call && Wants(call.Target, size, graph.InnermostLoop[b] is not null));
                if (at < 0)
                    continue;
                var target = CallIn(block.Statements[at])!.Target;
                size += SizeOf(target);
                if (_calls[target] > 1)
                {
                    foreach (var inner in target.Calls())
                        _calls[inner.Target]++;
                }

                Expand(function, block, at);
                changed = true;
            }
        }

        _done.Add(function);
    }

    private static Call? CallIn(Statement statement) => statement switch
    {
        Set { Value: Call call } => call,
        Do { Value: Call call } => call,
        _ => null,
    };

    private bool Wants(Function target, int size, bool inLoop)
    {
        if (!_done.Contains(target) || _entries.Contains(target) || target.Name.StartsWith("Heap.", StringComparison.Ordinal))
            return false; // of the arena's functions the compiler still asks who calls them
        int more = SizeOf(target);
        if (size + more > MaxResult || target.Calls().Any(c => c.Target == target))
            return false; // what calls itself could be put into itself for ever
        if (more <= MaxSmall)
            return true;
        if (size <= MaxSmall && _calls[target] == 1)
            return true; // nothing but a call
        return _calls[target] == 1 && more <= (inLoop ? MaxInLoop : MaxOnce);
    }

    /// <summary>Replaces a call by the blocks of its target, with locals and slots of their own.</summary>
    private static void Expand(Function function, Block block, int at)
    {
        var statement = block.Statements[at];
        var call = CallIn(statement)!;
        var target = call.Target;
        int first = function.LocalCount;
        function.LocalCount += target.LocalCount;
        var slots = target.Slots.ToDictionary(s => s, s => new Slot(s.Size));
        function.Slots.AddRange(slots.Values);
        var after = new Block { End = block.End };
        after.Statements.AddRange(block.Statements.Skip(at + 1));
        block.Statements.RemoveRange(at, block.Statements.Count - at);
        for (int i = 0; i < target.LocalCount; i++)
            block.Statements.Add(new Set(first + i, i < target.ParameterCount ? call.Operands[i] : Make.Zero));
        var copies = target.Blocks.ToDictionary(b => b, _ => new Block());
        block.End = new Jump(copies[target.Blocks[0]]);
        function.Blocks.Add(after);
        foreach (var (original, copy) in copies)
        {
            function.Blocks.Add(copy);
            foreach (var step in original.Statements)
            {
                var moved = step.With([.. step.Operands.Select(Move)]);
                copy.Statements.Add(moved is Set set ? new Set(first + set.Local, set.Value) : moved);
            }

            if (original.End is Return end)
            {
                if (statement is Set result)
                    copy.Statements.Add(new Set(result.Local, Move(end.Operands[0])));
                else if (end.Operands is [{ MayTrap: true } value])
                    copy.Statements.Add(new Do(Move(value)));
                copy.End = new Jump(after);
            }
            else
            {
                copy.End = original.End!.With([.. original.End.Operands.Select(Move)], [.. original.End.Targets.Select(t => copies[t])]);
            }
        }

        Expr Move(Expr expr) => expr switch
        {
            Get get => new Get(first + get.Local),
            FrameAddress frame => new FrameAddress(slots[frame.Slot], frame.Offset),
            _ => expr.Operands.Count == 0 ? expr : expr.With([.. expr.Operands.Select(Move)]),
        };
    }
}

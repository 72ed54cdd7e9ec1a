using Monster.Compiler.Ir;
using Monster.Wasm;
using Block = Monster.Compiler.Ir.Block;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler.Optimize;

/// <summary>
/// A value that was computed, loaded or stored before is kept in a local and not computed or loaded again, along the chains of blocks that have one way in
/// (value numbering over extended basic blocks: K. Cooper and L. Torczon, "Engineering a Compiler", 8.5.1).
/// </summary>
internal sealed class ValueNumbering
{
    /// <summary>Trees without a load that are smaller than this are as cheap as a local.</summary>
    private const int MinSize = 3;

    private readonly Function _function;
    private readonly FlowGraph _graph;
    private readonly Dictionary<object, List<Available>> _kept = [];

    private ValueNumbering(Function function)
    {
        _function = function;
        _graph = new FlowGraph(function);
    }

    public static void Run(Function function)
    {
        var pass = new ValueNumbering(function);
        var pending = new Stack<(int Block, List<Available> Table)>();
        for (int b = 0; b < pass._graph.Order.Count; b++)
        {
            if (b == 0 || pass._graph.Predecessors(b).Distinct().Count() != 1)
                pending.Push((b, []));
        }

        while (pending.TryPop(out var next))
        {
            pass.Visit(pass._graph.Order[next.Block], next.Table);
            foreach (int successor in pass._graph.Order[next.Block].Successors.Select(pass._graph.NumberOf).Distinct())
            {
                if (successor != 0 && pass._graph.Predecessors(successor).Distinct().Count() == 1)
                    pending.Push((successor, [.. next.Table]));
            }
        }

        foreach (var block in pass._graph.Order)
            pass.Keep(block);
    }

    private void Visit(Block block, List<Available> table)
    {
        for (int i = 0; i < block.Statements.Count; i++)
        {
            var original = block.Statements[i];
            if (HasCallWithin(original.Operands))
            {
                Forget(original, table); // what stands before the call and what after it is not told apart
                continue;
            }

            var fresh = new List<Available>();
            var operands = original.Operands.Select(o => Number(o, table, fresh)).ToArray();
            var statement = original.With(operands);
            block.Statements[i] = statement;
            ComputedIn(statement, fresh);
            table.AddRange(fresh);
            Forget(statement, table);
            Remember(original, statement, table);
        }

        var end = block.End!;
        if (end.Operands.Any(o => o.Calls))
        {
            table.RemoveAll(a => a.Key.ReadsMemory);
            return;
        }

        var last = new List<Available>();
        var values = end.Operands.Select(o => Number(o, table, last)).ToArray();
        block.End = end.With(values, [.. end.Targets]);
        ComputedIn(block.End, last);
        table.AddRange(last);
    }

    private static bool HasCallWithin(IReadOnlyList<Expr> operands) => operands is [Call call] ? call.Operands.Any(o => o.Calls) : operands.Any(o => o.Calls);

    private void ComputedIn(object place, List<Available> fresh)
    {
        foreach (var available in fresh)
        {
            available.In = place;
            if (available.Holder is not null)
                KeepIn(place, available);
        }
    }

    private void KeepIn(object place, Available available)
    {
        if (!_kept.TryGetValue(place, out var kept))
            _kept[place] = kept = [];
        kept.Add(available);
    }

    private static bool IsWorthwhile(Expr expr) =>
        !expr.Calls && !expr.MayTrap && (expr is Load || (expr is Operation { Opcode: < Opcode.I32Eqz or > Opcode.I32GeU } && expr.Size >= MinSize));

    /// <summary>The tree with what is available in it replaced; what it computes besides is noted.</summary>
    private Expr Number(Expr expr, List<Available> table, List<Available> fresh)
    {
        bool candidate = IsWorthwhile(expr);
        if (candidate && (Find(expr, table) ?? Find(expr, fresh)) is { } found)
            return Use(found);
        Expr[]? operands = null;
        for (int i = 0; i < expr.Operands.Count; i++)
        {
            var operand = Number(expr.Operands[i], table, fresh);
            if (!ReferenceEquals(operand, expr.Operands[i]))
                (operands ??= [.. expr.Operands])[i] = operand;
        }

        var result = operands is null ? expr : expr.With(operands);
        if (candidate)
            fresh.Add(new Available(expr, result));
        return result;
    }

    private static Available? Find(Expr expr, List<Available> table) => table.Find(a => ExprComparer.Instance.Equals(a.Key, expr));

    /// <summary>Reads a value again: when it is in no local yet, the statement that computes it will keep it.</summary>
    private Expr Use(Available available)
    {
        if (available.Holder is null)
        {
            available.Holder = new Get(_function.NewLocal());
            if (available.In is not null)
                KeepIn(available.In, available);
        }

        return available.Holder;
    }

    private static void Forget(Statement statement, List<Available> table)
    {
        if (statement is Set set)
            table.RemoveAll(a => a.Key.Reads(set.Local) || (a.Holder is Get holder && holder.Local == set.Local));
        if (statement is Store || statement.Operands.Any(o => o.Calls))
            table.RemoveAll(a => Overlap.Changes(statement, a.Key));
    }

    /// <summary>After an assignment the local holds the value; after a store the memory holds it.</summary>
    private static void Remember(Statement original, Statement statement, List<Available> table)
    {
        if (statement is Set set && ((Set)original).Value is var value && IsWorthwhile(value) && !value.Reads(set.Local))
        {
            var available = Find(value, table);
            if (available is { Holder: null })
                available.Holder = new Get(set.Local);
        }

        if (statement is Store { Opcode: Opcode.I32Store } store && !store.Value.Calls && !store.Value.MayTrap)
        {
            var key = new Load(Opcode.I32Load, ((Store)original).Address, store.Offset, store.Region);
            table.Add(store.Value is Const or Get ? new Available(key, store.Value) { Holder = store.Value } : new Available(key, store.Value) { In = statement });
        }
    }

    /// <summary>Puts the values that are used again into locals, before the statement that first computes them.</summary>
    private void Keep(Block block)
    {
        for (int i = 0; i < block.Statements.Count; i++)
        {
            var statement = block.Statements[i];
            if (!_kept.TryGetValue(statement, out var kept))
                continue;
            var operands = Keep(block.Statements, ref i, kept, statement.Operands);
            block.Statements[i] = statement.With(operands);
        }

        int end = block.Statements.Count;
        if (_kept.TryGetValue(block.End!, out var last))
            block.End = block.End!.With(Keep(block.Statements, ref end, last, block.End.Operands), [.. block.End.Targets]);
    }

    private static Expr[] Keep(List<Statement> statements, ref int at, List<Available> kept, IReadOnlyList<Expr> operands)
    {
        var local = new Dictionary<Expr, Expr>(ExprComparer.Instance);
        foreach (var available in kept.OrderBy(a => a.Value.Size))
        {
            statements.Insert(at++, new Set(((Get)available.Holder!).Local, Replace(available.Value)));
            local.TryAdd(available.Value, available.Holder!);
        }

        return [.. operands.Select(Replace)];

        Expr Replace(Expr expr)
        {
            if (local.TryGetValue(expr, out var holder))
                return holder;
            return expr.Operands.Count == 0 ? expr : expr.With([.. expr.Operands.Select(Replace)]);
        }
    }

    /// <summary>A value that can be had again.</summary>
    /// <param name="Key">What computes it.</param>
    /// <param name="Value">The same as it stands in the statement that computes it first.</param>
    private sealed record Available(Expr Key, Expr Value)
    {
        /// <summary>The local or number that has it; null as long as nothing asked for it.</summary>
        public Expr? Holder { get; set; }

        /// <summary>The statement or terminator that computes it.</summary>
        public object? In { get; set; }
    }
}

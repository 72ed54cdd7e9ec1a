using Monster.Compiler.Ir;
using Monster.Wasm;
using Block = Monster.Compiler.Ir.Block;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler.Optimize;

/// <summary>
/// Leaves out checks that cannot fail and branches that always go the same way: a forward data-flow analysis of <see cref="Facts"/> (ranges as in P. and
/// R. Cousot, "Abstract Interpretation", POPL 1977, with widening to the numbers a local is compared with; conditions by intersection).
/// </summary>
internal sealed class KnownConditions
{
    /// <summary>Visits of a block after which a bound that still moves goes to the next number the local is compared with.</summary>
    private const int VisitsBeforeWidening = 2;

    /// <summary>Visits after which it goes all the way.</summary>
    private const int MaxVisits = 30;

    private readonly FlowGraph _graph;
    private readonly Facts?[] _atStart;
    private readonly Dictionary<int, SortedSet<int>> _numbers = [];

    private KnownConditions(Function function)
    {
        _graph = new FlowGraph(function);
        _atStart = new Facts?[_graph.Order.Count];
        foreach (var operand in _graph.Order.SelectMany(b => b.Statements.SelectMany(s => s.Operands).Concat(b.End!.Operands)))
            Collect(operand);
    }

    public static void Run(Function function)
    {
        var pass = new KnownConditions(function);
        pass.Solve();
        for (int b = 0; b < pass._atStart.Length; b++)
        {
            if (pass._atStart[b] is { } facts)
                Simplify(pass._graph.Order[b], facts);
        }
    }

    private void Collect(Expr expr)
    {
        if (expr is Operation { Opcode: >= Opcode.I32Eq and <= Opcode.I32GeU } comparison)
        {
            Collect(comparison.Operands[0], comparison.Operands[1]);
            Collect(comparison.Operands[1], comparison.Operands[0]);
        }

        foreach (var operand in expr.Operands)
            Collect(operand);
    }

    private void Collect(Expr side, Expr other)
    {
        if (side is Get get && other is Const c)
        {
            if (!_numbers.TryGetValue(get.Local, out var numbers))
                _numbers[get.Local] = numbers = [];
            for (int near = -1; near <= 1; near++)
                numbers.Add((int)Math.Clamp((long)c.Value + near, int.MinValue, int.MaxValue));
        }
    }

    private void Solve()
    {
        var visits = new int[_atStart.Length];
        var pending = new SortedSet<int> { 0 };
        _atStart[0] = new Facts();
        while (pending.Count > 0)
        {
            int b = pending.Min;
            pending.Remove(b);
            var facts = _atStart[b]!.Copy();
            var block = _graph.Order[b];
            foreach (var statement in block.Statements)
                facts.Step(statement);
            foreach (var (target, at) in After(block, facts))
            {
                int t = _graph.NumberOf(target);
                if (_atStart[t] is not { } known)
                {
                    _atStart[t] = at;
                    pending.Add(t);
                }
                else
                {
                    int visit = ++visits[t];
                    if (known.MeetWith(at, visit <= VisitsBeforeWidening ? null : visit <= MaxVisits ? Widen : (_, _, _) => Interval.All))
                        pending.Add(t);
                }
            }
        }
    }

    /// <summary>
    /// Moves the bounds that have moved. The last stop but one leaves room for a step: a loop that goes up by one to a limit, whatever that is,
    /// has a counter below the largest number.
    /// </summary>
    private Interval Widen(int local, Interval before, Interval now)
    {
        IReadOnlyCollection<int> numbers = _numbers.TryGetValue(local, out var some) ? some : [];
        int low = now.Low < before.Low ? numbers.Append(0).Append(int.MinValue + 1).Append(int.MinValue).Where(n => n <= now.Low).Max() : now.Low;
        int high = now.High > before.High ? numbers.Append(int.MaxValue - 1).Append(int.MaxValue).Where(n => n >= now.High).Min() : now.High;
        return new Interval(low, high);
    }

    /// <summary>What is known in each block that comes next.</summary>
    private static IEnumerable<(Block Target, Facts Facts)> After(Block block, Facts facts)
    {
        if (block.End is not Branch branch || branch.Condition.Calls)
        {
            foreach (var target in block.Successors.Distinct())
                yield return (target, block.End!.Operands.Any(o => o.Calls) ? WithoutMemory(block, facts) : facts.Copy());
            yield break;
        }

        bool? known = facts.Holds(branch.Condition);
        if (known != false)
        {
            var holds = facts.Copy();
            holds.Assume(branch.Condition, true);
            yield return (branch.WhenTrue, holds);
        }

        if (known != true)
        {
            var fails = facts.Copy();
            fails.Assume(branch.Condition, false);
            yield return (branch.WhenFalse, fails);
        }
    }

    private static Facts WithoutMemory(Block block, Facts facts)
    {
        var left = facts.Copy();
        foreach (var operand in block.End!.Operands)
            left.Step(new Do(operand));
        return left;
    }

    private static void Simplify(Block block, Facts facts)
    {
        for (int i = 0; i < block.Statements.Count; i++)
        {
            var statement = block.Statements[i];
            block.Statements[i] = statement.With([.. statement.Operands.Select(facts.WithKnownNumbers)]);
            if (block.Statements[i] is TrapIf trap && !trap.Condition.Calls && !trap.Condition.MayTrap && facts.Holds(trap.Condition) is { } traps)
            {
                if (!traps)
                {
                    block.Statements.RemoveAt(i--);
                    continue;
                }

                block.Statements[i] = new TrapIf(new Const(1));
            }

            facts.Step(block.Statements[i]);
        }

        block.End = block.End!.With([.. block.End.Operands.Select(facts.WithKnownNumbers)], [.. block.End.Targets]);
        if (block.End is Branch branch && !branch.Condition.Calls && !branch.Condition.MayTrap && facts.Holds(branch.Condition) is { } holds)
            block.End = new Jump(holds ? branch.WhenTrue : branch.WhenFalse);
    }
}

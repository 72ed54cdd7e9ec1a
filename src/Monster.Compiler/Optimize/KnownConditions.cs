using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>
/// Leaves out checks that cannot fail and branches that always go the same way: a forward data-flow analysis of <see cref="Facts"/> (ranges as in P. and
/// R. Cousot, "Abstract Interpretation", POPL 1977, with widening to the numbers in the function; conditions by intersection).
/// </summary>
internal sealed class KnownConditions
{
    /// <summary>Visits of a block after which a bound that still moves goes to the next number that occurs in the function.</summary>
    private const int VisitsBeforeWidening = 2;

    /// <summary>Visits after which it goes all the way.</summary>
    private const int MaxVisits = 12;

    private readonly FlowGraph _graph;
    private readonly Facts?[] _atStart;
    private readonly List<int> _numbers;

    private KnownConditions(Function function)
    {
        _graph = new FlowGraph(function);
        _atStart = new Facts?[_graph.Order.Count];
        var numbers = new SortedSet<int> { 0 };
        foreach (var operand in _graph.Order.SelectMany(b => b.Statements.SelectMany(s => s.Operands).Concat(b.End!.Operands)))
            Collect(operand, numbers);
        _numbers = [.. numbers];
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

    private static void Collect(Expr expr, SortedSet<int> numbers)
    {
        if (expr is Const c)
        {
            numbers.Add(c.Value);
            if (c.Value > int.MinValue)
                numbers.Add(c.Value - 1);
        }

        foreach (var operand in expr.Operands)
            Collect(operand, numbers);
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
                    if (known.MeetWith(at, visit <= VisitsBeforeWidening ? null : visit <= MaxVisits ? Widen : (_, _) => Interval.All))
                        pending.Add(t);
                }
            }
        }
    }

    private Interval Widen(Interval before, Interval now)
    {
        int low = now.Low < before.Low ? _numbers.FindLast(n => n <= now.Low) is var l && l <= now.Low ? l : int.MinValue : now.Low;
        int high = now.High > before.High ? _numbers.Find(n => n >= now.High) is var h && h >= now.High ? h : int.MaxValue : now.High;
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

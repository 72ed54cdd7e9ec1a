using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>
/// Turns a branch that only chooses between cheap values of a local or two into a <c>select</c>: smaller, and the processor need not guess.
/// </summary>
internal static class IfConversion
{
    /// <summary>Both values are computed, so each must be worth less than a wrong guess.</summary>
    private const int MaxNodes = 7;

    /// <summary>Locals that are chosen by one condition.</summary>
    private const int MaxLocals = 2;

    public static void Run(Function function)
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            var graph = new FlowGraph(function);
            foreach (var block in graph.Order)
            {
                if (block.End is Branch branch && !branch.Condition.Calls)
                    changed |= Convert(block, branch, graph);
            }

            if (changed)
                Cleanup.Run(function);
        }
    }

    private static bool Convert(Block block, Branch branch, FlowGraph graph)
    {
        bool first = OnlySets(branch.WhenTrue, graph), second = OnlySets(branch.WhenFalse, graph);
        (Block? whenTrue, Block? whenFalse, Block? after) = first && second && Next(branch.WhenTrue) == Next(branch.WhenFalse) ? ((Block?)branch.WhenTrue, (Block?)branch.WhenFalse, Next(branch.WhenTrue))
            : first && Next(branch.WhenTrue) == branch.WhenFalse ? ((Block?)branch.WhenTrue, (Block?)null, (Block?)branch.WhenFalse)
            : second && Next(branch.WhenFalse) == branch.WhenTrue ? ((Block?)null, (Block?)branch.WhenFalse, (Block?)branch.WhenTrue)
            : ((Block?)null, (Block?)null, (Block?)null);
        if (after is null)
            return false;
        var sets = Sets(whenTrue).Concat(Sets(whenFalse)).ToList();
        var locals = sets.Select(s => s.Local).Distinct().ToList();
        // The values are computed one after the other, so none may need what another has changed.
        if (locals.Count > MaxLocals || (locals.Count > 1 && sets.Exists(s => locals.Exists(s.Value.Reads))))
            return false;
        var condition = branch.Condition;
        if (locals.Count > 1)
        {
            var kept = new Get(graph.Function.NewLocal());
            block.Statements.Add(new Set(kept.Local, condition));
            condition = kept;
        }

        foreach (int local in locals)
            block.Statements.Add(new Set(local, Make.Select(condition, ValueIn(whenTrue, local), ValueIn(whenFalse, local))));
        block.End = new Jump(after);
        return true;
    }

    private static IEnumerable<Set> Sets(Block? block) => block?.Statements.Cast<Set>() ?? [];

    private static Expr ValueIn(Block? block, int local) => Sets(block).LastOrDefault(s => s.Local == local)?.Value ?? new Get(local);

    private static Block? Next(Block block) => block.End is Jump jump ? jump.Target : null;

    /// <summary>Whether a block consists of assignments that may be computed although they are not needed.</summary>
    private static bool OnlySets(Block block, FlowGraph graph) =>
        block is { Statements.Count: > 0 and <= MaxLocals, End: Jump jump } && jump.Target != block && graph.Predecessors(graph.NumberOf(block)).Count == 1 &&
        block.Statements.All(s => s is Set set && !set.Value.MayTrap && !Loads(set.Value) && set.Value.Size <= MaxNodes) &&
        block.Statements.Select(s => ((Set)s).Local).Distinct().Count() == block.Statements.Count;

    private static bool Loads(Expr expr) => expr is Load || expr.Operands.Any(Loads);
}

using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>
/// Turns a branch that only chooses between two cheap values of one local into a <c>select</c>: smaller, and the processor need not guess.
/// </summary>
internal static class IfConversion
{
    /// <summary>Both values are computed, so each must be worth less than a wrong guess.</summary>
    private const int MaxNodes = 7;

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
        var first = OnlySet(branch.WhenTrue, graph);
        var second = OnlySet(branch.WhenFalse, graph);
        var (set, after) = first is not null && second is not null && first.Local == second.Local && Next(branch.WhenTrue) == Next(branch.WhenFalse)
                ? (new Set(first.Local, Make.Select(branch.Condition, first.Value, second.Value)), Next(branch.WhenTrue))
            : first is not null && Next(branch.WhenTrue) == branch.WhenFalse
                ? (new Set(first.Local, Make.Select(branch.Condition, first.Value, new Get(first.Local))), branch.WhenFalse)
            : second is not null && Next(branch.WhenFalse) == branch.WhenTrue
                ? (new Set(second.Local, Make.Select(branch.Condition, new Get(second.Local), second.Value)), branch.WhenTrue)
            : (null, null);
        if (set is null)
            return false;
        block.Statements.Add(set);
        block.End = new Jump(after!);
        return true;
    }

    private static Block? Next(Block block) => block.End is Jump jump ? jump.Target : null;

    /// <summary>The one assignment a block consists of, when it may be computed although it is not needed.</summary>
    private static Set? OnlySet(Block block, FlowGraph graph) =>
        block is { Statements: [Set set], End: Jump jump } && jump.Target != block && graph.Predecessors(graph.NumberOf(block)).Count == 1 &&
        !set.Value.MayTrap && !Loads(set.Value) && Nodes(set.Value) <= MaxNodes ? set : null;

    private static bool Loads(Expr expr) => expr is Load || expr.Operands.Any(Loads);

    private static int Nodes(Expr expr) => 1 + expr.Operands.Sum(Nodes);
}

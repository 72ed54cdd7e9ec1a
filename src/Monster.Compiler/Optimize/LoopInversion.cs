using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>
/// Turns a loop that tests at its top into a test and a loop that tests at its bottom: one jump less per round.
/// The test is written twice, so it must be small.
/// </summary>
internal static class LoopInversion
{
    private const int MaxNodes = 24;

    public static void Run(Function function)
    {
        var done = new HashSet<Block>();
        while (InvertOne(function, done))
        {
        }
    }

    private static bool InvertOne(Function function, HashSet<Block> done)
    {
        var graph = new FlowGraph(function);
        if (graph.IsIrreducible)
            return false;
        foreach (var loop in graph.InnermostLoop.OfType<Loop>().Distinct().OrderByDescending(l => l.Header))
        {
            var header = graph.Order[loop.Header];
            if (!done.Add(header) || header.End is not Branch branch || Size(header) > MaxNodes)
                continue;
            bool first = loop.Blocks.Contains(graph.NumberOf(branch.WhenTrue));
            bool second = loop.Blocks.Contains(graph.NumberOf(branch.WhenFalse));
            var inside = first ? branch.WhenTrue : branch.WhenFalse;
            if (first == second || inside == header)
                continue;
            done.Add(inside);
            Invert(function, graph, loop, branch);
            return true;
        }

        return false;
    }

    private static void Invert(Function function, FlowGraph graph, Loop loop, Branch branch)
    {
        var header = graph.Order[loop.Header];
        var bottom = new Block { End = branch };
        bottom.Statements.AddRange(header.Statements.Select(s => s.With([.. s.Operands])));
        function.Blocks.Add(bottom);
        foreach (int p in graph.Predecessors(loop.Header).Where(p => p > loop.Header).Distinct())
        {
            var end = graph.Order[p].End!;
            graph.Order[p].End = end.With([.. end.Operands], [.. end.Targets.Select(t => t == header ? bottom : t)]);
        }
    }

    private static int Size(Block block) =>
        block.Statements.Any(s => s.Operands.Any(o => o.Calls)) ? int.MaxValue
            : block.Statements.SelectMany(s => s.Operands).Concat(block.End!.Operands).Sum(Size) + block.Statements.Count;

    private static int Size(Expr expr) => expr.Calls ? 1000 : 1 + expr.Operands.Sum(Size);
}

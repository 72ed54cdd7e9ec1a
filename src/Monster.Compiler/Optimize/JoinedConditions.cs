using Monster.Compiler.Ir;
using Monster.Wasm;
using Block = Monster.Compiler.Ir.Block;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler.Optimize;

/// <summary>Two branches in a row, the second cheap and without effect, become one on both conditions: what <c>&amp;&amp;</c> and <c>||</c> are in C#.</summary>
internal static class JoinedConditions
{
    /// <summary>The second condition is computed in any case now, so it must be cheaper than a branch.</summary>
    private const int MaxNodes = 7;

    public static void Run(Function function)
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            var graph = new FlowGraph(function);
            foreach (var block in graph.Order)
                changed |= block.End is Branch branch && (Join(block, branch, graph, whenTrue: true) || Join(block, branch, graph, whenTrue: false));
            if (changed)
                Cleanup.Run(function);
        }
    }

    private static bool Join(Block block, Branch first, FlowGraph graph, bool whenTrue)
    {
        var next = whenTrue ? first.WhenTrue : first.WhenFalse;
        var other = whenTrue ? first.WhenFalse : first.WhenTrue;
        if (next == block || next == other || next is not { Statements.Count: 0, End: Branch second } || graph.Predecessors(graph.NumberOf(next)).Count != 1 || !IsCheap(second.Condition))
            return false;
        // Written so that both lead on when they hold, and to the other place when one does not.
        var a = whenTrue ? first.Condition : Make.Not(first.Condition);
        bool straight = second.WhenFalse == other;
        if (!straight && second.WhenTrue != other)
            return false;
        var b = straight ? second.Condition : Make.Not(second.Condition);
        if (!Make.IsBoolean(a) || !Make.IsBoolean(b))
            return false;
        block.End = new Branch(Make.Binary(Opcode.I32And, a, b), straight ? second.WhenTrue : second.WhenFalse, other);
        return true;
    }

    private static bool IsCheap(Expr expr) => expr.Size <= MaxNodes && !expr.MayTrap && !expr.Calls && !HasLoad(expr);

    private static bool HasLoad(Expr expr) => expr is Load || expr.Operands.Any(HasLoad);
}

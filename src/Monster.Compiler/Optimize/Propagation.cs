using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>
/// A local that is assigned at one place, and there gets a constant or another such local, is replaced by it. Locals that are never read disappear.
/// </summary>
internal static class Propagation
{
    public static void Run(Function function)
    {
        while (Replace(function) | RemoveUnread(function))
        {
        }
    }

    /// <summary>How often each local is assigned; a parameter once more, by the caller.</summary>
    public static int[] Assignments(Function function)
    {
        var count = new int[function.LocalCount];
        Array.Fill(count, 1, 0, function.ParameterCount);
        foreach (var set in function.Blocks.SelectMany(b => b.Statements).OfType<Set>())
            count[set.Local]++;
        return count;
    }

    /// <summary>How often each local is read.</summary>
    public static int[] Reads(Function function)
    {
        var count = new int[function.LocalCount];
        foreach (var block in function.Blocks)
        {
            foreach (var operand in block.Statements.SelectMany(s => s.Operands).Concat(block.End!.Operands))
                Count(operand, count);
        }

        return count;
    }

    private static void Count(Expr expr, int[] count)
    {
        if (expr is Get get)
            count[get.Local]++;
        foreach (var operand in expr.Operands)
            Count(operand, count);
    }

    private static bool Replace(Function function)
    {
        var assigned = Assignments(function);
        var known = new Dictionary<int, Expr>();
        foreach (var set in function.Blocks.SelectMany(b => b.Statements).OfType<Set>())
        {
            bool fixedValue = set.Value is Const or FrameAddress || (set.Value is Get get && assigned[get.Local] == 1);
            if (assigned[set.Local] == 1 && fixedValue)
                known[set.Local] = set.Value;
        }

        if (known.Count == 0)
            return false;
        Rewriter.ReplaceAll(function, Find);
        foreach (var block in function.Blocks)
            block.Statements.RemoveAll(s => s is Set set && known.ContainsKey(set.Local));
        return true;

        Expr? Find(int local)
        {
            Expr? found = null;
            while (known.TryGetValue(local, out var next))
            {
                found = next;
                if (next is not Get get)
                    break;
                local = get.Local;
            }

            return found;
        }
    }

    private static bool RemoveUnread(Function function)
    {
        var reads = Reads(function);
        bool changed = false;
        foreach (var block in function.Blocks)
        {
            for (int i = block.Statements.Count - 1; i >= 0; i--)
            {
                if (block.Statements[i] is not Set set || reads[set.Local] > 0)
                    continue;
                changed = true;
                if (set.Value.MayTrap)
                    block.Statements[i] = new Do(set.Value);
                else
                    block.Statements.RemoveAt(i);
            }
        }

        return changed;
    }
}

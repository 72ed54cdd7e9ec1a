using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>Makes the flow graph small: no jumps to jumps, no branches on constants, no blocks that nothing reaches.</summary>
internal static class Cleanup
{
    public static void Run(Function function)
    {
        foreach (var block in function.Blocks)
        {
            FoldTraps(block);
            FoldBranch(block);
        }

        foreach (var block in function.Blocks)
            block.End = block.End!.With([.. block.End.Operands], [.. block.End.Targets.Select(Final)]);
        foreach (var block in function.Blocks)
            FoldBranch(block);
        Merge(function);
    }

    /// <summary>A trap whose condition is known is either nothing or the end of the block.</summary>
    private static void FoldTraps(Block block)
    {
        for (int i = 0; i < block.Statements.Count; i++)
        {
            if (block.Statements[i] is not TrapIf { Condition: Const known })
                continue;
            if (known.Value == 0)
            {
                block.Statements.RemoveAt(i--);
            }
            else
            {
                block.Statements.RemoveRange(i, block.Statements.Count - i);
                block.End = new Trap();
            }
        }
    }

    private static void FoldBranch(Block block)
    {
        switch (block.End)
        {
            case Branch { Condition: Const known } branch:
                block.End = new Jump(known.Value != 0 ? branch.WhenTrue : branch.WhenFalse);
                break;
            case Branch branch when branch.WhenTrue == branch.WhenFalse && !branch.Condition.MayTrap:
                block.End = new Jump(branch.WhenTrue);
                break;
            case Branch branch when IsTrap(branch.WhenTrue):
                block.Statements.Add(new TrapIf(branch.Condition));
                block.End = new Jump(branch.WhenFalse);
                break;
            case Branch branch when IsTrap(branch.WhenFalse):
                block.Statements.Add(new TrapIf(Make.Not(branch.Condition)));
                block.End = new Jump(branch.WhenTrue);
                break;
            case Switch { Value: Const known } choice:
                block.End = new Jump(choice.Targets[(int)Math.Min((uint)known.Value, (uint)choice.Targets.Count - 1)]);
                break;
        }
    }

    private static bool IsTrap(Block block) => block is { End: Trap, Statements.Count: 0 };

    /// <summary>Where a jump to the block ends up.</summary>
    private static Block Final(Block block)
    {
        for (int hops = 0; hops < 100 && block is { Statements.Count: 0, End: Jump jump }; hops++)
            block = jump.Target;
        return block;
    }

    private static void Merge(Function function)
    {
        var order = new FlowGraph(function).Order;
        var predecessors = order.SelectMany(b => b.Successors).GroupBy(b => b).ToDictionary(g => g.Key, g => g.Count());
        var merged = new HashSet<Block>();
        foreach (var block in order)
        {
            if (merged.Contains(block))
                continue;
            while (block.End is Jump jump && jump.Target != function.Blocks[0] && jump.Target != block && predecessors[jump.Target] == 1)
            {
                merged.Add(jump.Target);
                block.Statements.AddRange(jump.Target.Statements);
                block.End = jump.Target.End;
            }
        }

        function.Blocks = [.. order.Where(b => !merged.Contains(b))];
    }
}

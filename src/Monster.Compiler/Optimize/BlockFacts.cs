using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>What is known on the way through a block: locals that hold a constant, and checks that have passed already.</summary>
internal sealed class BlockFacts
{
    private readonly Dictionary<int, Const> _constants = [];
    private readonly List<Expr> _passed = [];

    public static void Run(Function function)
    {
        foreach (var block in function.Blocks)
            new BlockFacts().Run(block);
    }

    private void Run(Block block)
    {
        for (int i = 0; i < block.Statements.Count; i++)
        {
            var statement = block.Statements[i];
            if (_constants.Count > 0)
                statement = statement.With([.. statement.Operands.Select(Known)]);
            block.Statements[i] = statement;
            if (statement is TrapIf trap && Note(trap))
                block.Statements.RemoveAt(i--);
            else
                Forget(statement);
        }

        if (_constants.Count > 0)
            block.End = block.End!.With([.. block.End.Operands.Select(Known)], [.. block.End.Targets]);
    }

    private Expr Known(Expr expr) => Rewriter.Replace(expr, local => _constants.GetValueOrDefault(local));

    /// <summary>True when the same check has passed before and nothing it depends on has changed.</summary>
    private bool Note(TrapIf trap)
    {
        if (trap.Condition.MayTrap)
            return false;
        if (_passed.Exists(passed => Same(passed, trap.Condition)))
            return true;
        _passed.Add(trap.Condition);
        return false;
    }

    private void Forget(Statement statement)
    {
        if (statement is Set set)
        {
            _passed.RemoveAll(condition => condition.Reads(set.Local));
            _constants.Remove(set.Local);
            if (set.Value is Const known)
                _constants[set.Local] = known;
        }

        if (statement is Store || statement.Operands.Any(o => o.Calls))
            _passed.RemoveAll(condition => condition.ReadsMemory);
    }

    private static bool Same(Expr a, Expr b)
    {
        bool node = (a, b) switch
        {
            (Const x, Const y) => x.Value == y.Value,
            (Get x, Get y) => x.Local == y.Local,
            (Operation x, Operation y) => x.Opcode == y.Opcode,
            (Load x, Load y) => x.Opcode == y.Opcode && x.Offset == y.Offset,
            _ => false,
        };
        return node && a.Operands.Count == b.Operands.Count && a.Operands.Zip(b.Operands).All(p => Same(p.First, p.Second));
    }
}

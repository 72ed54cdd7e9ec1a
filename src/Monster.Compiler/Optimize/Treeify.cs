using Monster.Compiler.Ir;

namespace Monster.Compiler.Optimize;

/// <summary>
/// Moves the value of a local that is read once into the place where it is read, when nothing in between could tell the difference.
/// (What LLVM's WebAssembly backend calls register stackification.)
/// </summary>
internal sealed class Treeify
{
    private readonly bool[] _once;

    private Treeify(Function function)
    {
        var assigned = Propagation.Assignments(function);
        var reads = Propagation.Reads(function);
        _once = [.. assigned.Select((count, local) => count == 1 && reads[local] == 1)];
    }

    public static void Run(Function function)
    {
        var pass = new Treeify(function);
        foreach (var block in function.Blocks)
            pass.Run(block);
    }

    private void Run(Block block)
    {
        var done = new List<Statement>();
        foreach (var statement in block.Statements)
        {
            var operands = Absorb(statement.Operands, done);
            done.Add(operands is null ? statement : statement.With(operands));
        }

        if (Absorb(block.End!.Operands, done) is { } last)
            block.End = block.End.With(last, [.. block.End.Targets]);
        block.Statements.Clear();
        block.Statements.AddRange(done);
    }

    /// <summary>Takes what it can from the statements before; null when that is nothing.</summary>
    private Expr[]? Absorb(IReadOnlyList<Expr> original, List<Statement> done)
    {
        Expr[]? operands = null;
        for (int i = done.Count - 1; i >= 0; i--)
        {
            if (done[i] is not Set set || !_once[set.Local])
                continue;
            var current = operands ?? [.. original];
            if (!current.Any(o => o.Reads(set.Local)) || !CanPass(set.Value, done, i + 1) || !CanEnter(set, current))
                continue;
            operands = [.. current.Select(o => Rewriter.Replace(o, local => local == set.Local ? set.Value : null))];
            done.RemoveAt(i);
        }

        return operands;
    }

    /// <summary>Whether the value may be computed after the statements from an index on instead of before them.</summary>
    private static bool CanPass(Expr value, List<Statement> statements, int from)
    {
        for (int i = from; i < statements.Count; i++)
        {
            bool calls = statements[i].Operands.Any(o => o.Calls);
            bool writes = calls || statements[i] is Store;
            if (statements[i] is Set set && value.Reads(set.Local))
                return false;
            if (value.Calls && (writes || statements[i] is TrapIf || statements[i].Operands.Any(o => o.ReadsMemory || o.MayTrap)))
                return false;
            if (value.ReadsMemory && writes)
                return false;
        }

        return true;
    }

    /// <summary>Whether the value may be computed where the local is read, after what the trees compute before that.</summary>
    private static bool CanEnter(Set set, Expr[] operands)
    {
        foreach (var operand in operands)
        {
            bool? found = Reaches(operand, set);
            if (found is not null)
                return found.Value;
        }

        return false;
    }

    /// <summary>True when the read is reached with nothing in the way, false when something is, null when the tree neither has it nor is in the way.</summary>
    private static bool? Reaches(Expr expr, Set set)
    {
        if (expr is Get get && get.Local == set.Local)
            return true;
        foreach (var operand in expr.Operands)
        {
            var found = Reaches(operand, set);
            if (found is not null)
                return found;
        }

        bool conflict = set.Value.Calls ? expr is Call or Load || (expr is Operation && expr.MayTrap) : set.Value.ReadsMemory && expr is Call;
        return conflict ? false : null;
    }
}

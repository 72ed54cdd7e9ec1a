using Monster.Compiler.Ir;
using Monster.Wasm;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler.Optimize;

/// <summary>Rebuilds trees from the leaves up, computing again what has become known.</summary>
internal static class Rewriter
{
    /// <summary>The tree with every local replaced by what the function gives for it; null leaves it as it is.</summary>
    public static Expr Replace(Expr expr, Func<int, Expr?> replacement)
    {
        if (expr is Get get)
            return replacement(get.Local) ?? expr;
        if (expr.Operands.Count == 0)
            return expr;
        var operands = new Expr[expr.Operands.Count];
        bool changed = false;
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = Replace(expr.Operands[i], replacement);
            changed |= !ReferenceEquals(operands[i], expr.Operands[i]);
        }

        return changed ? Rebuild(expr, operands) : expr;
    }

    /// <summary>The tree with every node, from the leaves up, replaced by what the function gives for it; null leaves it as it is.</summary>
    public static Expr Map(Expr expr, Func<Expr, Expr?> replacement)
    {
        Expr[]? operands = null;
        for (int i = 0; i < expr.Operands.Count; i++)
        {
            var mapped = Map(expr.Operands[i], replacement);
            if (ReferenceEquals(mapped, expr.Operands[i]))
                continue;
            operands ??= [.. expr.Operands];
            operands[i] = mapped;
        }

        var rebuilt = operands is null ? expr : Rebuild(expr, operands);
        return replacement(rebuilt) ?? rebuilt;
    }

    /// <summary>Maps every tree of a function.</summary>
    public static void MapAll(Function function, Func<Expr, Expr?> replacement)
    {
        foreach (var block in function.Blocks)
        {
            for (int i = 0; i < block.Statements.Count; i++)
            {
                var statement = block.Statements[i];
                block.Statements[i] = statement.With([.. statement.Operands.Select(o => Map(o, replacement))]);
            }

            var end = block.End!;
            block.End = end.With([.. end.Operands.Select(o => Map(o, replacement))], [.. end.Targets]);
        }
    }

    public static void ReplaceAll(Function function, Func<int, Expr?> replacement)
    {
        foreach (var block in function.Blocks)
        {
            for (int i = 0; i < block.Statements.Count; i++)
            {
                var statement = block.Statements[i];
                block.Statements[i] = statement.With([.. statement.Operands.Select(o => Replace(o, replacement))]);
            }

            var end = block.End!;
            block.End = end.With([.. end.Operands.Select(o => Replace(o, replacement))], [.. end.Targets]);
        }
    }

    private static Expr Rebuild(Expr expr, Expr[] operands) => expr switch
    {
        Operation { Opcode: Opcode.Select } => Make.Select(operands[2], operands[0], operands[1]),
        Operation { Operands.Count: 1 } o => Make.Unary(o.Opcode, operands[0]),
        Operation o => Make.Binary(o.Opcode, operands[0], operands[1]),
        Load load => Make.Load(load.Opcode, operands[0], load.Offset, load.Region),
        _ => expr.With(operands),
    };
}

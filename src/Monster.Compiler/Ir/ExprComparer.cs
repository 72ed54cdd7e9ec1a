using System.Diagnostics.CodeAnalysis;

namespace Monster.Compiler.Ir;

/// <summary>Trees are equal when they compute the same from the same locals and the same memory.</summary>
internal sealed class ExprComparer : IEqualityComparer<Expr>
{
    public static readonly ExprComparer Instance = new();

    public bool Equals(Expr? x, Expr? y)
    {
        if (ReferenceEquals(x, y))
            return true;
        if (x is null || y is null || x.Hash != y.Hash || x.Operands.Count != y.Operands.Count)
            return false;
        bool node = (x, y) switch
        {
            (Const a, Const b) => a.Value == b.Value,
            (Get a, Get b) => a.Local == b.Local,
            (FrameAddress a, FrameAddress b) => a.Slot == b.Slot && a.Offset == b.Offset,
            (Operation a, Operation b) => a.Opcode == b.Opcode,
            (Load a, Load b) => a.Opcode == b.Opcode && a.Offset == b.Offset,
            _ => false,
        };
        for (int i = 0; node && i < x.Operands.Count; i++)
            node = Equals(x.Operands[i], y.Operands[i]);
        return node;
    }

    public int GetHashCode([DisallowNull] Expr expr) => expr.Hash;

    /// <summary>What <see cref="Expr.Hash"/> keeps.</summary>
    public static int Compute(Expr expr)
    {
        int own = expr switch
        {
            Const c => unchecked((c.Value * 31) + 1),
            Get get => unchecked((get.Local * 31) + 2),
            FrameAddress frame => unchecked((frame.Offset * 31) + 3),
            Operation operation => ((int)operation.Opcode * 31) + 4,
            Load load => unchecked((((int)load.Opcode * 31) + load.Offset) * 31) + 5,
            _ => 6,
        };
        foreach (var operand in expr.Operands)
            own = unchecked((own * 16777619) ^ operand.Hash);
        return own;
    }
}

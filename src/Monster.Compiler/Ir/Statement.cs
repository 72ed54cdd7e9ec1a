using Monster.Wasm;

namespace Monster.Compiler.Ir;

/// <summary>One step of a block.</summary>
internal abstract class Statement
{
    /// <summary>The trees it computes, in order.</summary>
    public abstract IReadOnlyList<Expr> Operands { get; }

    public abstract Statement With(Expr[] operands);
}

/// <summary>Gives a local a value.</summary>
internal sealed class Set(int local, Expr value) : Statement
{
    public int Local { get; } = local;

    public Expr Value { get; } = value;

    public override IReadOnlyList<Expr> Operands => [Value];

    public override Statement With(Expr[] operands) => new Set(Local, operands[0]);
}

/// <summary>Writes a number to memory.</summary>
internal sealed class Store(Opcode opcode, Expr address, int offset, Expr value, Region region) : Statement
{
    public Opcode Opcode { get; } = opcode;

    public Expr Address { get; } = address;

    public int Offset { get; } = offset;

    public Expr Value { get; } = value;

    public Region Region { get; } = region;

    public override IReadOnlyList<Expr> Operands => [Address, Value];

    public override Statement With(Expr[] operands) => Make.Store(Opcode, operands[0], Offset, operands[1], Region);
}

/// <summary>Computes a tree for its effect, or for its trap.</summary>
internal sealed class Do(Expr value) : Statement
{
    public Expr Value { get; } = value;

    public override IReadOnlyList<Expr> Operands => [Value];

    public override Statement With(Expr[] operands) => new Do(operands[0]);
}

/// <summary>Ends the play when the condition is not zero.</summary>
internal sealed class TrapIf(Expr condition) : Statement
{
    public Expr Condition { get; } = condition;

    public override IReadOnlyList<Expr> Operands => [Condition];

    public override Statement With(Expr[] operands) => new TrapIf(operands[0]);
}

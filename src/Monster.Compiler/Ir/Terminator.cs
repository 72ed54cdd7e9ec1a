namespace Monster.Compiler.Ir;

/// <summary>How a block ends.</summary>
internal abstract class Terminator
{
    public abstract IReadOnlyList<Expr> Operands { get; }

    public abstract IReadOnlyList<Block> Targets { get; }

    public abstract Terminator With(Expr[] operands, Block[] targets);
}

/// <summary>Goes on in another block.</summary>
internal sealed class Jump(Block target) : Terminator
{
    public Block Target { get; } = target;

    public override IReadOnlyList<Expr> Operands => [];

    public override IReadOnlyList<Block> Targets => [Target];

    public override Terminator With(Expr[] operands, Block[] targets) => new Jump(targets[0]);
}

/// <summary>Goes on in one of two blocks.</summary>
internal sealed class Branch(Expr condition, Block whenTrue, Block whenFalse) : Terminator
{
    public Expr Condition { get; } = condition;

    public Block WhenTrue { get; } = whenTrue;

    public Block WhenFalse { get; } = whenFalse;

    public override IReadOnlyList<Expr> Operands => [Condition];

    public override IReadOnlyList<Block> Targets => [WhenTrue, WhenFalse];

    public override Terminator With(Expr[] operands, Block[] targets) => new Branch(operands[0], targets[0], targets[1]);
}

/// <summary>Goes on in the block of that number; the last target is for every other number.</summary>
internal sealed class Switch(Expr value, Block[] targets) : Terminator
{
    public Expr Value { get; } = value;

    public override IReadOnlyList<Expr> Operands => [Value];

    public override IReadOnlyList<Block> Targets => targets;

    public override Terminator With(Expr[] operands, Block[] targets) => new Switch(operands[0], targets);
}

/// <summary>Leaves the function.</summary>
internal sealed class Return(Expr? value) : Terminator
{
    public override IReadOnlyList<Expr> Operands { get; } = value is null ? [] : [value];

    public override IReadOnlyList<Block> Targets => [];

    public override Terminator With(Expr[] operands, Block[] targets) => new Return(operands.Length == 0 ? null : operands[0]);
}

/// <summary>Ends the play.</summary>
internal sealed class Trap : Terminator
{
    public override IReadOnlyList<Expr> Operands => [];

    public override IReadOnlyList<Block> Targets => [];

    public override Terminator With(Expr[] operands, Block[] targets) => this;
}

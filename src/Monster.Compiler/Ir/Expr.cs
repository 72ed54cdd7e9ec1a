using Monster.Wasm;

namespace Monster.Compiler.Ir;

/// <summary>
/// A tree that computes one 32-bit number. Trees are immutable and may be shared when they only read constants and locals.
/// </summary>
internal abstract class Expr
{
    private int? _hash;

    /// <summary>True when the value depends on memory, so that it may not move across a write.</summary>
    public abstract bool ReadsMemory { get; }

    /// <summary>True when a call hides in the tree.</summary>
    public abstract bool Calls { get; }

    /// <summary>True when computing it may trap, so that it may not be dropped.</summary>
    public abstract bool MayTrap { get; }

    /// <summary>The operands, in the order in which they are computed.</summary>
    public abstract IReadOnlyList<Expr> Operands { get; }

    /// <summary>The same node over other operands.</summary>
    public abstract Expr With(Expr[] operands);

    /// <summary>The same for equal trees (<see cref="ExprComparer"/>).</summary>
    public int Hash => _hash ??= ExprComparer.Compute(this);

    /// <summary>How many nodes it has.</summary>
    public int Size => 1 + Operands.Sum(o => o.Size);

    public bool Reads(int local) => this is Get get ? get.Local == local : Operands.Any(o => o.Reads(local));
}

/// <summary>A number.</summary>
internal sealed class Const(int value) : Expr
{
    public int Value { get; } = value;

    public override bool ReadsMemory => false;

    public override bool Calls => false;

    public override bool MayTrap => false;

    public override IReadOnlyList<Expr> Operands => [];

    public override Expr With(Expr[] operands) => this;
}

/// <summary>The value of a local.</summary>
internal sealed class Get(int local) : Expr
{
    public int Local { get; } = local;

    public override bool ReadsMemory => false;

    public override bool Calls => false;

    public override bool MayTrap => false;

    public override IReadOnlyList<Expr> Operands => [];

    public override Expr With(Expr[] operands) => this;
}

/// <summary>The address of a place in the function's frame on the shadow stack.</summary>
internal sealed class FrameAddress(Slot slot, int offset) : Expr
{
    public Slot Slot { get; } = slot;

    public int Offset { get; } = offset;

    public override bool ReadsMemory => false;

    public override bool Calls => false;

    public override bool MayTrap => false;

    public override IReadOnlyList<Expr> Operands => [];

    public override Expr With(Expr[] operands) => this;
}

/// <summary>An operation on numbers: one, two, or three (<c>select</c>) operands.</summary>
internal sealed class Operation : Expr
{
    private readonly Expr[] _operands;

    public Operation(Opcode opcode, params Expr[] operands)
    {
        Opcode = opcode;
        _operands = operands;
        ReadsMemory = operands.Any(o => o.ReadsMemory);
        Calls = operands.Any(o => o.Calls);
        MayTrap = (opcode is Opcode.I32DivS or Opcode.I32DivU or Opcode.I32RemS or Opcode.I32RemU && operands[1] is not Const { Value: not (0 or -1) }) || operands.Any(o => o.MayTrap);
    }

    public Opcode Opcode { get; }

    public override bool ReadsMemory { get; }

    public override bool Calls { get; }

    public override bool MayTrap { get; }

    public override IReadOnlyList<Expr> Operands => _operands;

    public override Expr With(Expr[] operands) => new Operation(Opcode, operands);
}

/// <summary>A number in memory. The address is known to be good: checks are statements of their own.</summary>
internal sealed class Load : Expr
{
    private readonly Expr[] _operands;

    public Load(Opcode opcode, Expr address, int offset, Region region)
    {
        Opcode = opcode;
        _operands = [address];
        Offset = offset;
        Region = region;
        ReadsMemory = region != Region.Length || address.ReadsMemory;
    }

    public Opcode Opcode { get; }

    public Expr Address => _operands[0];

    public int Offset { get; }

    public Region Region { get; }

    public override bool ReadsMemory { get; }

    public override bool Calls => Address.Calls;

    public override bool MayTrap => Address.MayTrap;

    public override IReadOnlyList<Expr> Operands => _operands;

    public override Expr With(Expr[] operands) => new Load(Opcode, operands[0], Offset, Region);
}

/// <summary>A call. Only the optimizer puts calls inside other trees.</summary>
internal sealed class Call(Function target, Expr[] arguments, Position position) : Expr
{
    public Function Target { get; } = target;

    public Position Position { get; } = position;

    public override bool ReadsMemory => true;

    public override bool Calls => true;

    public override bool MayTrap => true;

    public override IReadOnlyList<Expr> Operands => arguments;

    public override Expr With(Expr[] operands) => new Call(Target, operands, Position);
}

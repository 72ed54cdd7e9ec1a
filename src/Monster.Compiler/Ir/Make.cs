using System.Numerics;
using Monster.Wasm;

namespace Monster.Compiler.Ir;

/// <summary>Makes trees, computing at once what is already known.</summary>
internal static class Make
{
    /// <summary>
    /// Constant parts of an address up to this size move into the instruction. Everything the program can point to lies above it
    /// (the shadow stack comes first), so that the rest of the sum cannot fall below zero.
    /// </summary>
    private const int MaxFoldedOffset = 16 * 1024;

    public static readonly Const Zero = new(0);

    public static Expr Of(int value) => value == 0 ? Zero : new Const(value);

    public static Expr Add(Expr a, Expr b) => Binary(Opcode.I32Add, a, b);

    public static Expr Add(Expr a, int b) => Binary(Opcode.I32Add, a, Of(b));

    public static Expr Not(Expr a) => a switch
    {
        Const c => Of(c.Value == 0 ? 1 : 0),
        Operation o when Inverse(o.Opcode) is { } inverse => new Operation(inverse, [.. o.Operands]),
        Operation { Opcode: Opcode.I32Eqz } o when IsBoolean(o.Operands[0]) => o.Operands[0],
        _ => new Operation(Opcode.I32Eqz, a),
    };

    /// <summary>The condition of a branch: any number that is not zero counts as true, so some operations can be left out.</summary>
    public static Expr Condition(Expr a) => a switch
    {
        Operation { Opcode: Opcode.I32Ne } o when o.Operands[1] is Const { Value: 0 } => Condition(o.Operands[0]),
        Operation { Opcode: Opcode.I32GtU } o when o.Operands[1] is Const { Value: 0 } => Condition(o.Operands[0]),
        Operation { Opcode: Opcode.I32Eqz } o when o.Operands[0] is Operation { Opcode: Opcode.I32Eqz } inner => Condition(inner.Operands[0]),
        _ => a,
    };

    public static Expr Unary(Opcode opcode, Expr a)
    {
        if (opcode == Opcode.I32Eqz)
            return Not(a);
        if (a is not Const c)
            return new Operation(opcode, a);
        return Of(opcode switch
        {
            Opcode.I32Clz => BitOperations.LeadingZeroCount((uint)c.Value),
            Opcode.I32Ctz => BitOperations.TrailingZeroCount(c.Value),
            Opcode.I32Popcnt => BitOperations.PopCount((uint)c.Value),
            _ => throw new InvalidOperationException(opcode.ToString()),
        });
    }

    public static Expr Select(Expr condition, Expr whenTrue, Expr whenFalse)
    {
        if (condition is Const c && !whenTrue.MayTrap && !whenFalse.MayTrap)
            return c.Value != 0 ? whenTrue : whenFalse;
        if (IsBoolean(condition) && IsBoolean(whenTrue) && IsBoolean(whenFalse))
        {
            switch (whenTrue, whenFalse)
            {
                case (Const { Value: 1 }, _):
                    return Binary(Opcode.I32Or, condition, whenFalse);
                case (Const { Value: 0 }, _):
                    return Binary(Opcode.I32And, Not(condition), whenFalse);
                case (_, Const { Value: 0 }):
                    return Binary(Opcode.I32And, condition, whenTrue);
                case (_, Const { Value: 1 }):
                    return Binary(Opcode.I32Or, Not(condition), whenTrue);
            }
        }

        return new Operation(Opcode.Select, whenTrue, whenFalse, Condition(condition));
    }

    public static Expr Binary(Opcode opcode, Expr a, Expr b)
    {
        if (a is Const x && b is Const y && Arithmetic.Compute(opcode, x.Value, y.Value) is { } value)
            return Of(value);
        if (a is Const && b is not Const && IsCommutative(opcode))
            (a, b) = (b, a);
        if (opcode is Opcode.I32Shl or Opcode.I32ShrS or Opcode.I32ShrU && b is Operation { Opcode: Opcode.I32And } and && and.Operands[1] is Const { Value: 31 })
            b = and.Operands[0]; // a shift looks at five bits of its count anyway
        return b is Const right ? WithConstant(opcode, a, right.Value) : WithLocals(opcode, a, b);
    }

    public static Expr Load(Opcode opcode, Expr address, int offset, Region region = Region.Any)
    {
        (address, offset) = Split(address, offset);
        return new Load(opcode, address, offset, region);
    }

    public static Statement Store(Opcode opcode, Expr address, int offset, Expr value, Region region = Region.Any)
    {
        (address, offset) = Split(address, offset);
        return new Store(opcode, address, offset, StoredPart(opcode, value), region);
    }

    /// <summary>True when the number is 0 or 1.</summary>
    public static bool IsBoolean(Expr a) => a switch
    {
        Const c => c.Value is 0 or 1,
        Operation o => IsComparison(o.Opcode) || (o.Opcode == Opcode.I32And && (IsBoolean(o.Operands[0]) || IsBoolean(o.Operands[1]))) ||
            (o.Opcode is Opcode.I32Or or Opcode.I32Xor && IsBoolean(o.Operands[0]) && IsBoolean(o.Operands[1])),
        _ => false,
    };

    private static bool IsComparison(Opcode opcode) => opcode is >= Opcode.I32Eqz and <= Opcode.I32GeU;

    /// <summary>Takes the constant part of an address out of the tree.</summary>
    private static (Expr Address, int Offset) Split(Expr address, int offset)
    {
        if (address is Const c && c.Value >= 0)
            return (Zero, offset + c.Value);
        if (address is FrameAddress frame)
            return (new FrameAddress(frame.Slot, 0), offset + frame.Offset);
        if (address is Operation { Opcode: Opcode.I32Add } sum && sum.Operands[1] is Const part &&
            Math.Abs((long)part.Value) < MaxFoldedOffset && offset + part.Value >= 0)
            return (sum.Operands[0], offset + part.Value);
        if (address is Operation { Opcode: Opcode.I32Add } table && table.Operands[1] is Const { Value: >= MaxFoldedOffset } start)
            return (table.Operands[0], offset + start.Value); // an element of a table at a known place
        return (address, offset);
    }

    /// <summary>A store of 8 or 16 bits needs no narrowing before it.</summary>
    private static Expr StoredPart(Opcode opcode, Expr value)
    {
        int mask = opcode == Opcode.I32Store8 ? 0xFF : opcode == Opcode.I32Store16 ? 0xFFFF : 0;
        if (mask != 0 && value is Operation { Opcode: Opcode.I32And } and && and.Operands[1] is Const c && c.Value == mask)
            return and.Operands[0];
        int shift = mask == 0xFF ? 24 : 16;
        if (mask != 0 && value is Operation { Opcode: Opcode.I32ShrS } extend && extend.Operands[1] is Const s && s.Value == shift &&
            extend.Operands[0] is Operation { Opcode: Opcode.I32Shl } shl && shl.Operands[1] is Const t && t.Value == shift)
            return shl.Operands[0];
        return value;
    }

    private static Expr WithLocals(Opcode opcode, Expr a, Expr b)
    {
        // Constants move outwards, where addresses can take them: (x + c) + y is (x + y) + c.
        if (opcode == Opcode.I32Add)
        {
            if (a is Operation { Opcode: Opcode.I32Add } left && left.Operands[1] is Const c)
                return Add(Add(left.Operands[0], b), c.Value);
            if (b is Operation { Opcode: Opcode.I32Add } right && right.Operands[1] is Const d)
                return Add(Add(a, right.Operands[0]), d.Value);
        }

        return new Operation(opcode, a, b);
    }

    private static Expr WithConstant(Opcode opcode, Expr a, int b)
    {
        switch (opcode)
        {
            case Opcode.I32Sub:
                return Binary(Opcode.I32Add, a, Of(unchecked(-b)));
            case Opcode.I32Add or Opcode.I32Or or Opcode.I32Xor or Opcode.I32Shl or Opcode.I32ShrS or Opcode.I32ShrU when b == 0:
            case Opcode.I32Mul or Opcode.I32DivS or Opcode.I32DivU when b == 1:
                return a;
            case Opcode.I32Mul when BitOperations.IsPow2(b) && b > 0:
                return Binary(Opcode.I32Shl, a, Of(BitOperations.Log2((uint)b)));
            case Opcode.I32Mul or Opcode.I32And when b == 0 && !a.MayTrap:
                return Zero;
            case Opcode.I32And when b == -1:
                return a;
            case Opcode.I32And when Bits(a) is var bits && (bits & ~(uint)b) == 0:
                return a;
            case Opcode.I32Eq when b == 0:
                return Not(a);
            case Opcode.I32Ne when b == 0 && IsBoolean(a):
                return a;
            case Opcode.I32DivU when BitOperations.IsPow2((uint)b):
                return Binary(Opcode.I32ShrU, a, Of(BitOperations.Log2((uint)b)));
            case Opcode.I32RemU when BitOperations.IsPow2((uint)b):
                return Binary(Opcode.I32And, a, Of(b - 1));
            default:
                return Merge(opcode, a, b);
        }
    }

    /// <summary>Joins two operations with constants into one.</summary>
    private static Expr Merge(Opcode opcode, Expr a, int b)
    {
        if (a is FrameAddress frame && opcode == Opcode.I32Add)
            return new FrameAddress(frame.Slot, frame.Offset + b);
        if (a is Operation { Operands.Count: 2 } inner && inner.Operands[1] is Const c)
        {
            if (inner.Opcode == opcode && opcode is Opcode.I32Add or Opcode.I32And or Opcode.I32Or or Opcode.I32Xor or Opcode.I32Mul)
                return Binary(opcode, inner.Operands[0], Of(Arithmetic.Compute(opcode, c.Value, b)!.Value));
            if (opcode == Opcode.I32Shl && inner.Opcode == Opcode.I32Shl && (uint)(c.Value + b) < 32)
                return Binary(opcode, inner.Operands[0], Of(c.Value + b));
        }

        return new Operation(opcode, a, Of(b));
    }

    /// <summary>The bits that can be set in a value.</summary>
    private static uint Bits(Expr a) => a switch
    {
        Const c => (uint)c.Value,
        Load { Opcode: Opcode.I32Load8U } => 0xFF,
        Load { Opcode: Opcode.I32Load16U } => 0xFFFF,
        Operation { Opcode: Opcode.I32And } o => Bits(o.Operands[0]) & Bits(o.Operands[1]),
        Operation { Opcode: Opcode.I32ShrU } o when o.Operands[1] is Const c => uint.MaxValue >> c.Value,
        Operation o when IsComparison(o.Opcode) => 1,
        _ => uint.MaxValue,
    };

    private static bool IsCommutative(Opcode opcode) => opcode is
        Opcode.I32Add or Opcode.I32Mul or Opcode.I32And or Opcode.I32Or or Opcode.I32Xor or Opcode.I32Eq or Opcode.I32Ne;

    public static Opcode? Inverse(Opcode opcode) => opcode switch
    {
        Opcode.I32Eq => Opcode.I32Ne,
        Opcode.I32Ne => Opcode.I32Eq,
        Opcode.I32LtS => Opcode.I32GeS,
        Opcode.I32GeS => Opcode.I32LtS,
        Opcode.I32GtS => Opcode.I32LeS,
        Opcode.I32LeS => Opcode.I32GtS,
        Opcode.I32LtU => Opcode.I32GeU,
        Opcode.I32GeU => Opcode.I32LtU,
        Opcode.I32GtU => Opcode.I32LeU,
        Opcode.I32LeU => Opcode.I32GtU,
        _ => null,
    };
}

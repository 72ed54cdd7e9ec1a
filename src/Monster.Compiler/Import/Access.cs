using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Wasm;

namespace Monster.Compiler.Import;

/// <summary>How scalars of each type are read, written and narrowed.</summary>
internal static class Access
{
    public static Opcode Load(TypeDesc type) => type.Kind switch
    {
        TypeKind.Boolean or TypeKind.Byte => Opcode.I32Load8U,
        TypeKind.SByte => Opcode.I32Load8S,
        TypeKind.Char or TypeKind.UInt16 => Opcode.I32Load16U,
        TypeKind.Int16 => Opcode.I32Load16S,
        _ => Opcode.I32Load,
    };

    public static Opcode Store(TypeDesc type) => type.Size switch
    {
        1 => Opcode.I32Store8,
        2 => Opcode.I32Store16,
        _ => Opcode.I32Store,
    };

    /// <summary>The number as the type can hold it.</summary>
    public static Expr Narrow(TypeKind kind, Expr value) => kind switch
    {
        TypeKind.Byte => Make.Binary(Opcode.I32And, value, new Const(0xFF)),
        TypeKind.Char or TypeKind.UInt16 => Make.Binary(Opcode.I32And, value, new Const(0xFFFF)),
        TypeKind.SByte => SignExtend(value, 24, Opcode.I32Load8S),
        TypeKind.Int16 => SignExtend(value, 16, Opcode.I32Load16S),
        _ => value,
    };

    private static Expr SignExtend(Expr value, int shift, Opcode load)
    {
        if (value is Load l && l.Opcode == load)
            return value;
        var count = new Const(shift);
        return Make.Binary(Opcode.I32ShrS, Make.Binary(Opcode.I32Shl, value, count), count);
    }
}

using System.Reflection.Metadata;
using Monster.Wasm;

namespace Monster.Compiler.Import;

/// <summary>Which CIL instruction is which operation on i32.</summary>
internal static class Arithmetics
{
    public static Opcode? Find(ILOpCode code) => code switch
    {
        ILOpCode.Add => Opcode.I32Add,
        ILOpCode.Sub => Opcode.I32Sub,
        ILOpCode.Mul => Opcode.I32Mul,
        ILOpCode.Div => Opcode.I32DivS,
        ILOpCode.Div_un => Opcode.I32DivU,
        ILOpCode.Rem => Opcode.I32RemS,
        ILOpCode.Rem_un => Opcode.I32RemU,
        ILOpCode.And => Opcode.I32And,
        ILOpCode.Or => Opcode.I32Or,
        ILOpCode.Xor => Opcode.I32Xor,
        ILOpCode.Shl => Opcode.I32Shl,
        ILOpCode.Shr => Opcode.I32ShrS,
        ILOpCode.Shr_un => Opcode.I32ShrU,
        ILOpCode.Ceq => Opcode.I32Eq,
        ILOpCode.Cgt => Opcode.I32GtS,
        ILOpCode.Cgt_un => Opcode.I32GtU,
        ILOpCode.Clt => Opcode.I32LtS,
        ILOpCode.Clt_un => Opcode.I32LtU,
        _ => null,
    };

    public static Opcode ComparisonOf(ILOpCode code) => code switch
    {
        ILOpCode.Beq => Opcode.I32Eq,
        ILOpCode.Bge => Opcode.I32GeS,
        ILOpCode.Bgt => Opcode.I32GtS,
        ILOpCode.Ble => Opcode.I32LeS,
        ILOpCode.Blt => Opcode.I32LtS,
        ILOpCode.Bne_un => Opcode.I32Ne,
        ILOpCode.Bge_un => Opcode.I32GeU,
        ILOpCode.Bgt_un => Opcode.I32GtU,
        ILOpCode.Ble_un => Opcode.I32LeU,
        ILOpCode.Blt_un => Opcode.I32LtU,
        _ => throw new InvalidOperationException(code.ToString()),
    };

    public static PrimitiveTypeCode? ConversionOf(ILOpCode code) => code switch
    {
        ILOpCode.Conv_i1 => PrimitiveTypeCode.SByte,
        ILOpCode.Conv_u1 => PrimitiveTypeCode.Byte,
        ILOpCode.Conv_i2 => PrimitiveTypeCode.Int16,
        ILOpCode.Conv_u2 => PrimitiveTypeCode.UInt16,
        ILOpCode.Conv_i4 or ILOpCode.Conv_i => PrimitiveTypeCode.Int32,
        ILOpCode.Conv_u4 or ILOpCode.Conv_u => PrimitiveTypeCode.UInt32,
        _ => null,
    };

    /// <summary>What the typed loads and stores move.</summary>
    public static PrimitiveTypeCode? ElementOf(ILOpCode code) => code switch
    {
        ILOpCode.Ldind_i1 or ILOpCode.Stind_i1 or ILOpCode.Ldelem_i1 or ILOpCode.Stelem_i1 => PrimitiveTypeCode.SByte,
        ILOpCode.Ldind_u1 or ILOpCode.Ldelem_u1 => PrimitiveTypeCode.Byte,
        ILOpCode.Ldind_i2 or ILOpCode.Stind_i2 or ILOpCode.Ldelem_i2 or ILOpCode.Stelem_i2 => PrimitiveTypeCode.Int16,
        ILOpCode.Ldind_u2 or ILOpCode.Ldelem_u2 => PrimitiveTypeCode.UInt16,
        ILOpCode.Ldind_i4 or ILOpCode.Stind_i4 or ILOpCode.Ldelem_i4 or ILOpCode.Stelem_i4 => PrimitiveTypeCode.Int32,
        ILOpCode.Ldind_u4 or ILOpCode.Ldelem_u4 => PrimitiveTypeCode.UInt32,
        ILOpCode.Ldind_i or ILOpCode.Stind_i or ILOpCode.Ldelem_i or ILOpCode.Stelem_i => PrimitiveTypeCode.Int32,
        ILOpCode.Ldind_ref or ILOpCode.Stind_ref or ILOpCode.Ldelem_ref or ILOpCode.Stelem_ref => PrimitiveTypeCode.Object,
        _ => null,
    };
}

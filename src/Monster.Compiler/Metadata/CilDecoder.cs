using System.Reflection.Metadata;

namespace Monster.Compiler.Metadata;

/// <summary>Decodes the byte stream of a method (ECMA-335, partition III).</summary>
internal static class CilDecoder
{
    public static List<CilInstruction> Decode(BlobReader reader)
    {
        var instructions = new List<CilInstruction>();
        while (reader.RemainingBytes > 0)
        {
            int offset = reader.Offset;
            int code = reader.ReadByte();
            if (code == 0xFE)
                code = 0xFE00 | reader.ReadByte();
            instructions.Add(Operand(ref reader, offset, (ILOpCode)code));
        }

        return instructions;
    }

    private static CilInstruction Operand(ref BlobReader reader, int offset, ILOpCode code)
    {
        if (code == ILOpCode.Switch)
        {
            var targets = new int[reader.ReadInt32()];
            int end = reader.Offset + (4 * targets.Length);
            for (int i = 0; i < targets.Length; i++)
                targets[i] = end + reader.ReadInt32();
            return new(offset, code, 0, targets);
        }

        if (code.IsBranch())
        {
            int distance = code.GetBranchOperandSize() == 1 ? reader.ReadSByte() : reader.ReadInt32();
            return new(offset, LongForm(code), 0, [reader.Offset + distance]);
        }

        return Plain(ref reader, offset, code);
    }

    private static CilInstruction Plain(ref BlobReader reader, int offset, ILOpCode code)
    {
        switch (code)
        {
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3:
                return New(ILOpCode.Ldarg, (int)code - (int)ILOpCode.Ldarg_0);
            case >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3:
                return New(ILOpCode.Ldloc, (int)code - (int)ILOpCode.Ldloc_0);
            case >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3:
                return New(ILOpCode.Stloc, (int)code - (int)ILOpCode.Stloc_0);
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                return New(ILOpCode.Ldc_i4, (int)code - (int)ILOpCode.Ldc_i4_0);
            case ILOpCode.Ldc_i4_s:
                return New(ILOpCode.Ldc_i4, reader.ReadSByte());
            case >= ILOpCode.Ldarg_s and <= ILOpCode.Stloc_s:
                return New(LongForm(code), reader.ReadByte());
            case >= ILOpCode.Ldarg and <= ILOpCode.Stloc:
                return New(code, reader.ReadUInt16());
            case ILOpCode.Unaligned:
                return New(code, reader.ReadByte());
            case ILOpCode.Ldc_i8 or ILOpCode.Ldc_r8:
                reader.ReadInt64();
                return New(code, 0);
            case ILOpCode.Ldc_i4 or ILOpCode.Ldc_r4:
                return New(code, reader.ReadInt32());
            default:
                return New(code, HasToken(code) ? reader.ReadInt32() : 0);
        }

        CilInstruction New(ILOpCode opCode, int operand) => new(offset, opCode, operand, []);
    }

    private static ILOpCode LongForm(ILOpCode code) => code switch
    {
        ILOpCode.Ldarg_s => ILOpCode.Ldarg,
        ILOpCode.Ldarga_s => ILOpCode.Ldarga,
        ILOpCode.Starg_s => ILOpCode.Starg,
        ILOpCode.Ldloc_s => ILOpCode.Ldloc,
        ILOpCode.Ldloca_s => ILOpCode.Ldloca,
        ILOpCode.Stloc_s => ILOpCode.Stloc,
        ILOpCode.Leave_s => ILOpCode.Leave,
        >= ILOpCode.Br_s and <= ILOpCode.Blt_un_s => code - ILOpCode.Br_s + ILOpCode.Br,
        _ => code,
    };

    private static bool HasToken(ILOpCode code) => code is
        ILOpCode.Jmp or ILOpCode.Call or ILOpCode.Calli or ILOpCode.Callvirt or ILOpCode.Newobj or ILOpCode.Ldstr or ILOpCode.Cpobj or
        ILOpCode.Ldobj or ILOpCode.Castclass or ILOpCode.Isinst or ILOpCode.Unbox or ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Stfld or
        ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld or ILOpCode.Stobj or ILOpCode.Box or ILOpCode.Newarr or ILOpCode.Ldelema or
        ILOpCode.Ldelem or ILOpCode.Stelem or ILOpCode.Unbox_any or ILOpCode.Refanyval or ILOpCode.Mkrefany or ILOpCode.Ldtoken or
        ILOpCode.Ldftn or ILOpCode.Ldvirtftn or ILOpCode.Initobj or ILOpCode.Constrained or ILOpCode.Sizeof;
}

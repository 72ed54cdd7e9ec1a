using System.Reflection.Metadata;

namespace Monster.Compiler.Import;

/// <summary>The conversions that trap when a number does not fit, and the method of the framework sources that does it.</summary>
internal static class CheckedConversions
{
    public static (string? Name, bool Unsigned) Find(ILOpCode code) => code switch
    {
        ILOpCode.Conv_ovf_i1 => ("ToSByte", false),
        ILOpCode.Conv_ovf_u1 => ("ToByte", false),
        ILOpCode.Conv_ovf_i2 => ("ToInt16", false),
        ILOpCode.Conv_ovf_u2 => ("ToUInt16", false),
        ILOpCode.Conv_ovf_i4 or ILOpCode.Conv_ovf_i => ("ToInt32", false),
        ILOpCode.Conv_ovf_u4 or ILOpCode.Conv_ovf_u => ("ToUInt32", false),
        ILOpCode.Conv_ovf_i1_un => ("ToSByte", true),
        ILOpCode.Conv_ovf_u1_un => ("ToByte", true),
        ILOpCode.Conv_ovf_i2_un => ("ToInt16", true),
        ILOpCode.Conv_ovf_u2_un => ("ToUInt16", true),
        ILOpCode.Conv_ovf_i4_un or ILOpCode.Conv_ovf_i_un => ("ToInt32", true),
        ILOpCode.Conv_ovf_u4_un or ILOpCode.Conv_ovf_u_un => ("ToUInt32", true),
        _ => (null, false),
    };

    /// <summary>The arithmetic that traps on overflow.</summary>
    public static string? Arithmetic(ILOpCode code) => code switch
    {
        ILOpCode.Add_ovf => "Add",
        ILOpCode.Add_ovf_un => "AddUnsigned",
        ILOpCode.Sub_ovf => "Subtract",
        ILOpCode.Sub_ovf_un => "SubtractUnsigned",
        ILOpCode.Mul_ovf => "Multiply",
        ILOpCode.Mul_ovf_un => "MultiplyUnsigned",
        _ => null,
    };
}

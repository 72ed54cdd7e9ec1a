using System.Reflection.Metadata;

namespace Monster.Compiler.Metadata;

/// <summary>One CIL instruction. Short forms are written as their long ones: <c>ldloc.0</c> is <c>ldloc</c> with operand 0.</summary>
/// <param name="Offset">Bytes from the start of the method.</param>
/// <param name="OpCode">The instruction.</param>
/// <param name="Operand">A number, an index or a metadata token.</param>
/// <param name="Targets">Where it may jump to; not the instruction after it.</param>
internal readonly record struct CilInstruction(int Offset, ILOpCode OpCode, int Operand, int[] Targets)
{
    public bool EndsBlock => Targets.Length > 0 || OpCode is ILOpCode.Ret or ILOpCode.Throw or ILOpCode.Rethrow or ILOpCode.Endfinally or ILOpCode.Endfilter or ILOpCode.Switch;
}

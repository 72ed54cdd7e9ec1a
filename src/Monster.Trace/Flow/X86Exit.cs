using Iced.Intel;

namespace Monster.Trace.Flow;

/// <summary>How an x86 instruction goes on.</summary>
internal static class X86Exit
{
    public static BlockExit Of(ReadOnlySpan<byte> last, ulong address, int bits)
    {
        var decoder = Decoder.Create(bits, last.ToArray(), address);
        decoder.Decode(out var instruction);
        return Of(instruction);
    }

    public static BlockExit Of(in Instruction instruction)
    {
        if (instruction.Mnemonic is Mnemonic.Syscall or Mnemonic.Sysenter || (instruction.Mnemonic == Mnemonic.Int && instruction.Immediate8 == 0x80))
            return new BlockExit(BranchKind.System);
        return instruction.FlowControl switch
        {
            FlowControl.Next => new(BranchKind.Next),
            FlowControl.UnconditionalBranch => new(BranchKind.Jump, instruction.NearBranchTarget),
            FlowControl.ConditionalBranch => new(BranchKind.Conditional, instruction.NearBranchTarget),
            FlowControl.IndirectBranch => new(BranchKind.IndirectJump),
            FlowControl.Call => new(BranchKind.Call, instruction.NearBranchTarget),
            FlowControl.IndirectCall => new(BranchKind.IndirectCall),
            FlowControl.Return => new(BranchKind.Return),
            FlowControl.XbeginXabortXend when instruction.Mnemonic == Mnemonic.Xbegin => new(BranchKind.Conditional, instruction.NearBranchTarget),
            FlowControl.XbeginXabortXend => new(BranchKind.Next),
            _ => new(BranchKind.Stop),
        };
    }
}

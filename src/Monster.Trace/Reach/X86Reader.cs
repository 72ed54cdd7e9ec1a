using Iced.Intel;
using Monster.Trace.Flow;

namespace Monster.Trace.Reach;

/// <summary>x86-64: addresses are taken by IP-relative operands and immediates.</summary>
internal sealed class X86Reader : CodeReader
{
    private Decoder? _decoder;
    private ulong _end;

    public override int Step => 1;

    public override void Begin(ReadOnlyMemory<byte> code, ulong address, bool isOne)
    {
        _decoder = Decoder.Create(64, code.ToArray(), address);
        _end = address + (ulong)code.Length;
    }

    public override int Next(out BlockExit exit, List<ulong> references)
    {
        exit = default;
        if (_decoder is null || _decoder.IP >= _end)
            return 0;
        _decoder.Decode(out var instruction);
        if (instruction.IsInvalid)
            return 0;
        exit = X86Exit.Of(instruction);
        if (instruction.IsIPRelativeMemoryOperand)
            references.Add(instruction.IPRelativeMemoryAddress);
        for (int operand = 0; operand < instruction.OpCount; operand++)
        {
            if (instruction.GetOpKind(operand) is OpKind.Immediate32 or OpKind.Immediate64 or OpKind.Immediate32to64)
                references.Add(instruction.GetImmediate(operand));
        }

        return instruction.Length;
    }
}

using System.Buffers.Binary;
using Monster.Trace.Flow;

namespace Monster.Trace.Reach;

/// <summary>RISC-V with C: addresses are taken by AUIPC or LUI and ADDI; a far call is AUIPC and JALR (RISC-V ISA manual, volume 1; psABI, code models).</summary>
internal sealed class RiscVReader : CodeReader
{
    private readonly PairedAddresses _pairs = new();
    private ReadOnlyMemory<byte> _code;
    private ulong _address;
    private (int Register, ulong Upper, ulong End) _last; // the AUIPC just before

    public override int Step => 2;

    public override void Begin(ReadOnlyMemory<byte> code, ulong address, bool isOne)
    {
        (_code, _address, _last) = (code, address, default);
        _pairs.Clear(isOne);
    }

    public override int Next(out BlockExit exit, List<ulong> references)
    {
        exit = default;
        if (_code.Length < 2)
            return 0;
        int length = (_code.Span[0] & 3) == 3 ? 4 : 2;
        if (_code.Length < length || (length == 2 && BinaryPrimitives.ReadUInt16LittleEndian(_code.Span) == 0))
            return 0; // all zero is no instruction, by definition
        var bytes = _code.Span[..length];
        exit = RiscVExit.Of(bytes, _address);
        if (length == 4)
            exit = Full(BinaryPrimitives.ReadUInt32LittleEndian(bytes), exit, references);
        else
            Compressed(BinaryPrimitives.ReadUInt16LittleEndian(bytes), references);
        _code = _code[length..];
        _address += (ulong)length;
        return length;
    }

    private BlockExit Full(uint word, BlockExit exit, List<ulong> references)
    {
        int destination = (int)(word >> 7) & 31, source = (int)(word >> 15) & 31;
        long lower = (int)word >> 20;
        ulong upper = (ulong)(int)(word & 0xFFFFF000);
        switch (word & 0x707F)
        {
            case var _ when (word & 0x7F) == 0x17: // AUIPC
                _last = (destination, _address + upper, _address + 4);
                _pairs.Add(destination, _last.Upper);
                break;
            case var _ when (word & 0x7F) == 0x37: // LUI
                _pairs.Add(destination, upper);
                break;
            case 0x13: // ADDI
                _pairs.Take(source, lower, references);
                break;
            case 0x67 when _last.Register == source && _last.End == _address && source != 0: // JALR with the AUIPC before: one far jump or call
                bool links = exit.Kind == BranchKind.IndirectCall;
                return new BlockExit(links ? BranchKind.Call : BranchKind.Jump, _last.Upper + (ulong)lower);
        }

        return exit;
    }

    private void Compressed(uint word, List<ulong> references)
    {
        int register = (int)(word >> 7) & 31;
        long immediate = ((long)(((word >> 12) & 1) << 5 | ((word >> 2) & 31)) << 58) >> 58;
        if ((word & 0xE003) == 0x0001) // C.ADDI
            _pairs.Take(register, immediate, references);
        else if ((word & 0xE003) == 0x6001 && register is not (0 or 2)) // C.LUI
            _pairs.Add(register, (ulong)(immediate << 12));
    }
}

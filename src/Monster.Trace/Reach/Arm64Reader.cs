using System.Buffers.Binary;
using Monster.Trace.Flow;

namespace Monster.Trace.Reach;

/// <summary>AArch64: addresses are taken by ADR, or ADRP and ADD (Arm ARM, C4.1: data processing, immediate).</summary>
internal sealed class Arm64Reader : CodeReader
{
    private const int Length = 4;

    private readonly PairedAddresses _pairs = new();
    private ReadOnlyMemory<byte> _code;
    private ulong _address;

    public override int Step => Length;

    public override void Begin(ReadOnlyMemory<byte> code, ulong address, bool isOne)
    {
        (_code, _address) = (code, address);
        _pairs.Clear(isOne);
    }

    public override int Next(out BlockExit exit, List<ulong> references)
    {
        exit = default;
        if (_code.Length < Length)
            return 0;
        var bytes = _code.Span[..Length];
        uint word = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (word >> 16 == 0)
            return 0; // UDF: what fills gaps
        exit = Arm64Exit.Of(bytes, _address);
        int destination = (int)word & 31, source = (int)(word >> 5) & 31;
        if ((word & 0x1F000000) == 0x10000000) // ADR, ADRP
        {
            long offset = ((long)((((word >> 5) & 0x7FFFF) << 2) | ((word >> 29) & 3)) << 43) >> 43;
            if (word >> 31 == 0)
                references.Add(_address + (ulong)offset);
            else
                _pairs.Add(destination, (_address & ~0xFFFUL) + ((ulong)offset << 12));
        }
        else if ((word & 0xFF800000) == 0x91000000) // ADD, 64 bits, immediate
        {
            _pairs.Take(source, (word & 0x400000) != 0 ? (long)((word >> 10) & 0xFFF) << 12 : (word >> 10) & 0xFFF, references);
        }

        _code = _code[Length..];
        _address += Length;
        return Length;
    }
}

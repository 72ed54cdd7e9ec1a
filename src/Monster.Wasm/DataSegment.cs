namespace Monster.Wasm;

/// <summary>Bytes for the memory.</summary>
public sealed class DataSegment
{
    /// <summary>Active or passive.</summary>
    public SegmentMode Mode { get; set; }

    /// <summary>The memory of an active segment.</summary>
    public int MemoryIndex { get; set; }

    /// <summary>Where an active segment goes: a constant expression ending with <see cref="Opcode.End"/>.</summary>
    public List<Instruction> Offset { get; set; } = [];

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <summary>Whether the binary form of an active segment names its memory even if it is memory 0.</summary>
    public bool NamesMemory { get; set; }

    /// <summary>Bytes that are copied to a fixed address when the module is instantiated.</summary>
    public static DataSegment At(int address, ReadOnlyMemory<byte> bytes) =>
        new() { Offset = [Instruction.I32Const(address), new Instruction(Opcode.End)], Bytes = bytes };
}

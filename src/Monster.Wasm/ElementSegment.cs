namespace Monster.Wasm;

/// <summary>Functions for a table.</summary>
public sealed class ElementSegment
{
    /// <summary>When it is used.</summary>
    public SegmentMode Mode { get; set; }

    /// <summary>The table of an active segment.</summary>
    public int TableIndex { get; set; }

    /// <summary>Where an active segment goes: a constant expression ending with <see cref="Opcode.End"/>.</summary>
    public List<Instruction> Offset { get; set; } = [];

    /// <summary>Function indices; -1 is a null reference, which only a segment of expressions can hold.</summary>
    public List<int> Functions { get; set; } = [];

    /// <summary>Whether the binary form writes an expression for each element instead of an index.</summary>
    public bool AsExpressions { get; set; }

    /// <summary>Whether the binary form of an active segment names its table even if it is table 0.</summary>
    public bool NamesTable { get; set; }
}

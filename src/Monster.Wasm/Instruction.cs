namespace Monster.Wasm;

/// <summary>One instruction with its immediates.</summary>
/// <param name="Opcode">Which instruction.</param>
/// <param name="Immediate">
/// By opcode: the number of a const (a float as its bits); the index of a local, global, function, label, type or segment;
/// <see cref="OffsetAndAlign"/> for loads and stores; the block type (<see cref="EmptyBlock"/> or a value type) for block, loop and if; 0 where there is none.
/// </param>
/// <param name="Targets">The labels of <c>br_table</c>, the default last; otherwise null.</param>
public readonly record struct Instruction(Opcode Opcode, long Immediate = 0, int[]? Targets = null)
{
    /// <summary>The block type without a result; one with a result is the value type's byte.</summary>
    public const byte EmptyBlock = 0x40;

    /// <summary>The immediate as an index, an i32 constant or a label.</summary>
    public int Index => (int)Immediate;

    /// <summary>The offset of a load or store, in bytes.</summary>
    public uint Offset => (uint)Immediate;

    /// <summary>The alignment of a load or store, as the exponent of two.</summary>
    public int Align => (int)(Immediate >> 32);

    /// <summary>The second index: the table of <c>call_indirect</c> and <c>table.init</c>, the source table of <c>table.copy</c>.</summary>
    public int SecondIndex => (int)(Immediate >> 32);

    /// <summary>The result of a block, loop or if; null for none.</summary>
    public ValueType? BlockResult => Immediate == EmptyBlock ? null : (ValueType)Immediate;

    /// <summary><c>i32.const</c></summary>
    public static Instruction I32Const(int value) => new(Opcode.I32Const, value);

    /// <summary>The immediate of a load or store.</summary>
    /// <param name="offset">Bytes added to the address.</param>
    /// <param name="align">The exponent of two of the promised alignment.</param>
    public static long OffsetAndAlign(uint offset, int align) => offset | ((long)align << 32);

    /// <summary>A load or store.</summary>
    public static Instruction Access(Opcode opcode, uint offset, int align) => new(opcode, OffsetAndAlign(offset, align));

    /// <summary>A block, loop or if.</summary>
    public static Instruction Block(Opcode opcode, ValueType? result = null) => new(opcode, result is { } type ? (long)type : EmptyBlock);

    /// <inheritdoc/>
    public bool Equals(Instruction other) =>
        Opcode == other.Opcode && Immediate == other.Immediate && Targets.AsSpan().SequenceEqual(other.Targets);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Opcode, Immediate, Targets?.Length);
}

using System.Buffers.Binary;
using System.Text;

namespace Monster.Trace.Elf;

/// <summary>Reads numbers and texts of a part of a file; outside of it is an error, never a crash.</summary>
/// <param name="Bytes">The part.</param>
/// <param name="IsBigEndian">The byte order.</param>
public readonly record struct ByteView(ReadOnlyMemory<byte> Bytes, bool IsBigEndian)
{
    /// <summary>How many bytes there are.</summary>
    public int Length => Bytes.Length;

    /// <summary>A part of it.</summary>
    /// <exception cref="ElfException">It is not all there.</exception>
    public ByteView Slice(ulong at, ulong length) => at <= (ulong)Length && length <= (ulong)Length - at
        ? this with { Bytes = Bytes.Slice((int)at, (int)length) }
        : throw new ElfException($"the file is cut: {length} bytes at {at} of {Length}");

    /// <summary>A byte.</summary>
    public byte U8(ulong at) => Span(at, 1)[0];

    /// <summary>Two bytes.</summary>
    public ushort U16(ulong at) => IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Span(at, 2)) : BinaryPrimitives.ReadUInt16LittleEndian(Span(at, 2));

    /// <summary>Four bytes.</summary>
    public uint U32(ulong at) => IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Span(at, 4)) : BinaryPrimitives.ReadUInt32LittleEndian(Span(at, 4));

    /// <summary>Eight bytes.</summary>
    public ulong U64(ulong at) => IsBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(Span(at, 8)) : BinaryPrimitives.ReadUInt64LittleEndian(Span(at, 8));

    /// <summary>An address of 32 or 64 bits.</summary>
    public ulong Word(ulong at, bool is64) => is64 ? U64(at) : U32(at);

    /// <summary>A zero-terminated text.</summary>
    public string Text(ulong at)
    {
        var rest = Slice(at, (ulong)Length - Math.Min(at, (ulong)Length)).Bytes.Span;
        int end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span(ulong at, int length) => at <= (ulong)Length && (ulong)length <= (ulong)Length - at
        ? Bytes.Span.Slice((int)at, length)
        : throw new ElfException($"the file is cut: {length} bytes at {at} of {Length}");
}

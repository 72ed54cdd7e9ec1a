using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Monster.Board;

/// <summary>
/// Writes the fields of commands and values, one behind the other: numbers little-endian and of fixed size, text and bytes with
/// their length in front. For the same fields there are exactly the same bytes; <see cref="FieldReader"/> takes them in the same order.
/// </summary>
public sealed class FieldWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Writes a byte.</summary>
    public FieldWriter Byte(byte value)
    {
        Take(1)[0] = value;
        return this;
    }

    /// <summary>Writes a truth value, as 0 or 1.</summary>
    public FieldWriter Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>Writes a number.</summary>
    public FieldWriter U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Take(sizeof(ushort)), value);
        return this;
    }

    /// <summary>Writes a number.</summary>
    public FieldWriter I32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);
        return this;
    }

    /// <summary>Writes a number.</summary>
    public FieldWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);
        return this;
    }

    /// <summary>Writes a number.</summary>
    public FieldWriter I64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);
        return this;
    }

    /// <summary>Writes a number.</summary>
    public FieldWriter U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);
        return this;
    }

    /// <summary>Writes a time, to the millisecond, UTC.</summary>
    public FieldWriter Time(DateTimeOffset value) => I64(value.ToUnixTimeMilliseconds());

    /// <summary>Writes text as UTF-8.</summary>
    public FieldWriter Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        I32(length);
        Encoding.UTF8.GetBytes(value, Take(length));
        return this;
    }

    /// <summary>Writes bytes.</summary>
    public FieldWriter Bytes(ReadOnlySpan<byte> value)
    {
        I32(value.Length);
        return Fixed(value);
    }

    /// <summary>Writes bytes whose number the reader knows, such as a hash.</summary>
    public FieldWriter Fixed(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Take(value.Length));
        return this;
    }

    /// <summary>Everything written, as an array.</summary>
    public byte[] ToArray() => Written.ToArray();

    private Span<byte> Take(int count)
    {
        var span = _bytes.GetSpan(count)[..count];
        _bytes.Advance(count);
        return span;
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Monster.Board;

/// <summary>
/// Makes keys whose bytes are ordered as their parts are: numbers big-endian, text ended by a zero byte. Used in a chain:
/// <c>new KeyWriter(Table.Posts).U32(board).U64(post).ToKey()</c>.
/// </summary>
public sealed class KeyWriter
{
    private readonly byte[] _bytes = new byte[IReadStore.MaxKeyBytes];
    private int _length;

    /// <summary>A key of a table.</summary>
    public KeyWriter(Table table) => _bytes[_length++] = (byte)table;

    /// <summary>Adds a byte.</summary>
    public KeyWriter Byte(byte value)
    {
        Take(1)[0] = value;
        return this;
    }

    /// <summary>Adds a number: smaller ones come first.</summary>
    public KeyWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Take(sizeof(uint)), value);
        return this;
    }

    /// <summary>Adds a number: smaller ones come first.</summary>
    public KeyWriter U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(Take(sizeof(ulong)), value);
        return this;
    }

    /// <summary>Adds a number: larger ones come first, as in a list of scores.</summary>
    public KeyWriter Descending(uint value) => U32(~value);

    /// <summary>Adds a time: earlier ones come first.</summary>
    public KeyWriter Time(DateTimeOffset value) => U64((ulong)value.ToUnixTimeMilliseconds() ^ (1UL << 63));

    /// <summary>Adds text without zero characters, ordered by its UTF-8 bytes.</summary>
    /// <exception cref="ArgumentException">It holds a zero character.</exception>
    public KeyWriter Text(string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("Text in a key cannot hold a zero character.", nameof(value));
        Encoding.UTF8.GetBytes(value, Take(Encoding.UTF8.GetByteCount(value)));
        Take(1)[0] = 0;
        return this;
    }

    /// <summary>Adds bytes whose number is the same in all keys of the table, such as a hash.</summary>
    public KeyWriter Fixed(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Take(value.Length));
        return this;
    }

    /// <summary>The key so far.</summary>
    public byte[] ToKey() => _bytes[.._length];

    private Span<byte> Take(int count)
    {
        if (_length + count > _bytes.Length)
            throw new ArgumentException($"A key has at most {IReadStore.MaxKeyBytes} bytes.");
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}

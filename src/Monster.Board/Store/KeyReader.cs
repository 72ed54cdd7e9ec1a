using System.Buffers.Binary;
using System.Text;

namespace Monster.Board;

/// <summary>Takes the parts of a key that <see cref="KeyWriter"/> made, in the same order.</summary>
public ref struct KeyReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads a key behind the byte of its table.</summary>
    public KeyReader(ReadOnlySpan<byte> key) => _rest = key[1..];

    /// <summary>A byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>A number.</summary>
    public uint U32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    /// <summary>A number.</summary>
    public ulong U64() => BinaryPrimitives.ReadUInt64BigEndian(Take(sizeof(ulong)));

    /// <summary>A number written so that larger ones come first.</summary>
    public uint Descending() => ~U32();

    /// <summary>A time.</summary>
    public DateTimeOffset Time() => DateTimeOffset.FromUnixTimeMilliseconds((long)(U64() ^ (1UL << 63)));

    /// <summary>Text.</summary>
    public string Text()
    {
        int end = _rest.IndexOf((byte)0);
        string text = Encoding.UTF8.GetString(_rest[..end]);
        _rest = _rest[(end + 1)..];
        return text;
    }

    /// <summary>Bytes of a known number.</summary>
    public byte[] Fixed(int count) => Take(count).ToArray();

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}

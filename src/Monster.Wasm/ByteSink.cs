using System.Numerics;
using System.Text;

namespace Monster.Wasm;

/// <summary>Bytes being written, with the number formats of the binary format (WebAssembly 1.0, 5.2.2).</summary>
internal sealed class ByteSink
{
    private byte[] _bytes = new byte[64];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Byte(byte value)
    {
        if (Length == _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        _bytes[Length++] = value;
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        int needed = Length + value.Length;
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, (int)BitOperations.RoundUpToPowerOf2((uint)needed));
        value.CopyTo(_bytes.AsSpan(Length));
        Length = needed;
    }

    /// <summary>An unsigned number in LEB128.</summary>
    public void Unsigned(uint value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    /// <summary>An index or a count.</summary>
    public void Unsigned(int value) => Unsigned((uint)value);

    /// <summary>A signed number in LEB128.</summary>
    public void Signed(long value)
    {
        while (value is < -64 or > 63)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)(value & 0x7F));
    }

    /// <summary>A little-endian number of some bytes.</summary>
    public void Fixed(long value, int bytes)
    {
        for (int i = 0; i < bytes; i++)
            Byte((byte)(value >> (8 * i)));
    }

    /// <summary>A length and that many bytes.</summary>
    public void Sized(ReadOnlySpan<byte> value)
    {
        Unsigned(value.Length);
        Bytes(value);
    }

    /// <summary>A name: UTF-8 with its length.</summary>
    public void Name(string value) => Sized(Encoding.UTF8.GetBytes(value));
}

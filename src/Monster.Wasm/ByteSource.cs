using System.Buffers.Binary;
using System.Text;

namespace Monster.Wasm;

/// <summary>Bytes being read. Every method throws <see cref="WasmFormatException"/> at the end of the range or at a malformed number.</summary>
internal ref struct ByteSource
{
    private readonly ReadOnlySpan<byte> _file;

    public ByteSource(ReadOnlySpan<byte> file)
        : this(file, 0, file.Length)
    {
    }

    private ByteSource(ReadOnlySpan<byte> file, int start, int end)
    {
        _file = file;
        Position = start;
        End = end;
    }

    /// <summary>Where the next byte comes from, counted from the beginning of the file.</summary>
    public int Position { get; private set; }

    /// <summary>Where the range ends.</summary>
    public int End { get; }

    public readonly bool AtEnd => Position == End;

    public readonly int Left => End - Position;

    /// <summary>What was read since a position.</summary>
    public readonly ReadOnlySpan<byte> Since(int position) => _file[position..Position];

    public readonly WasmFormatException Wrong(string message) => new(message, Position);

    public byte Byte() => AtEnd ? throw Wrong("the section or file ends too early") : _file[Position++];

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > Left)
            throw Wrong($"{count} bytes are announced, {Left} are left");
        var bytes = _file.Slice(Position, count);
        Position += count;
        return bytes;
    }

    /// <summary>The next bytes as a range of their own; this one continues behind them.</summary>
    public ByteSource Range(int count)
    {
        int start = Position;
        _ = Bytes(count);
        return new ByteSource(_file, start, Position);
    }

    /// <summary>An unsigned 32-bit number in LEB128, at most five bytes.</summary>
    public uint Unsigned()
    {
        uint value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = Byte();
            if (shift == 28 && b > 0x0F)
                throw Wrong("a number is longer than 32 bits");
            value |= (uint)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }
    }

    /// <summary>An index or a size: an unsigned number below 2^31.</summary>
    public int Index()
    {
        uint value = Unsigned();
        return value <= int.MaxValue ? (int)value : throw Wrong($"{value} is too large for an index or a size");
    }

    /// <summary>The length of a vector, each of whose items takes at least one byte.</summary>
    public int Count(string what, int most)
    {
        uint value = Unsigned();
        if (value > (uint)Left)
            throw Wrong($"{value} {what} are announced, {Left} bytes are left");
        return value <= (uint)most ? (int)value : throw Wrong($"{value} {what}: at most {most} are read");
    }

    /// <summary>A signed number of 32 or 64 bits in LEB128.</summary>
    public long Signed(int bits)
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = Byte();
            if (shift + 7 > bits)
            {
                // The last byte: what does not fit must repeat the sign.
                int used = bits - shift;
                int rest = (sbyte)(b << 1) >> used;
                if (b >= 0x80 || rest is not (0 or -1))
                    throw Wrong($"a number is longer than {bits} bits");
            }

            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                int filled = shift + 7;
                return filled < 64 ? value << (64 - filled) >> (64 - filled) : value;
            }
        }
    }

    /// <summary>A little-endian number of four or eight bytes; four are not sign-extended.</summary>
    public long Fixed(int bytes) =>
        bytes == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)) : BinaryPrimitives.ReadInt64LittleEndian(Bytes(8));

    /// <summary>A name: UTF-8 with its length.</summary>
    public string Name()
    {
        int length = Count("bytes of a name", WasmReader.MaxNameBytes);
        int start = Position;
        try
        {
            return StrictUtf8.GetString(Bytes(length));
        }
        catch (ArgumentException)
        {
            throw new WasmFormatException("a name is not UTF-8", start);
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
}

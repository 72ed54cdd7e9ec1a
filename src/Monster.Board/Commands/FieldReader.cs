using System.Buffers.Binary;
using System.Text;

namespace Monster.Board;

/// <summary>Takes what <see cref="FieldWriter"/> wrote and believes no length. Anything else than what would be written for the same fields is refused.</summary>
public ref struct FieldReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads from bytes.</summary>
    public FieldReader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    /// <summary>Bytes not taken yet.</summary>
    public readonly int Left => _rest.Length;

    /// <summary>A byte.</summary>
    /// <exception cref="BoardFormatException">There is none, as with all the others.</exception>
    public byte Byte() => Take(1)[0];

    /// <summary>A truth value.</summary>
    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new BoardFormatException($"A truth value is 0 or 1, not {other}."),
    };

    /// <summary>A number.</summary>
    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    /// <summary>A number.</summary>
    public int I32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <summary>A number.</summary>
    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    /// <summary>A number.</summary>
    public long I64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>A number.</summary>
    public ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>A time, up to the year 9999.</summary>
    public DateTimeOffset Time()
    {
        try
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(I64());
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new BoardFormatException("A time is beyond the calendar.");
        }
    }

    /// <summary>Text.</summary>
    /// <param name="mostBytes">The longest that is taken, in bytes of UTF-8.</param>
    public string Text(int mostBytes)
    {
        try
        {
            return Strict.GetString(Bytes(mostBytes));
        }
        catch (DecoderFallbackException)
        {
            throw new BoardFormatException("Text is not UTF-8.");
        }
    }

    /// <summary>Bytes.</summary>
    /// <param name="most">The most that are taken.</param>
    public byte[] Bytes(int most)
    {
        int length = I32();
        return length >= 0 && length <= most
            ? Take(length).ToArray()
            : throw new BoardFormatException($"A field says it has {length} bytes; at most {most} are allowed.");
    }

    /// <summary>Bytes of a known number.</summary>
    public byte[] Fixed(int count) => Take(count).ToArray();

    /// <summary>Checks that everything was taken.</summary>
    /// <exception cref="BoardFormatException">Something is left.</exception>
    public readonly void End()
    {
        if (!_rest.IsEmpty)
            throw new BoardFormatException($"{_rest.Length} bytes follow the last field.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw new BoardFormatException("It is cut off.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}

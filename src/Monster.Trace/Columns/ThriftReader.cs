using System.Text;

namespace Monster.Trace.Columns;

/// <summary>Reads Thrift's compact protocol into fields by number: numbers, texts, lists and structs.</summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int MostElements = 1 << 20;
    private const int Deepest = 16;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _depth;

    /// <summary>Bytes read.</summary>
    public int Position { get; private set; }

    /// <summary>A struct: its fields by number.</summary>
    /// <exception cref="TraceException">The bytes are no struct.</exception>
    public Dictionary<int, object> Struct()
    {
        if (++_depth > Deepest)
            throw Damaged();
        var fields = new Dictionary<int, object>();
        int id = 0;
        while (true)
        {
            byte head = Byte();
            if (head == 0)
                break;
            id = head >> 4 != 0 ? id + (head >> 4) : (int)Zigzag();
            fields[id] = Value(head & 15);
        }

        _depth--;
        return fields;
    }

    private object Value(int type) => type switch
    {
        1 => true,
        2 => false,
        3 => (long)(sbyte)Byte(),
        4 or 5 or 6 => Zigzag(),
        8 => Text(),
        9 or 10 => List(),
        12 => Struct(),
        _ => throw Damaged(),
    };

    private List<object> List()
    {
        byte head = Byte();
        ulong count = head >> 4 == 15 ? Varint() : (ulong)(head >> 4);
        if (count > MostElements)
            throw Damaged();
        var list = new List<object>((int)count);
        for (ulong i = 0; i < count; i++)
            list.Add(Value(head & 15));
        return list;
    }

    private string Text()
    {
        ulong length = Varint();
        if (length > (ulong)(_bytes.Length - Position))
            throw Damaged();
        string text = Encoding.UTF8.GetString(_bytes.Slice(Position, (int)length));
        Position += (int)length;
        return text;
    }

    private long Zigzag()
    {
        ulong value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }

        throw Damaged();
    }

    private byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw Damaged();

    private static TraceException Damaged() => new("A file of the trace is damaged: its metadata cannot be read.");
}

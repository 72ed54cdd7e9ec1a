using System.Text;

namespace Monster.Trace.Columns;

/// <summary>Writes Thrift's compact protocol, as far as Parquet's metadata needs it (thrift-compact-protocol.md).</summary>
internal sealed class ThriftWriter
{
    private const byte True = 1, False = 2, Byte = 3, I16 = 4, I32 = 5, I64 = 6, Binary = 8, List = 9, Struct = 12;

    private readonly List<byte> _bytes = [];
    private readonly Stack<int> _last = new();
    private int _field;

    public byte[] ToArray() => _bytes.ToArray();

    public void Field(int id, int value) { Header(id, I32); Zigzag(value); }

    public void Field(int id, long value) { Header(id, I64); Zigzag(value); }

    public void Field(int id, short value) { Header(id, I16); Zigzag(value); }

    public void Field(int id, bool value) => Header(id, value ? True : False);

    public void ByteField(int id, byte value) { Header(id, Byte); _bytes.Add(value); }

    public void Field(int id, string value) { Header(id, Binary); Text(value); }

    public void BeginStruct(int id) { Header(id, Struct); BeginElement(); }

    public void BeginElement() { _last.Push(_field); _field = 0; }

    public void End() { _bytes.Add(0); _field = _last.Pop(); }

    /// <summary>Ends the outermost struct.</summary>
    public void Stop() => _bytes.Add(0);

    public void StructList(int id, int count) => ListHeader(id, count, Struct);

    public void Field(int id, IReadOnlyList<int> values)
    {
        ListHeader(id, values.Count, I32);
        foreach (int value in values)
            Zigzag(value);
    }

    public void Field(int id, IReadOnlyList<string> values)
    {
        ListHeader(id, values.Count, Binary);
        foreach (string value in values)
            Text(value);
    }

    private void ListHeader(int id, int count, byte type)
    {
        Header(id, List);
        if (count < 15)
        {
            _bytes.Add((byte)((count << 4) | type));
            return;
        }

        _bytes.Add((byte)(0xF0 | type));
        Varint((ulong)count);
    }

    private void Header(int id, byte type)
    {
        int delta = id - _field;
        if (delta is > 0 and < 16)
        {
            _bytes.Add((byte)((delta << 4) | type));
        }
        else
        {
            _bytes.Add(type);
            Zigzag(id);
        }

        _field = id;
    }

    private void Text(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Varint((ulong)bytes.Length);
        _bytes.AddRange(bytes);
    }

    private void Zigzag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.Add((byte)(value | 0x80));
            value >>= 7;
        }

        _bytes.Add((byte)value);
    }
}

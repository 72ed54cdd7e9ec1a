using System.Buffers.Binary;

namespace Monster.Trace.Columns;

/// <summary>
/// Writes a Parquet file of required integer columns from pages that are encoded already: what the two big streams need, at several
/// times the speed of a general library. Each row group is followed by a footer that the next one overwrites, so that the file is
/// readable up to its last row group even when the writer is killed. (parquet-format, README.md and parquet.thrift.)
/// </summary>
internal sealed class StreamFileWriter : IDisposable
{
    private const int ZstdCodec = 6;
    private const string Creator = "Monster.Trace";

    private readonly FileStream _file;
    private readonly (string Name, ColumnKind Kind)[] _columns;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _facts;
    private readonly List<RowGroup> _groups = [];
    private readonly List<Page>[] _pages;
    private long _end;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Must not exist.</param>
    /// <param name="columns">Names and types.</param>
    /// <param name="facts">The key-value metadata.</param>
    public StreamFileWriter(string path, (string Name, ColumnKind Kind)[] columns, IReadOnlyList<KeyValuePair<string, string>> facts)
    {
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
        _columns = columns;
        _facts = facts;
        _pages = [.. columns.Select(_ => new List<Page>())];
        _file.Write("PAR1"u8);
        _end = 4;
    }

    private bool _failed;

    /// <summary>Rows written and pending.</summary>
    public long Rows { get; private set; }

    /// <summary>Bytes of the file's row groups.</summary>
    public long Length => _end;

    /// <summary>Adds a data page to each column of the row group that is being made.</summary>
    public void Add(IReadOnlyList<Page> pages)
    {
        for (int i = 0; i < _columns.Length; i++)
            _pages[i].Add(pages[i]);
        Rows += pages[0].Values;
    }

    /// <summary>Ends a row group.</summary>
    /// <param name="dictionaries">The dictionary page of each column, or null for one without.</param>
    public void EndRowGroup(ReadOnlySpan<Page?> dictionaries)
    {
        long rows = _pages[0].Sum(p => (long)p.Values);
        if (rows == 0)
            return;
        _failed = true; // until it is written
        _file.Position = _end;
        var chunks = new Chunk[_columns.Length];
        for (int i = 0; i < _columns.Length; i++)
        {
            var chunk = new Chunk { Start = _file.Position, Values = rows };
            if (dictionaries[i] is { } dictionary)
                Write(dictionary, isDictionary: true, chunk);
            chunk.Data = _file.Position;
            foreach (var page in _pages[i])
                Write(page, isDictionary: false, chunk);
            chunk.HasDictionary = dictionaries[i] is not null;
            chunks[i] = chunk;
            _pages[i].Clear();
        }

        _groups.Add(new RowGroup(rows, chunks, _file.Position));
        _end = _file.Position;
        Footer();
        _failed = false;
    }

    /// <summary>Ends the file; a row group that was not ended is lost.</summary>
    public void Dispose()
    {
        try
        {
            if (_groups.Count == 0 && !_failed)
                Footer();
            _file.Dispose();
        }
        catch (IOException) when (_failed)
        {
            // The disk is full, and whoever wrote was told so before; what is still in the buffer is lost with the row group.
            _file.SafeFileHandle.Dispose();
        }
    }

    private void Write(Page page, bool isDictionary, Chunk chunk)
    {
        var header = new ThriftWriter();
        header.Field(1, isDictionary ? 2 : 0);
        header.Field(2, page.PlainLength);
        header.Field(3, page.Bytes.Length);
        header.BeginStruct(isDictionary ? 7 : 5);
        header.Field(1, page.Values);
        header.Field(2, page.Encoding);
        if (!isDictionary)
        {
            header.Field(3, 3); // levels: RLE; there are none
            header.Field(4, 3);
        }

        header.End();
        header.Stop();
        byte[] bytes = header.ToArray();
        _file.Write(bytes);
        _file.Write(page.Bytes);
        chunk.PlainLength += bytes.Length + page.PlainLength;
        chunk.Encodings.Add(page.Encoding);
    }

    private void Footer()
    {
        var footer = new ThriftWriter();
        footer.Field(1, 2);
        Schema(footer);
        footer.Field(3, _groups.Sum(g => g.Rows));
        footer.StructList(4, _groups.Count);
        foreach (var group in _groups)
            Describe(footer, group);
        footer.StructList(5, _facts.Count);
        foreach (var (key, value) in _facts)
        {
            footer.BeginElement();
            footer.Field(1, key);
            footer.Field(2, value);
            footer.End();
        }

        footer.Field(6, Creator);
        footer.Stop();
        byte[] bytes = footer.ToArray();
        Span<byte> end = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(end, bytes.Length);
        "PAR1"u8.CopyTo(end[4..]);
        _file.Position = _end;
        _file.Write(bytes);
        _file.Write(end);
        _file.Flush();
        _file.SetLength(_file.Position);
    }

    private void Schema(ThriftWriter footer)
    {
        footer.StructList(2, _columns.Length + 1);
        footer.BeginElement();
        footer.Field(4, "schema");
        footer.Field(5, _columns.Length);
        footer.End();
        foreach (var (name, kind) in _columns)
        {
            footer.BeginElement();
            footer.Field(1, Physical(kind));
            footer.Field(3, 0); // required
            footer.Field(4, name);
            footer.Field(6, kind switch { ColumnKind.UInt8 => 11, ColumnKind.UInt32 => 13, _ => 14 });
            footer.BeginStruct(10);
            footer.BeginStruct(10);
            footer.ByteField(1, (byte)(kind switch { ColumnKind.UInt8 => 8, ColumnKind.UInt32 => 32, _ => 64 }));
            footer.Field(2, false);
            footer.End();
            footer.End();
            footer.End();
        }
    }

    private void Describe(ThriftWriter footer, RowGroup group)
    {
        footer.BeginElement();
        footer.StructList(1, group.Chunks.Length);
        for (int i = 0; i < group.Chunks.Length; i++)
        {
            var chunk = group.Chunks[i];
            long end = i + 1 < group.Chunks.Length ? group.Chunks[i + 1].Start : group.End;
            footer.BeginElement();
            footer.Field(2, chunk.Start);
            footer.BeginStruct(3);
            footer.Field(1, Physical(_columns[i].Kind));
            footer.Field(2, chunk.Encodings.Order().ToArray());
            footer.Field(3, new[] { _columns[i].Name });
            footer.Field(4, ZstdCodec);
            footer.Field(5, chunk.Values);
            footer.Field(6, chunk.PlainLength);
            footer.Field(7, end - chunk.Start);
            footer.Field(9, chunk.Data);
            if (chunk.HasDictionary)
                footer.Field(11, chunk.Start);
            footer.End();
            footer.End();
        }

        footer.Field(2, group.Chunks.Sum(c => c.PlainLength));
        footer.Field(3, group.Rows);
        footer.End();
    }

    private static int Physical(ColumnKind kind) => kind == ColumnKind.UInt64 ? 2 : 1;

    private sealed class Chunk
    {
        public long Start, Data, PlainLength, Values;
        public bool HasDictionary;
        public readonly SortedSet<int> Encodings = [];
    }

    private sealed record RowGroup(long Rows, Chunk[] Chunks, long End);
}

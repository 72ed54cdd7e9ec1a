using System.Globalization;
using System.Runtime.InteropServices;
using Monster.Trace.Columns;
using Monster.Trace.Plugin;
using Monster.Trace.Tables;

namespace Monster.Trace.Collect;

/// <summary>
/// The records of one virtual CPU's life, chunk after chunk, as pages of its files. One worker at a time. The ids of the stream are the
/// indices of the column's dictionary, so a chunk is a page and nothing is looked up: the dictionary says which block each id is.
/// </summary>
internal sealed class CpuStream : IDisposable
{
    private const int ChunksInRowGroup = 64;

    private readonly string _folder;
    private readonly TraceMode _mode;
    private readonly ProcessBlocks _blocks;
    private readonly AccessPages? _accesses;
    private ulong[] _counts = [];
    private StreamFileWriter? _exec;
    private StreamFileWriter? _memory;
    private int _chunks;
    private ulong _records;
    private ulong _executed;
    private ulong _accessed;

    public CpuStream(string folder, TraceMode mode, uint process, uint thread, uint cpu, uint generation, ProcessBlocks blocks, OpTable ops)
    {
        _folder = folder;
        _mode = mode;
        _blocks = blocks;
        (Process, Thread, Cpu, Generation) = (process, thread, cpu, generation);
        if (mode == TraceMode.Memory)
            _accesses = new AccessPages(blocks, ops);
    }

    public uint Process { get; }

    public uint Thread { get; }

    public uint Cpu { get; }

    public uint Generation { get; }

    /// <summary>The chunk that comes next; used by the dispatcher alone.</summary>
    public ulong NextSequence { get; set; }

    /// <summary>Records that were dropped.</summary>
    public ulong Dropped { get; set; }

    /// <summary>The host's thread, once seen.</summary>
    public uint? Tid { get; set; }

    public ulong Records => Volatile.Read(ref _records);

    public ulong Executed => Volatile.Read(ref _executed);

    public ulong Accessed => Volatile.Read(ref _accessed);

    /// <summary>Bytes written so far.</summary>
    public long Written => (_exec?.Length ?? 0) + (_memory?.Length ?? 0);

    /// <summary>How often each id was executed.</summary>
    public ReadOnlySpan<ulong> Counts => _counts;

    /// <summary>Instructions so far; a little behind when asked by another thread.</summary>
    public ulong Instructions => _blocks.InstructionsOf(_counts);

    /// <summary>Adds a chunk's records.</summary>
    public void Add(ReadOnlySpan<byte> bytes, PageEncoder encoder)
    {
        if (bytes.IsEmpty)
            return;
        if (_counts.Length < _blocks.Count)
            Array.Resize(ref _counts, Math.Max(_blocks.Count, _counts.Length * 2));
        if (_mode == TraceMode.Memory)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(bytes);
            _accesses!.Split(words, _counts, _accessed);
            AddBlocks(_accesses.Executed, _accesses.FirstAccess, encoder);
            AddAccesses(encoder);
            _records += (ulong)words.Length;
        }
        else
        {
            var ids = MemoryMarshal.Cast<byte, uint>(bytes);
            Histogram.Add(ids, _counts);
            AddBlocks(ids, default, encoder);
            _records += (ulong)ids.Length;
        }

        if (++_chunks == ChunksInRowGroup)
            EndRowGroups(encoder);
    }

    /// <summary>Ends the files.</summary>
    public void End(PageEncoder encoder)
    {
        EndRowGroups(encoder);
        Dispose();
    }

    public void Dispose()
    {
        _exec?.Dispose();
        _memory?.Dispose();
        (_exec, _memory) = (null, null);
    }

    private void AddBlocks(ReadOnlySpan<uint> ids, ReadOnlySpan<ulong> firstAccess, PageEncoder encoder)
    {
        if (ids.IsEmpty)
            return;
        _exec ??= Open(TraceFormat.ExecFolder, _mode == TraceMode.Memory
            ? [("process", ColumnKind.UInt32), ("thread", ColumnKind.UInt32), ("seq", ColumnKind.UInt64), ("block", ColumnKind.UInt32), ("first_access", ColumnKind.UInt64)]
            : [("process", ColumnKind.UInt32), ("thread", ColumnKind.UInt32), ("seq", ColumnKind.UInt64), ("block", ColumnKind.UInt32)]);
        Common(_exec, _executed, ids.Length, encoder);
        _exec.Add(3, encoder.Indices(ids));
        if (_mode == TraceMode.Memory)
            _exec.Add(4, encoder.Ascending(firstAccess));
        _executed += (ulong)ids.Length;
    }

    private void AddAccesses(PageEncoder encoder)
    {
        int count = _accesses!.Count;
        if (count == 0)
            return;
        _memory ??= Open(TraceFormat.MemoryFolder,
            [("process", ColumnKind.UInt32), ("thread", ColumnKind.UInt32), ("seq", ColumnKind.UInt64), ("page", ColumnKind.UInt64), ("offset", ColumnKind.UInt16), ("op", ColumnKind.UInt32)]);
        Common(_memory, _accessed, count, encoder);
        _memory.Add(3, encoder.Indices(_accesses.Pages));
        _memory.Add(4, encoder.Indices(_accesses.Offsets));
        _memory.Add(5, encoder.Indices(_accesses.Ops));
        _accessed += (ulong)count;
    }

    private static void Common(StreamFileWriter writer, ulong first, int count, PageEncoder encoder)
    {
        writer.Add(0, encoder.Constant(count));
        writer.Add(1, encoder.Constant(count));
        writer.Add(2, encoder.Sequence(first, count));
    }

    private void EndRowGroups(PageEncoder encoder)
    {
        _chunks = 0;
        Page process = encoder.Values([Process]), thread = encoder.Values([Thread]);
        if (_exec is not null)
        {
            Page blocks = encoder.Values(_blocks.Blocks);
            _exec.EndRowGroup(_mode == TraceMode.Memory ? [process, thread, null, blocks, null] : [process, thread, null, blocks]);
        }

        if (_memory is not null)
        {
            _memory.EndRowGroup([process, thread, null, encoder.Values(_accesses!.PageNumbers), encoder.Values(AccessPages.AllOffsets), encoder.Values(_accesses.OpNumbers)]);
            _accesses.EndRowGroup();
        }
    }

    private StreamFileWriter Open(string folder, (string, ColumnKind)[] columns)
    {
        string path = Path.Combine(_folder, folder);
        Directory.CreateDirectory(path);
        return new StreamFileWriter(Path.Combine(path, $"p{Process}-t{Thread}.parquet"), columns, [
            new(TraceFormat.VersionKey, TraceFormat.Version.ToString(CultureInfo.InvariantCulture)),
            new("process", Process.ToString(CultureInfo.InvariantCulture)),
            new("thread", Thread.ToString(CultureInfo.InvariantCulture))]);
    }
}

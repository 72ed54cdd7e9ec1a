using System.Globalization;
using System.Runtime.InteropServices;
using Monster.Trace.Columns;
using Monster.Trace.Plugin;
using Monster.Trace.Tables;

namespace Monster.Trace.Collect;

/// <summary>
/// The records of one virtual CPU's life, chunk after chunk, as pages of its files. Several workers have chunks of a stream at one time:
/// what depends on the chunks before is done in turn, the encoding at once, and the pages go into the file in turn again. The ids of the
/// stream are the indices of the column's dictionary: nothing is looked up, the dictionary says which block each id is.
/// </summary>
internal sealed class CpuStream : IDisposable
{
    private const int ChunksInRowGroup = 64;

    private readonly object _lock = new();
    private readonly string _folder;
    private readonly TraceMode _mode;
    private readonly ProcessBlocks _blocks;
    private readonly Operations? _operations;
    private LineDictionary _lines = new();
    private readonly Dictionary<ulong, EncodedChunk> _encoded = []; // those whose turn has not come
    private ulong[] _counts = [];
    private StreamFileWriter? _exec;
    private StreamFileWriter? _memory;
    private ulong _turn; // of taking apart
    private ulong _written; // the turn of the pages that come next
    private bool _abandoned;
    private int _current = -1;
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
            _operations = new Operations(blocks, ops);
    }

    public uint Process { get; }

    public uint Thread { get; }

    public uint Cpu { get; }

    public uint Generation { get; }

    /// <summary>The chunk that comes next; used by the dispatcher alone.</summary>
    public ulong NextSequence { get; set; }

    /// <summary>The turn of the chunk that comes next; used by the dispatcher alone.</summary>
    public ulong NextTurn { get; set; }

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
    /// <param name="bytes">The chunk.</param>
    /// <param name="turn">Its place among the stream's chunks.</param>
    /// <param name="room">The worker's.</param>
    /// <param name="read">Called when the chunk is not needed any more.</param>
    public void Add(ReadOnlySpan<byte> bytes, ulong turn, ChunkRoom room, Action read)
    {
        if (!WaitFor(turn))
            return;
        var chunk = new EncodedChunk();
        if (_mode == TraceMode.Memory)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(bytes);
            int before = Place(ref words, chunk);
            PassTurn();
            room.Split.Split(words, chunk.Lines!, _operations!, _blocks.Count, before);
            read();
            AddBlocks(room.Split.Executed, chunk, room);
            AddAccesses(chunk, room);
        }
        else
        {
            var ids = MemoryMarshal.Cast<byte, uint>(bytes);
            (chunk.FirstBlock, chunk.EndsGroup) = (_executed, ++_chunks == ChunksInRowGroup);
            _chunks = chunk.EndsGroup ? 0 : _chunks;
            _executed += (ulong)ids.Length;
            _records += (ulong)ids.Length;
            PassTurn();
            AddBlocks(ids, chunk, room);
            read();
        }

        Complete(turn, chunk, room);
    }

    /// <summary>Ends the files.</summary>
    public void End(ulong turn, ChunkRoom room)
    {
        lock (_lock)
        {
            while (_written != turn && !_abandoned)
                Monitor.Wait(_lock);
            if (_abandoned)
                return;
            WriteRowGroups(new EncodedChunk { Lines = _lines }, room);
        }

        Dispose();
    }

    /// <summary>Gives up: something went wrong, and no turn will come.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            _abandoned = true;
            Monitor.PulseAll(_lock);
        }
    }

    public void Dispose()
    {
        _exec?.Dispose();
        _memory?.Dispose();
        (_exec, _memory) = (null, null);
    }

    private bool WaitFor(ulong turn)
    {
        lock (_lock)
        {
            while (_turn != turn && !_abandoned)
                Monitor.Wait(_lock);
            return !_abandoned;
        }
    }

    private void PassTurn()
    {
        lock (_lock)
        {
            _turn++;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>What the chunks after a chunk of mode memory must know of it: no more is done in turn.</summary>
    /// <param name="words">The chunk. Accesses before the first block of all, when a window opened in the middle of one, are taken off.</param>
    /// <param name="chunk">Gets its place.</param>
    /// <returns>The block executed before it; negative for none.</returns>
    private int Place(ref ReadOnlySpan<ulong> words, EncodedChunk chunk)
    {
        int before = _current;
        _records += (ulong)words.Length;
        if (before < 0)
        {
            int first = AccessSplit.FirstBlock(words);
            words = first < 0 ? [] : words[first..];
        }

        int blocks = AccessSplit.CountBlocks(words), last = AccessSplit.LastBlock(words);
        _current = last < 0 ? _current : last;
        (chunk.FirstBlock, chunk.FirstAccess, chunk.Lines) = (_executed, _accessed, _lines);
        _executed += (ulong)blocks;
        _accessed += (ulong)(words.Length - blocks);
        if (++_chunks == ChunksInRowGroup || _lines.Count >= LineDictionary.ManyLines)
        {
            _chunks = 0;
            _lines = new LineDictionary();
            chunk.EndsGroup = true;
        }

        return before;
    }

    private void AddBlocks(ReadOnlySpan<uint> ids, EncodedChunk chunk, ChunkRoom room)
    {
        if (ids.IsEmpty)
            return;
        int size = _blocks.Count;
        bool counted = Histogram.IsFor(size);
        if (counted)
            room.Histogram.Count(ids, size);
        lock (_lock)
        {
            if (_counts.Length < size)
                Array.Resize(ref _counts, Math.Max(size, _counts.Length * 2));
            if (counted)
                room.Histogram.AddTo(_counts);
            else
                Histogram.Add(ids, _counts);
        }

        Common(chunk.Exec, chunk.FirstBlock, ids.Length, room.Encoder);
        chunk.Exec.Add(room.Encoder.Indices(ids));
        if (_mode == TraceMode.Memory)
            chunk.Exec.Add(room.Encoder.Ascending(chunk.FirstAccess, room.Split.FirstAccess));
    }

    private static void AddAccesses(EncodedChunk chunk, ChunkRoom room)
    {
        if (room.Split.Count == 0)
            return;
        Common(chunk.Memory, chunk.FirstAccess, room.Split.Count, room.Encoder);
        chunk.Memory.Add(room.Encoder.Indices(room.Split.Lines));
        chunk.Memory.Add(room.Encoder.Indices(room.Split.Offsets));
        chunk.Memory.Add(room.Encoder.Indices(room.Split.Ops));
    }

    private static void Common(List<Page> pages, ulong first, int count, PageEncoder encoder)
    {
        pages.Add(encoder.Constant(count));
        pages.Add(encoder.Constant(count));
        pages.Add(encoder.Sequence(first, count));
    }

    /// <summary>A chunk is encoded: it goes into the files, with those after it that waited for it.</summary>
    private void Complete(ulong turn, EncodedChunk encoded, ChunkRoom room)
    {
        lock (_lock)
        {
            _encoded.Add(turn, encoded);
            while (_encoded.Remove(_written, out var chunk))
            {
                if (chunk.Exec.Count > 0)
                    (_exec ??= OpenExec()).Add(chunk.Exec);
                if (chunk.Memory.Count > 0)
                    (_memory ??= OpenMemory()).Add(chunk.Memory);
                if (chunk.EndsGroup)
                    WriteRowGroups(chunk, room);
                _written++;
            }

            Monitor.PulseAll(_lock);
        }
    }

    private void WriteRowGroups(EncodedChunk last, ChunkRoom room)
    {
        var encoder = room.Encoder;
        Page process = encoder.Values([Process]), thread = encoder.Values([Thread]);
        if (_exec is not null)
        {
            Page blocks = encoder.Values(_blocks.Blocks);
            _exec.EndRowGroup(_mode == TraceMode.Memory ? [process, thread, null, blocks, null] : [process, thread, null, blocks]);
        }

        _memory?.EndRowGroup([process, thread, null, encoder.Values(last.Lines!.Lines), encoder.AllBytes(1 << LineDictionary.LineShift), encoder.Values(_operations!.Numbers)]);
    }

    private StreamFileWriter OpenExec() => Open(TraceFormat.ExecFolder, _mode == TraceMode.Memory
        ? [("process", ColumnKind.UInt32), ("thread", ColumnKind.UInt32), ("seq", ColumnKind.UInt64), ("block", ColumnKind.UInt32), ("first_access", ColumnKind.UInt64)]
        : [("process", ColumnKind.UInt32), ("thread", ColumnKind.UInt32), ("seq", ColumnKind.UInt64), ("block", ColumnKind.UInt32)]);

    private StreamFileWriter OpenMemory() => Open(TraceFormat.MemoryFolder,
        [("process", ColumnKind.UInt32), ("thread", ColumnKind.UInt32), ("seq", ColumnKind.UInt64), ("line", ColumnKind.UInt64), ("offset", ColumnKind.UInt8), ("op", ColumnKind.UInt32)]);

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

namespace Monster.Bbs;

/// <summary>
/// The log of a board on this machine: entries numbered from 1, in segments. What <see cref="Append"/> returned from is there after a
/// crash; the end of a write that a crash cut off is dropped when the log is opened; damage to what the store does not have is found and
/// never read over. Used by one thread at a time.
/// </summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>A segment that has grown beyond this is followed by a new one.</summary>
    private const long SegmentBytes = 16 * 1024 * 1024;

    private readonly string _folder;
    private readonly List<LogSegment> _segments;
    private uint _previous;

    private LogFile(string folder, List<LogSegment> segments) => (_folder, _segments) = (folder, segments);

    /// <summary>The number of the board whose log it is.</summary>
    public Guid Board => _segments[0].Board;

    /// <summary>The index of the last entry; that of the last before the log's beginning when it is empty.</summary>
    public ulong Last { get; private set; }

    /// <summary>The first index that is still in the log.</summary>
    public ulong First => _segments[0].First;

    /// <summary>Bytes of all segments.</summary>
    public long Bytes => _segments.Sum(s => s.End);

    /// <summary>Opens the log in a folder, or begins one.</summary>
    /// <param name="folder">The folder, which exists.</param>
    /// <param name="applied">The index up to which the store has everything, on the disk; a new log begins behind it.</param>
    /// <param name="board">Whose log it is; null to take what is there.</param>
    /// <exception cref="LogException">It is damaged, has a gap, or is another board's.</exception>
    public static LogFile Open(string folder, ulong applied, Guid? board = null)
    {
        var segments = LogSegment.OpenAll(folder);
        var log = new LogFile(folder, segments);
        try
        {
            if (segments.FirstOrDefault(s => s.Board != (board ?? segments[0].Board)) is { } foreign)
                throw new LogException($"'{foreign.Path}' is a part of another board's log. Put together what belongs together, or restore the board from a backup.");
            if (segments.Count > 0)
                log.Scan(applied);
            else
                log.Begin(applied + 1, board ?? Guid.NewGuid());
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Appends entries and returns when they will survive a loss of power.</summary>
    /// <exception cref="IOException">They may be in the log or not: nothing may be appended any more until it is opened again.</exception>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        Write(entries);
        Sync();
    }

    /// <summary>Writes entries, which will survive a loss of power once <see cref="Sync"/> has returned; nothing may be written before.</summary>
    /// <exception cref="IOException">As <see cref="Append"/>.</exception>
    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (_segments[^1].End >= SegmentBytes)
            _segments.Add(LogSegment.Create(_folder, Last + 1, Board, _previous));
        byte[] batch = LogBatch.Encode(Last + 1, entries, _previous, Board);
        _segments[^1].Write(batch);
        Last += (ulong)entries.Count;
        _previous = LogBatch.CheckOf(batch);
    }

    /// <summary>Returns when what was written will survive a loss of power. Callable from another thread than the one that wrote, while that one does not write.</summary>
    /// <exception cref="IOException">As <see cref="Append"/>.</exception>
    public void Sync() => _segments[^1].Sync();

    /// <summary>The entries from an index on; the store has those before it, on the disk.</summary>
    public IEnumerable<(ulong Index, ReadOnlyMemory<byte> Entry)> Read(ulong from)
    {
        for (int i = 0; i < _segments.Count; i++)
        {
            if (i + 1 < _segments.Count && _segments[i + 1].First <= from)
                continue;
            foreach (var (batch, entries) in _segments[i].Read(from - 1))
            {
                for (int e = 0; e < entries.Count; e++)
                {
                    if (batch.First + (ulong)e >= from)
                        yield return (batch.First + (ulong)e, entries[e]);
                }
            }
        }
    }

    /// <summary>Drops the segments that hold only entries up to an index: the store has them for good.</summary>
    public void DropThrough(ulong index)
    {
        if (Last <= index && _segments[^1].First <= Last)
            _segments.Add(LogSegment.Create(_folder, Last + 1, Board, _previous));
        while (_segments.Count > 1 && _segments[1].First <= index + 1)
        {
            _segments[0].Dispose();
            File.Delete(_segments[0].Path);
            _segments.RemoveAt(0);
        }
    }

    public void Dispose() => _segments.ForEach(s => s.Dispose());

    private void Begin(ulong first, Guid board)
    {
        _segments.Add(LogSegment.Create(_folder, first, board, 0));
        (Last, _previous) = (first - 1, 0);
    }

    private void Scan(ulong applied)
    {
        // Segments whose entries the store has all are not read; the next cut takes them.
        int needed = Math.Max(0, _segments.FindLastIndex(s => s.First <= applied + 1));
        for (int i = needed; i < _segments.Count; i++)
        {
            Last = _segments[i].First - 1;
            foreach (var (batch, _) in _segments[i].Read(applied))
                (Last, _previous) = (batch.Next - 1, batch.Check);
            if (i + 1 < _segments.Count && _segments[i + 1].First != Last + 1)
                throw _segments[i].Damaged(Last + 1);
        }

        if (Last >= applied || _segments[needed].First > applied + 1)
        {
            _segments[^1].CutTail();
            return;
        }

        // The end of the log was damaged, and the store has it: the log goes on behind the store.
        var board = Board;
        for (int i = _segments.Count - 1; i >= 0; i--)
        {
            _segments[i].Dispose();
            File.Delete(_segments[i].Path);
            _segments.RemoveAt(i);
        }

        Begin(applied + 1, board);
    }
}

using System.Globalization;

namespace Monster.Bbs;

/// <summary>
/// The log of a board on this machine: entries numbered from 1, in segments. What <see cref="Append"/> returned from is there after a
/// crash; the end of a write that a crash cut off is dropped when the log is opened; damage in the middle is found and never read over.
/// Used by one thread at a time.
/// </summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>A segment that has grown beyond this is followed by a new one.</summary>
    private const long SegmentBytes = 64 * 1024 * 1024;

    private readonly string _folder;
    private readonly List<LogSegment> _segments;

    private LogFile(string folder, List<LogSegment> segments, ulong last) => (_folder, _segments, Last) = (folder, segments, last);

    /// <summary>The index of the last entry; that of the last before the log's beginning when it is empty.</summary>
    public ulong Last { get; private set; }

    /// <summary>The first index that is still in the log.</summary>
    public ulong First => _segments[0].First;

    /// <summary>Opens the log in a folder, or begins one.</summary>
    /// <param name="folder">The folder, which exists.</param>
    /// <param name="applied">The index applied last; a new log begins behind it.</param>
    /// <exception cref="LogException">It is damaged, or has a gap.</exception>
    public static LogFile Open(string folder, ulong applied)
    {
        var segments = new List<LogSegment>();
        try
        {
            foreach (string path in Directory.EnumerateFiles(folder, "*.log").Order(StringComparer.Ordinal))
                segments.Add(LogSegment.Open(path));
            ulong last = segments.Count == 0 ? applied : Scan(segments);
            if (segments.Count == 0)
                segments.Add(LogSegment.Create(folder, applied + 1));
            return new LogFile(folder, segments, last);
        }
        catch
        {
            segments.ForEach(s => s.Dispose());
            throw;
        }
    }

    /// <summary>Appends entries and returns when they will survive a loss of power.</summary>
    /// <exception cref="IOException">They may be in the log or not: nothing may be appended any more until it is opened again.</exception>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (_segments[^1].End >= SegmentBytes)
            _segments.Add(LogSegment.Create(_folder, Last + 1));
        _segments[^1].Append(LogBatch.Encode(Last + 1, entries));
        Last += (ulong)entries.Count;
    }

    /// <summary>The entries from an index on.</summary>
    public IEnumerable<(ulong Index, ReadOnlyMemory<byte> Entry)> Read(ulong from)
    {
        for (int i = 0; i < _segments.Count; i++)
        {
            if (i + 1 < _segments.Count && _segments[i + 1].First <= from)
                continue;
            foreach (var (first, entries) in _segments[i].Read())
            {
                for (int e = 0; e < entries.Count; e++)
                {
                    if (first + (ulong)e >= from)
                        yield return (first + (ulong)e, entries[e]);
                }
            }
        }
    }

    /// <summary>Drops the segments that hold only entries up to an index: the store has them for good.</summary>
    public void DropThrough(ulong index)
    {
        if (Last <= index && _segments[^1].First <= Last)
            _segments.Add(LogSegment.Create(_folder, Last + 1));
        while (_segments.Count > 1 && _segments[1].First <= index + 1)
        {
            _segments[0].Dispose();
            File.Delete(_segments[0].Path);
            _segments.RemoveAt(0);
        }
    }

    public void Dispose() => _segments.ForEach(s => s.Dispose());

    private static ulong Scan(List<LogSegment> segments)
    {
        ulong next = segments[0].First;
        for (int i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            foreach (var (first, entries) in segment.Read())
                next = first + (ulong)entries.Count;
            if (i + 1 < segments.Count ? segments[i + 1].First != next : segment.HasWholeBatchBehind())
                throw new LogException(string.Create(CultureInfo.InvariantCulture, $"The log is damaged at entry {next} ('{segment.Path}', byte {segment.End}): what was acknowledged there is missing or cannot be read any more. Restore the board from a backup."));
        }

        segments[^1].CutTail();
        return next - 1;
    }
}

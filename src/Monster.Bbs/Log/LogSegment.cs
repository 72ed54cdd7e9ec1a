using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Monster.Bbs;

/// <summary>
/// One file of the log: a block that says what it is, then batches one behind the other, from a known index on. Its name is that index, 20 digits.
/// <code>
/// "MONLOG" 0 version   u64 first index   16 bytes the board's number   u32 check of the batch before   zeros   u32 CRC-32C of the block up to here
/// </code>
/// </summary>
internal sealed class LogSegment : IDisposable
{
    private const int CheckAt = LogBatch.Block - sizeof(uint);
    private const string Unnamed = ".new";
    private const int LeastRoom = 64 * 1024;
    private const int MostRoom = 1024 * 1024;

    private static readonly byte[] Zeros = new byte[MostRoom];

    private readonly SafeFileHandle _file;
    private readonly uint _previous;
    private long _length;
    private bool _grew;

    private LogSegment(SafeFileHandle file, string path, ulong first, Guid board, uint previous) =>
        (_file, Path, First, Board, _previous, _length) = (file, path, first, board, previous, RandomAccess.GetLength(file));

    public string Path { get; }

    /// <summary>The index of its first entry, written or not.</summary>
    public ulong First { get; }

    /// <summary>The number of the board whose log it is.</summary>
    public Guid Board { get; }

    /// <summary>Where the next batch goes.</summary>
    public long End { get; private set; } = LogBatch.Block;

    private static ReadOnlySpan<byte> Magic => "MONLOG\0\u0001"u8;

    /// <summary>Makes a new file; it gets its name when it is whole on the disk, and the name lasts through a crash.</summary>
    public static LogSegment Create(string folder, ulong first, Guid board, uint previous)
    {
        string path = System.IO.Path.Combine(folder, Name(first));
        var file = File.OpenHandle(path + Unnamed, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            byte[] head = new byte[LogBatch.Block];
            Magic.CopyTo(head);
            BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(8), first);
            board.TryWriteBytes(head.AsSpan(16));
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(32), previous);
            BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(CheckAt), LogBatch.Crc(head.AsSpan(0, CheckAt)));
            RandomAccess.Write(file, head, 0);
            RandomAccess.FlushToDisk(file);
            File.Move(path + Unnamed, path);
            DiskSync.FlushNames(folder);
            return new LogSegment(file, path, first, board, previous);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The files of a folder, in order. Those that were begun and never named are removed.</summary>
    /// <exception cref="LogException">One is not a segment.</exception>
    public static List<LogSegment> OpenAll(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, "*" + Unnamed))
            File.Delete(path);
        var segments = new List<LogSegment>();
        try
        {
            foreach (string path in Directory.EnumerateFiles(folder, "*.log").Order(StringComparer.Ordinal))
                segments.Add(Open(path));
            return segments;
        }
        catch
        {
            segments.ForEach(s => s.Dispose());
            throw;
        }
    }

    /// <summary>
    /// Gives the batches from the beginning, each behind the one before, and stops where there is none; <see cref="End"/> is then behind
    /// the last. What cannot be read any more is passed over if the store has it.
    /// </summary>
    /// <param name="applied">The index up to which the store has everything, on the disk.</param>
    /// <exception cref="LogException">A batch that the store does not have, and that was synced once, cannot be read.</exception>
    public IEnumerable<(LogBatch Batch, List<ReadOnlyMemory<byte>> Entries)> Read(ulong applied)
    {
        End = LogBatch.Block;
        ulong next = First;
        uint? previous = _previous;
        while (true)
        {
            if (BatchAt(End) is var (batch, body) && batch.First == next && (previous is null || batch.Previous == previous))
            {
                End += batch.Size;
                (next, previous) = (batch.Next, batch.Check);
                yield return (batch, batch.Entries(body));
            }
            else if (BatchBehind(End + LogBatch.Block, next) is var (at, behind))
            {
                if (behind.First > applied + 1)
                    throw Damaged(next);
                (End, next, previous) = (at, behind.First, null);
            }
            else
            {
                break;
            }
        }
    }

    /// <summary>Cuts off what lies behind <see cref="End"/>: a batch that was never acknowledged, or room made ahead.</summary>
    public void CutTail()
    {
        if (_length == End)
            return;
        RandomAccess.SetLength(_file, End);
        RandomAccess.FlushToDisk(_file);
        _length = End;
    }

    /// <summary>
    /// Writes a batch; it will survive a loss of power once <see cref="Sync"/> has returned. Room is made ahead, of zeros: a write into it changes no
    /// length, so the file system has nothing but the bytes themselves to bring to the disk, and need not wait for what others have in its journal.
    /// </summary>
    public void Write(ReadOnlySpan<byte> batch)
    {
        RandomAccess.Write(_file, batch, End);
        DiskSync.Begin(_file, End, batch.Length);
        End += batch.Length;
        if (End > _length)
        {
            _length = End;
            _grew = true;
            MakeRoom();
        }
    }

    /// <summary>Returns when all that was written will survive a loss of power.</summary>
    /// <exception cref="IOException">What is on the disk is not known.</exception>
    public void Sync()
    {
        if (_grew)
            RandomAccess.FlushToDisk(_file);
        else
            DiskSync.FlushData(_file);
        _grew = false;
    }

    /// <summary>As much as there is, within limits: a small log stays small.</summary>
    private void MakeRoom()
    {
        try
        {
            int room = (int)Math.Clamp(End, LeastRoom, MostRoom);
            RandomAccess.Write(_file, Zeros.AsSpan(0, room), End);
            _length = End + room;
        }
        catch (IOException)
        {
            // No room ahead: the batch itself is written, and every next one makes its own.
        }
    }

    /// <summary>That what was acknowledged from an index on cannot be read any more.</summary>
    public LogException Damaged(ulong index) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The log is damaged at entry {index} ('{Path}', byte {End}): what was acknowledged there is missing or cannot be read any more. Restore the board from a backup."));

    public void Dispose() => _file.Dispose();

    private static string Name(ulong first) => first.ToString("D20", CultureInfo.InvariantCulture) + ".log";

    private static LogSegment Open(string path)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        byte[] head = new byte[LogBatch.Block];
        bool isWhole = RandomAccess.Read(file, head, 0) == head.Length && head.AsSpan().StartsWith(Magic) &&
            BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(CheckAt)) == LogBatch.Crc(head.AsSpan(0, CheckAt));
        ulong first = BinaryPrimitives.ReadUInt64LittleEndian(head.AsSpan(8));
        if (isWhole && System.IO.Path.GetFileName(path) == Name(first))
            return new LogSegment(file, path, first, new Guid(head.AsSpan(16, 16)), BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(32)));
        file.Dispose();
        throw new LogException($"'{path}' is not a part of the log, is damaged, or is of another version. Restore the board from a backup.");
    }

    private (LogBatch Batch, byte[] Body)? BatchAt(long at)
    {
        byte[] head = new byte[LogBatch.HeadBytes];
        if (RandomAccess.Read(_file, head, at) != head.Length || LogBatch.Head(head, Board) is not { } batch)
            return null;
        byte[] body = new byte[batch.BodyBytes];
        return RandomAccess.Read(_file, body, at + head.Length) == body.Length && batch.IsWhole(body) ? (batch, body) : null;
    }

    private (long At, LogBatch Batch)? BatchBehind(long from, ulong next)
    {
        for (long at = from; at < _length; at += LogBatch.Block)
        {
            if (BatchAt(at) is var (batch, _) && batch.First > next)
                return (at, batch);
        }

        return null;
    }
}

using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Monster.Bbs;

/// <summary>One file of the log: batches one behind the other, from a known index on. Its name is that index, 20 digits.</summary>
internal sealed class LogSegment : IDisposable
{
    private const int HeadBytes = 16; // "MONLOG" 0 version, then the first index

    private readonly SafeFileHandle _file;

    private LogSegment(SafeFileHandle file, string path, ulong first) => (_file, Path, First) = (file, path, first);

    public string Path { get; }

    /// <summary>The index of its first entry, written or not.</summary>
    public ulong First { get; }

    /// <summary>Where the next batch goes.</summary>
    public long End { get; private set; } = HeadBytes;

    private static byte[] Head(ulong first) => [.. Encoding.ASCII.GetBytes("MONLOG"), 0, 1, .. BitConverter.GetBytes(first)];

    private static string Name(ulong first) => first.ToString("D20", CultureInfo.InvariantCulture) + ".log";

    /// <summary>Makes a new file and its name last through a crash.</summary>
    public static LogSegment Create(string folder, ulong first)
    {
        string path = System.IO.Path.Combine(folder, Name(first));
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
        RandomAccess.Write(file, Head(first), 0);
        RandomAccess.FlushToDisk(file);
        FolderSync.Flush(folder);
        return new LogSegment(file, path, first);
    }

    /// <exception cref="LogException">It is not a segment.</exception>
    public static LogSegment Open(string path)
    {
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        byte[] head = new byte[HeadBytes];
        ulong first = RandomAccess.Read(file, head, 0) == HeadBytes ? BitConverter.ToUInt64(head, 8) : 0;
        if (head.AsSpan().SequenceEqual(Head(first)) && System.IO.Path.GetFileName(path) == Name(first))
            return new LogSegment(file, path, first);
        file.Dispose();
        throw new LogException($"'{path}' is not a part of the log, or of another version. Restore the board from a backup.");
    }

    /// <summary>Gives the batches from the beginning and stops at the first that is not whole; <see cref="End"/> is then behind the last whole one.</summary>
    public IEnumerable<(ulong First, List<ReadOnlyMemory<byte>> Entries)> Read()
    {
        End = HeadBytes;
        byte[] head = new byte[LogBatch.HeadBytes];
        ulong next = First;
        while (RandomAccess.Read(_file, head, End) == head.Length && LogBatch.TryReadHead(head, out ulong first, out int count, out int length) && first == next)
        {
            byte[] body = new byte[length];
            if (RandomAccess.Read(_file, body, End + head.Length) != length || !LogBatch.IsWhole(head, body))
                yield break;
            End += head.Length + length;
            next += (ulong)count;
            yield return (first, LogBatch.Entries(body, count));
        }
    }

    /// <summary>
    /// Looks behind <see cref="End"/> for a batch that is whole. If there is one, what lies before it was synced once and is
    /// damaged now; if there is none, it is the end of a batch that was never acknowledged.
    /// </summary>
    public bool HasWholeBatchBehind()
    {
        byte[] rest = new byte[(int)Math.Min(RandomAccess.GetLength(_file) - End, int.MaxValue)];
        int length = RandomAccess.Read(_file, rest, End);
        for (int at = LogBatch.Alignment; at + LogBatch.HeadBytes <= length; at += LogBatch.Alignment)
        {
            var head = rest.AsSpan(at, LogBatch.HeadBytes);
            if (LogBatch.TryReadHead(head, out _, out _, out int body) && at + LogBatch.HeadBytes + body <= length && LogBatch.IsWhole(head, rest.AsSpan(at + LogBatch.HeadBytes, body)))
                return true;
        }

        return false;
    }

    /// <summary>Cuts off what lies behind <see cref="End"/>.</summary>
    public void CutTail()
    {
        if (RandomAccess.GetLength(_file) == End)
            return;
        RandomAccess.SetLength(_file, End);
        RandomAccess.FlushToDisk(_file);
    }

    /// <summary>Writes a batch and returns when it will survive a loss of power.</summary>
    public void Append(ReadOnlySpan<byte> batch)
    {
        RandomAccess.Write(_file, batch, End);
        RandomAccess.FlushToDisk(_file);
        End += batch.Length;
    }

    public void Dispose() => _file.Dispose();
}

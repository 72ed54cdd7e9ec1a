using System.Collections.Concurrent;

namespace Monster.Trace.Collect;

/// <summary>
/// The threads that turn full chunks into pages. They take them from one queue, so a guest with one thread keeps all of them busy; each
/// chunk has its turn in its stream, which <see cref="CpuStream"/> keeps.
/// </summary>
internal sealed class PageWorkers : IDisposable
{
    private readonly BlockingCollection<Work> _queue = [];
    private readonly Thread[] _threads;
    private readonly ChunkRoom[] _rooms;
    private readonly Action<Exception> _failed;
    private volatile bool _broken;

    /// <summary>Starts them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="level">zstd's level.</param>
    /// <param name="failed">Told what went wrong; what is still to come is then put back unread, so that the guest does not wait for ever.</param>
    public PageWorkers(int count, int level, Action<Exception> failed)
    {
        _failed = failed;
        _rooms = [.. Enumerable.Range(0, count).Select(_ => new ChunkRoom(level))];
        _threads = [.. _rooms.Select(room => new Thread(() => Run(room)) { IsBackground = true, Name = "trace pages" })];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <summary>A full chunk, the next of its stream; it is put back when its records were read.</summary>
    public void AddChunk(CpuStream stream, StreamMap map, int chunk, int length)
    {
        if (length == 0)
            map.Free(chunk);
        else
            _queue.Add(new Work(stream, map, chunk, length, stream.NextTurn++));
    }

    /// <summary>A virtual CPU's life is over: its files are to be ended.</summary>
    public void EndStream(CpuStream stream) => _queue.Add(new Work(stream, null, 0, 0, stream.NextTurn++));

    /// <summary>Waits until all work is done.</summary>
    public void Finish()
    {
        _queue.CompleteAdding();
        foreach (var thread in _threads)
            thread.Join();
    }

    public void Dispose()
    {
        Finish();
        foreach (var room in _rooms)
            room.Dispose();
        _queue.Dispose();
    }

    private void Run(ChunkRoom room)
    {
        foreach (var work in _queue.GetConsumingEnumerable())
        {
            bool free = work.Map is not null;
            try
            {
                if (_broken)
                    work.Stream.Abandon();
                else if (work.Map is { } map)
                    work.Stream.Add(map.Records(work.Chunk, work.Length), work.Turn, room, () => { free = false; map.Free(work.Chunk); });
                else
                    work.Stream.End(work.Turn, room);
            }
            catch (Exception e)
            {
                _broken = true;
                work.Stream.Abandon();
                _failed(e);
            }

            if (free)
                work.Map!.Free(work.Chunk);
        }
    }

    private readonly record struct Work(CpuStream Stream, StreamMap? Map, int Chunk, int Length, ulong Turn);
}

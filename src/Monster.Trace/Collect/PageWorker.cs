using System.Collections.Concurrent;
using Monster.Trace.Columns;

namespace Monster.Trace.Collect;

/// <summary>A thread that turns full chunks into pages; all chunks of a virtual CPU go to the same one, in order.</summary>
internal sealed class PageWorker : IDisposable
{
    private readonly BlockingCollection<Work> _queue = [];
    private readonly Thread _thread;
    private readonly PageEncoder _encoder;
    private readonly Action<Exception> _failed;
    private volatile bool _broken;

    public PageWorker(int level, Action<Exception> failed)
    {
        _encoder = new PageEncoder(level);
        _failed = failed;
        _thread = new Thread(Run) { IsBackground = true, Name = "trace pages" };
        _thread.Start();
    }

    /// <summary>A full chunk; it is put back when its records are in pages.</summary>
    public void AddChunk(CpuStream stream, StreamMap map, int chunk, int length) => _queue.Add(new Work(stream, map, chunk, length));

    /// <summary>A virtual CPU's life is over: its files are to be ended.</summary>
    public void EndStream(CpuStream stream) => _queue.Add(new Work(stream, null, 0, 0));

    /// <summary>Waits until all work is done.</summary>
    public void Finish()
    {
        _queue.CompleteAdding();
        _thread.Join();
    }

    public void Dispose()
    {
        Finish();
        _encoder.Dispose();
        _queue.Dispose();
    }

    private void Run()
    {
        foreach (var work in _queue.GetConsumingEnumerable())
        {
            try
            {
                if (_broken)
                {
                    work.Map?.Free(work.Chunk);
                    continue;
                }

                if (work.Map is null)
                {
                    work.Stream.End(_encoder);
                    continue;
                }

                work.Stream.Add(work.Map.Records(work.Chunk, work.Length), _encoder);
                work.Map.Free(work.Chunk);
            }
            catch (Exception e)
            {
                // What is still to come is put back unread, so that the guest does not wait for ever.
                _broken = true;
                work.Map?.Free(work.Chunk);
                _failed(e);
            }
        }
    }

    private readonly record struct Work(CpuStream Stream, StreamMap? Map, int Chunk, int Length);
}

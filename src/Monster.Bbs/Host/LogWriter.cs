using System.Buffers.Binary;
using System.Diagnostics;
using System.Threading.Channels;
using Monster.Board;

namespace Monster.Bbs;

/// <summary>
/// The one that writes: takes what was submitted meanwhile, writes it to the log, applies it in one transaction while the system brings the log to the disk,
/// commits when both are done, and answers. So the more is submitted at once, the more is carried by a sync (group commit).
/// </summary>
internal sealed class LogWriter : IAsyncDisposable
{
    /// <summary>Commands written together at most.</summary>
    public const int MaxBatch = 4_096;

    private const int MaxWaiting = 16_384;
    private const int MaxBatchBytes = 8 * 1024 * 1024;

    /// <summary>Bytes of log after which the store is synced and the log cut.</summary>
    private const long CutBytes = 64 * 1024 * 1024;

    private const long RetryBytes = 8 * 1024 * 1024; // when readers were in the way

    private readonly LogFile _file;
    private readonly SqliteStore _store;
    private readonly Action<AppliedBatch> _applied;
    private readonly Channel<Waiting> _channel = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly Task _run;
    private volatile string? _failure;
    private long _nextCut = CutBytes;

    public LogWriter(LogFile file, SqliteStore store, Action<AppliedBatch> applied)
    {
        (_file, _store, _applied) = (file, store, applied);
        _run = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public string? Failure => _failure;

    public ulong Applied => _store.Applied;

    public StateHash Hash => _store.Hash;

    public ValueTask<Outcome> SubmitAsync(LogEntry entry)
    {
        if (_failure is { } failure)
            return new(Outcome.Rejected(failure));
        var waiting = new Waiting(entry);
        return _channel.Writer.TryWrite(waiting)
            ? new(waiting.Answer.Task)
            : new(Outcome.Rejected(_failure ?? (_run.IsCompleted ? "The board is closing." : "The board has more to do than it can: try again in a moment.")));
    }

    /// <summary>Makes the store durable by itself and cuts the log.</summary>
    public ValueTask<bool> CompactAsync() => DoAsync(Compact);

    /// <summary>Brings the words of the last posts into the full-text index, so that a search finds what was answered before.</summary>
    public ValueTask<bool> IndexWordsAsync() => _store.HasUnindexed ? DoAsync(IndexWords) : new(true);

    private async ValueTask<bool> DoAsync(Func<bool> work)
    {
        var waiting = new Waiting(default) { Work = work };
        try
        {
            await _channel.Writer.WriteAsync(waiting);
        }
        catch (ChannelClosedException)
        {
            return false;
        }

        return (await waiting.Answer.Task).IsApplied;
    }

    /// <summary>Applies entries in one transaction.</summary>
    /// <param name="store">The store.</param>
    /// <param name="first">The index of the first.</param>
    /// <param name="entries">The entries.</param>
    /// <param name="beforeCommit">Called when all is done but the commit; what it throws undoes it.</param>
    public static List<CommandResult> Apply(SqliteStore store, ulong first, IReadOnlyList<ReadOnlyMemory<byte>> entries, Action? beforeCommit = null)
    {
        store.Begin();
        try
        {
            // What many commands of a batch change, such as a counter, goes down once.
            var batch = new OverlayStore(store);
            var results = new List<CommandResult>(entries.Count);
            for (int i = 0; i < entries.Count; i++)
                results.Add(BoardMachine.Apply(batch, LogEntry.Decode(entries[i].Span), first + (ulong)i));
            var hashed = new HashedStore(store, store.Hash);
            batch.Flush(hashed);
            beforeCommit?.Invoke();
            store.Commit(first + (ulong)entries.Count - 1, hashed.Hash);
            return results;
        }
        catch
        {
            store.RollBack();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        await _run;
    }

    /// <summary>On a thread of its own, which waits in place: behind the pool's other work every batch would wait for its turn.</summary>
    private void Run()
    {
        var batch = new List<Waiting>();
        while (_channel.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            int bytes = 0;
            while (batch.Count < MaxBatch && bytes < MaxBatchBytes && _channel.Reader.TryPeek(out var next) && !(next.Work is not null && batch.Count > 0))
            {
                _channel.Reader.TryRead(out _);
                batch.Add(next);
                bytes += next.Entry.Command.Length;
                if (next.Work is not null)
                    break;
            }

            if (batch[0].Work is { } work)
                batch[0].Answer.SetResult(work() ? Outcome.Of(Applied, CommandResult.Accepted) : Outcome.Rejected("Not now."));
            else
                Write(batch);
        }
    }

    private void Write(List<Waiting> batch)
    {
        if (_failure is { } before)
        {
            batch.ForEach(w => w.Answer.SetResult(Outcome.Rejected(before)));
            return;
        }

        try
        {
            ulong first = _file.Last + 1;
            ReadOnlyMemory<byte>[] entries = [.. batch.Select(w => (ReadOnlyMemory<byte>)w.Entry.Encode())];
            _file.Write(entries);
            // The store is never ahead of what is safe in the log: it commits behind the sync.
            var results = Apply(_store, first, entries, _file.Sync);
            for (int i = 0; i < results.Count; i++)
                batch[i].Answer.SetResult(Outcome.Of(first + (ulong)i, results[i]));
        }
        catch (Exception e)
        {
            // Whatever it was: nothing may be written behind it. And what a failed sync has left on the disk cannot be known, and a second sync would claim what is not so
            // (Rebello et al., "Can applications recover from fsync failures?", 2020). Nothing more is written until the log is opened again.
            _failure = $"The board is read-only: what it was given last could not be written ({e.Message.TrimEnd('.')}). What was written before is safe. Make room on the disk, then start the board again.";
            batch.ForEach(w => w.Answer.TrySetResult(Outcome.Unknown(_failure)));
            return;
        }

        Tell(new AppliedBatch(_file.Last - (ulong)batch.Count + 1, _file.Last, batch.Select(w => w.Kind).ToHashSet()));
        if (_file.Bytes >= _nextCut && !Compact())
            _nextCut = _file.Bytes + RetryBytes;
    }

    private void Tell(AppliedBatch batch)
    {
        try
        {
            _applied(batch);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whoever listens has a fault; that must not stop the board. It is said where unhandled faults are.
            Trace.TraceError($"A listener for applied commands failed: {e}");
        }
    }

    private bool IndexWords()
    {
        try
        {
            if (_failure is not null)
                return false;
            _store.IndexWords();
            return true;
        }
        catch (StoreException)
        {
            _store.RollBack();
            return false; // a search finds what was there before
        }
    }

    private bool Compact()
    {
        try
        {
            if (_failure is not null || !_store.Checkpoint())
                return false;
            _file.DropThrough(_store.Applied);
            _nextCut = _file.Bytes + CutBytes;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException)
        {
            return false; // as it was before; the next try may do
        }
    }

    private sealed record Waiting(LogEntry Entry)
    {
        /// <summary>Something else to be done between two batches; null for a command.</summary>
        public Func<bool>? Work { get; init; }

        // Whoever waits goes on elsewhere: this thread has the next batch to write.
        public TaskCompletionSource<Outcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ushort Kind => Entry.Command.Length >= sizeof(ushort) ? BinaryPrimitives.ReadUInt16LittleEndian(Entry.Command.Span) : (ushort)0;
    }
}

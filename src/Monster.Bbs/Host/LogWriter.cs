using System.Buffers.Binary;
using System.Diagnostics;
using System.Threading.Channels;
using Monster.Board;

namespace Monster.Bbs;

/// <summary>
/// The one that writes: takes what was submitted meanwhile, appends it to the log with one sync, applies it in one transaction, and
/// answers. So the more is submitted at once, the more is carried by a sync (group commit).
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
        _run = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
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

    public async ValueTask<bool> CompactAsync()
    {
        var waiting = new Waiting(default) { IsCompaction = true };
        await _channel.Writer.WriteAsync(waiting);
        return (await waiting.Answer.Task).IsApplied;
    }

    /// <summary>Applies entries in one transaction.</summary>
    public static List<CommandResult> Apply(SqliteStore store, ulong first, IReadOnlyList<ReadOnlyMemory<byte>> entries)
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

    private async Task Run()
    {
        var batch = new List<Waiting>();
        while (await _channel.Reader.WaitToReadAsync())
        {
            batch.Clear();
            int bytes = 0;
            while (batch.Count < MaxBatch && bytes < MaxBatchBytes && _channel.Reader.TryPeek(out var next) && !(next.IsCompaction && batch.Count > 0))
            {
                _channel.Reader.TryRead(out _);
                batch.Add(next);
                bytes += next.Entry.Command.Length;
                if (next.IsCompaction)
                    break;
            }

            if (batch[0].IsCompaction)
                batch[0].Answer.SetResult(Compact() ? Outcome.Of(Applied, CommandResult.Accepted) : Outcome.Rejected("Not now."));
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
            _file.Append(entries);
            var results = Apply(_store, first, entries);
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
        public bool IsCompaction { get; init; }

        // Whoever waits goes on elsewhere: this thread has the next batch to write.
        public TaskCompletionSource<Outcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ushort Kind => Entry.Command.Length >= sizeof(ushort) ? BinaryPrimitives.ReadUInt16LittleEndian(Entry.Command.Span) : (ushort)0;
    }
}

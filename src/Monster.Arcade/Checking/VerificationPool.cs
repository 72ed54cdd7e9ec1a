using System.Collections.Concurrent;

namespace Monster.Arcade;

/// <summary>
/// Replays recordings on a few threads of its own, bounded in every way: how many wait, how many run, and how long one may take. They take
/// turns, so that a hostile recording of a million slow ticks delays others by one turn at most. Safe for use by several threads.
/// </summary>
public sealed class VerificationPool : IAsyncDisposable
{
    private readonly Verifier _verifier;
    private readonly PoolOptions _options;
    private readonly Lock _lock = new();
    private readonly Queue<PoolJob> _fresh = new();
    private readonly Queue<PoolJob> _begun = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _threads = [];
    private int _waiting;
    private int _started;
    private bool _begunFirst;

    /// <summary>Starts the threads.</summary>
    /// <param name="verifier">Finds the cartridges.</param>
    /// <param name="options">The limits.</param>
    public VerificationPool(Verifier verifier, PoolOptions? options = null)
    {
        _verifier = verifier;
        _options = options ?? new PoolOptions();
        for (int i = 0; i < _options.Threads; i++)
            _threads.Add(Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
    }

    /// <summary>Recordings that wait or are being replayed.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Checks a recording's file.</summary>
    /// <param name="file">Its bytes; not to be changed until it is checked.</param>
    /// <param name="cancel">Nobody waits any more: it is dropped.</param>
    /// <exception cref="ArcadeException">Too many wait, or this machine cannot replay it now; nothing was found out about it.</exception>
    /// <exception cref="OperationCanceledException">It was dropped.</exception>
    public Task<Verification> VerifyAsync(ReadOnlyMemory<byte> file, CancellationToken cancel = default) => VerifyAsync(file, null, cancel);

    /// <summary>Checks a recording's file whose beginning was replayed already.</summary>
    /// <param name="file">Its bytes; not to be changed until it is checked.</param>
    /// <param name="part">What was replayed; null, or of another play, when nothing was.</param>
    /// <param name="cancel">Nobody waits any more: it is dropped.</param>
    /// <exception cref="ArcadeException">Too many wait, or this machine cannot replay it now; nothing was found out about it.</exception>
    /// <exception cref="OperationCanceledException">It was dropped.</exception>
    public Task<Verification> VerifyAsync(ReadOnlyMemory<byte> file, ReplayedPart? part, CancellationToken cancel = default)
    {
        var job = new CheckJob(_verifier, file, part, cancel);
        return TryAdd(job) ? job.Done : throw new ArcadeException($"{_options.MaxWaiting:N0} scores wait to be checked. Yours is kept; try again in a minute.");
    }

    /// <summary>
    /// Replays a play that goes on, up to a tick, so that less is left to do at its end. Half the pool's places are for this at most.
    /// </summary>
    /// <param name="cartridge">The game.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="keys">The keys so far; not to be changed any more.</param>
    /// <param name="ticks">The tick, not past the last.</param>
    /// <param name="before">What was replayed before; null for nothing.</param>
    /// <returns>What is replayed now; what was before when there was no room.</returns>
    public Task<ReplayedPart?> ReplayAheadAsync(Cartridge cartridge, Seed seed, KeyTrack keys, int ticks, ReplayedPart? before)
    {
        var job = new AheadJob(cartridge, seed, keys, ticks, before);
        return Waiting < _options.MaxWaiting / 2 && TryAdd(job) ? job.Done : Task.FromResult(before);
    }

    /// <summary>Ends the threads. What still waits is dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        await _closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_threads).ConfigureAwait(false);
        foreach (var job in _fresh.Concat(_begun))
            Finish(job, () => job.Drop(_closing.Token));
        _work.Dispose();
        _closing.Dispose();
    }

    private bool TryAdd(PoolJob job)
    {
        if (Interlocked.Increment(ref _waiting) > _options.MaxWaiting || _closing.IsCancellationRequested)
        {
            Interlocked.Decrement(ref _waiting);
            return false;
        }

        lock (_lock)
            _fresh.Enqueue(job);
        _work.Release();
        return true;
    }

    private void Run()
    {
        while (Next() is { } job)
        {
            try
            {
                TakeTurn(job);
            }
            catch (Exception e)
            {
                // Whatever a recording brings about stays with it: the thread goes on for the others.
                Finish(job, () => job.Fail(e as ArcadeException ?? new ArcadeException($"The recording could not be checked here: {e.Message}", e)));
            }
        }
    }

    /// <summary>The next whose turn it is: one that had none yet and one that had, by turns; none is begun while too many are.</summary>
    /// <returns>Null when the pool closes.</returns>
    private PoolJob? Next()
    {
        while (true)
        {
            try
            {
                _work.Wait(_closing.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            lock (_lock)
            {
                bool mayBegin = _started < _options.MaxStarted && _fresh.Count > 0;
                _begunFirst = !_begunFirst && mayBegin;
                if (_begun.Count > 0 && (_begunFirst || !mayBegin))
                    return _begun.Dequeue();
                if (mayBegin)
                {
                    _started++;
                    return _fresh.Dequeue();
                }
            }
        }
    }

    private void TakeTurn(PoolJob job)
    {
        if (job.Cancel.IsCancellationRequested)
        {
            Finish(job, () => job.Drop(job.Cancel));
            return;
        }

        if (job.Turn(_options) is { } tell)
        {
            Finish(job, tell);
            return;
        }

        lock (_lock)
            _begun.Enqueue(job);
        _work.Release();
    }

    private void Finish(PoolJob job, Action tell)
    {
        job.Free();
        lock (_lock)
            _started--;
        Interlocked.Decrement(ref _waiting);
        tell();
        // One that waited because too many were begun may begin now.
        if (!_closing.IsCancellationRequested)
            _work.Release();
    }
}

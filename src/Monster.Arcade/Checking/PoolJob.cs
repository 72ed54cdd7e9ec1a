namespace Monster.Arcade;

/// <summary>Something the pool does a turn at a time.</summary>
internal abstract class PoolJob
{
    /// <summary>Nobody waits any more.</summary>
    public virtual CancellationToken Cancel => CancellationToken.None;

    /// <summary>Goes on until so many budget units are used.</summary>
    /// <returns>What tells that it is done; null when it is not.</returns>
    public abstract Action? Turn(PoolOptions options);

    /// <summary>Tells that it came to nothing.</summary>
    public abstract void Fail(ArcadeException why);

    /// <summary>Tells that it was dropped.</summary>
    public abstract void Drop(CancellationToken by);

    /// <summary>Gives its memory back.</summary>
    public abstract void Free();
}

/// <summary>A recording to be checked.</summary>
internal sealed class CheckJob(Verifier verifier, ReadOnlyMemory<byte> file, ReplayedPart? part, CancellationToken cancel) : PoolJob
{
    private readonly TaskCompletionSource<Verification> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private VerificationRun? _run;

    public Task<Verification> Done => _done.Task;

    public override CancellationToken Cancel => cancel;

    public override Action? Turn(PoolOptions options)
    {
        _run ??= verifier.Begin(file, part);
        bool done = _run.Advance(Math.Min(options.UnitsPerTurn, options.MaxUnits - _run.Units));
        if (!done && _run.Units >= options.MaxUnits)
        {
            _run.GiveUp($"It needs more than {options.MaxUnits:N0} budget units, the most that is spent on one recording.");
            done = true;
        }

        if (!done)
            return null;
        var result = _run.Result;
        return () => _done.TrySetResult(result);
    }

    public override void Fail(ArcadeException why) => _done.TrySetException(why);

    public override void Drop(CancellationToken by) => _done.TrySetCanceled(by);

    public override void Free() => _run?.Dispose();
}

/// <summary>A play that goes on, to be replayed up to a tick. What comes in its way is of no consequence: then the whole is replayed at the end.</summary>
internal sealed class AheadJob(Cartridge cartridge, Seed seed, KeyTrack keys, int ticks, ReplayedPart? before) : PoolJob
{
    private readonly TaskCompletionSource<ReplayedPart?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<byte> _checkpoints = [.. before?.Checkpoints ?? []];
    private KeyTrack.Cursor _keys = keys.Read();
    private PlayRun? _run;

    public Task<ReplayedPart?> Done => _done.Task;

    private long Units => (before?.Units ?? 0) + _run!.Units;

    public override Action? Turn(PoolOptions options)
    {
        var run = _run ??= Begin();
        long end = run.Units + options.UnitsPerTurn;
        while (run.Ticks < ticks && run.Status == PlayStatus.Playing && run.Units < end)
        {
            run.Tick(_keys.Next());
            if (run.AtCheckpoint && run.Status != PlayStatus.Trapped)
                _checkpoints.AddRange(run.Instance.StateHash());
        }

        if (run.Status != PlayStatus.Playing || Units >= options.MaxUnits)
            return () => _done.TrySetResult(before);
        if (run.Ticks < ticks)
            return null;
        var part = new ReplayedPart(cartridge, seed, keys, ticks, run.Instance.Save(), [.. _checkpoints], Units);
        return () => _done.TrySetResult(part);
    }

    public override void Fail(ArcadeException why) => _done.TrySetResult(before);

    public override void Drop(CancellationToken by) => _done.TrySetResult(before);

    public override void Free() => _run?.Dispose();

    private PlayRun Begin()
    {
        var run = new PlayRun(cartridge);
        if (before is null)
        {
            run.Start(seed);
            return run;
        }

        run.Jump(before.State, before.Ticks);
        for (int i = 0; i < before.Ticks; i++)
            _ = _keys.Next();
        return run;
    }
}

namespace Monster.Arcade;

/// <summary>The part of a verification that plays the recording again and compares.</summary>
internal sealed class ReplayCheck
{
    /// <summary>Ticks between two looks at the clock: a tick takes at most some tens of milliseconds.</summary>
    private const int TicksBetweenLooks = 64;

    private readonly Cartridge _cartridge;
    private readonly Recording _recording;
    private readonly List<Check> _checks;

    public ReplayCheck(Cartridge cartridge, Recording recording, List<Check> checks)
    {
        _cartridge = cartridge;
        _recording = recording;
        _checks = checks;
    }

    public void Run(CancellationToken cancel)
    {
        using var run = new PlayRun(_cartridge);
        string? difference;
        try
        {
            difference = Replay(run, cancel);
        }
        catch (OperationCanceledException)
        {
            _checks.Add(Verifier.Bad("replay", $"Not finished: stopped after {run.Ticks:N0} of {_recording.Ticks:N0} ticks. Give it more time."));
            return;
        }

        // Asking the score may show that the play traps there, and a play that trapped has no last state.
        int? score = run.FinalScore();
        byte[]? state = run.Status == PlayStatus.Trapped ? null : run.Instance.StateHash();
        _checks.Add(difference is null
            ? Verifier.Good("replay", $"{run.Ticks:N0} ticks replayed, {_recording.Ticks / Recording.CheckpointInterval:N0} checkpoints met.")
            : Verifier.Bad("replay", difference));
        Compare("ticks", run.Ticks == _recording.Ticks, $"{run.Ticks:N0} ticks.", $"The recording says {_recording.Ticks:N0} ticks; on replay there are {run.Ticks:N0}.");
        string status = Describe(run.Status, run.Trap);
        bool sameEnd = run.Status == _recording.Status && run.Trap == _recording.Trap;
        Compare("status", sameEnd, $"The play {status}.", $"In the recording the play {Describe(_recording.Status, _recording.Trap)}; on replay it {status}.");
        Compare("score", score == _recording.Score, $"The score is {Verifier.Number(score)}.",
            $"Tick {run.Ticks:N0}: score is {Verifier.Number(_recording.Score)} in the recording, {Verifier.Number(score)} on replay (cartridge {Verifier.Short(_cartridge.Sha256)}, rules {_cartridge.Manifest.Rules}).");
        bool sameState = state is null ? _recording.StateHash is null : state.AsSpan().SequenceEqual(_recording.StateHash);
        Compare("state", sameState, "The last state is the recorded one.", "The last state is not the recorded one: the seed, a key or the hash was changed.");
    }

    /// <returns>The first thing that differs, in words; null when nothing does.</returns>
    private string? Replay(PlayRun run, CancellationToken cancel)
    {
        string? difference = null;
        var keys = _recording.Keys.Read();
        run.Start(_recording.Seed);
        int updates = _recording.Ticks + (_recording.Trap?.Call == CartridgeCall.Update ? 1 : 0);
        for (int i = 0; i < updates && run.Status == PlayStatus.Playing; i++)
        {
            if (i % TicksBetweenLooks == 0)
                cancel.ThrowIfCancellationRequested();
            run.Tick(keys.Next());
            if (run.AtCheckpoint && run.Ticks <= _recording.Ticks && run.Status != PlayStatus.Trapped)
                difference ??= DifferenceAtCheckpoint(run);
        }

        return difference ?? DifferenceAtEnd(run);
    }

    private string? DifferenceAtCheckpoint(PlayRun run)
    {
        int index = (run.Ticks / Recording.CheckpointInterval) - 1;
        return run.Instance.StateHash().AsSpan().SequenceEqual(_recording.Checkpoint(index))
            ? null
            : $"Tick {run.Ticks:N0}: the state is not the one recorded (checkpoint {index + 1:N0}); the plays part between ticks {run.Ticks - Recording.CheckpointInterval + 1:N0} and {run.Ticks:N0}.";
    }

    private string? DifferenceAtEnd(PlayRun run)
    {
        if (run.Status == PlayStatus.Trapped && run.Trap != _recording.Trap)
            return $"Tick {run.Ticks + 1:N0}: {run.TrapMessage}";
        if (run.Ticks < _recording.Ticks)
            return $"Tick {run.Ticks:N0}: the game is over on replay; the recording goes on to tick {_recording.Ticks:N0}.";
        if (run.Status != PlayStatus.Trapped && _recording.StateHash is { } recorded && !run.Instance.StateHash().AsSpan().SequenceEqual(recorded))
        {
            int last = _recording.Ticks / Recording.CheckpointInterval * Recording.CheckpointInterval;
            return $"Tick {run.Ticks:N0}: the state is not the one recorded; the plays part after tick {last:N0}.";
        }

        return null;
    }

    private void Compare(string name, bool same, string good, string bad) => _checks.Add(same ? Verifier.Good(name, good) : Verifier.Bad(name, bad));

    private static string Describe(PlayStatus status, PlayTrap? trap) => status switch
    {
        PlayStatus.Playing => "was left before its end",
        PlayStatus.Over => "came to its end",
        _ => $"trapped in {trap?.Call.ToString().ToLowerInvariant()} ({trap?.Cause.ToString().ToLowerInvariant()})",
    };
}

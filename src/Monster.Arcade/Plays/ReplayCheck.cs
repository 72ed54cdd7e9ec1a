namespace Monster.Arcade;

/// <summary>The part of a verification that plays the recording again and compares; a slice at a time, so that many can take turns.</summary>
internal sealed class ReplayCheck : IDisposable
{
    private readonly Cartridge _cartridge;
    private readonly Recording _recording;
    private readonly List<Check> _checks;
    private readonly PlayRun _run;
    private readonly int _updates;
    private KeyTrack.Cursor _keys;
    private string? _difference;
    private int _done;
    private long _before;
    private bool _started;

    /// <exception cref="ArcadeException">There are too many instances.</exception>
    public ReplayCheck(Cartridge cartridge, Recording recording, List<Check> checks, ReplayedPart? part)
    {
        (_cartridge, _recording, _checks) = (cartridge, recording, checks);
        _run = new PlayRun(cartridge);
        _keys = recording.Keys.Read();
        _updates = recording.Ticks + (recording.Trap?.Call == CartridgeCall.Update ? 1 : 0);
        if (part?.Begins(recording) == true)
            GoOnFrom(part);
    }

    /// <summary>Budget units used so far.</summary>
    public long Units => _before + _run.Units;

    /// <summary>Goes on until so many more budget units are used; the call that goes beyond is the last.</summary>
    /// <returns>Whether it is finished; the checks are then complete.</returns>
    /// <exception cref="ArcadeException">This machine stopped a call before its budget did.</exception>
    public bool Advance(long units)
    {
        long end = _run.Units + units;
        if (!_started)
        {
            _started = true;
            _run.Start(_recording.Seed);
        }

        for (; _done < _updates && _run.Status == PlayStatus.Playing; _done++)
        {
            if (_run.Units >= end)
                return false;
            _run.Tick(_keys.Next());
            if (_run.AtCheckpoint && _run.Ticks <= _recording.Ticks && _run.Status != PlayStatus.Trapped)
                _difference ??= DifferenceAtCheckpoint(_run);
        }

        Finish();
        return true;
    }

    /// <summary>Ends it before it is finished: what was not replayed was not verified.</summary>
    /// <param name="why">What stood in the way, as a sentence.</param>
    public void GiveUp(string why) =>
        _checks.Add(Verifier.Bad("replay", $"Not finished: stopped after {_run.Ticks:N0} of {_recording.Ticks:N0} ticks. {why}"));

    public void Dispose() => _run.Dispose();

    /// <summary>The pool replayed this much already, with these keys, while the play went on.</summary>
    private void GoOnFrom(ReplayedPart part)
    {
        _run.Jump(part.State, part.Ticks);
        for (; _done < part.Ticks; _done++)
            _ = _keys.Next();
        _before = part.Units;
        _started = true;
    }

    private void Finish()
    {
        string? difference = _difference ?? DifferenceAtEnd(_run);
        // Asking the score may show that the play traps there, and a play that trapped has no last state.
        int? score = _run.FinalScore();
        byte[]? state = _run.Status == PlayStatus.Trapped ? null : _run.Instance.StateHash();
        _checks.Add(difference is null
            ? Verifier.Good("replay", $"{_run.Ticks:N0} ticks replayed, checkpoints met: {_recording.Ticks / Recording.CheckpointInterval:N0}.")
            : Verifier.Bad("replay", difference));
        Compare("ticks", _run.Ticks == _recording.Ticks, $"{_run.Ticks:N0} ticks.", $"The recording says {_recording.Ticks:N0} ticks; on replay there are {_run.Ticks:N0}.");
        string status = Describe(_run.Status, _run.Trap);
        bool sameEnd = _run.Status == _recording.Status && _run.Trap == _recording.Trap;
        Compare("status", sameEnd, $"The play {status}.", $"In the recording the play {Describe(_recording.Status, _recording.Trap)}; on replay it {status}.");
        Compare("score", score == _recording.Score, $"The score is {Verifier.Number(score)}.",
            $"Tick {_run.Ticks:N0}: score is {Verifier.Number(_recording.Score)} in the recording, {Verifier.Number(score)} on replay (cartridge {Verifier.Short(_cartridge.Sha256)}, rules {_cartridge.Manifest.Rules}).");
        bool sameState = state is null ? _recording.StateHash is null : state.AsSpan().SequenceEqual(_recording.StateHash);
        Compare("state", sameState, "The last state is the recorded one.", "The last state is not the recorded one: the seed, a key or the hash was changed.");
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

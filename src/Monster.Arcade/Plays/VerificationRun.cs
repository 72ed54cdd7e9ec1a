namespace Monster.Arcade;

/// <summary>A verification going on, a slice at a time, so that many can share a thread. Not safe for use by several threads at once.</summary>
public sealed class VerificationRun : IDisposable
{
    private readonly ReplayCheck? _replay;
    private readonly Func<Verification>? _finish;
    private Verification? _result;

    internal VerificationRun(Verification result) => _result = result;

    /// <param name="replay">The part that replays; null when there is nothing to replay it with.</param>
    /// <param name="finish">What follows the replay, and the result.</param>
    internal VerificationRun(ReplayCheck? replay, Func<Verification> finish) => (_replay, _finish) = (replay, finish);

    /// <summary>What was found out.</summary>
    /// <exception cref="InvalidOperationException">It is not finished.</exception>
    public Verification Result => _result ?? throw new InvalidOperationException("The verification is not finished.");

    /// <summary>Budget units used so far.</summary>
    public long Units => _replay?.Units ?? 0;

    /// <summary>Goes on until so many more budget units are used, or one call more than that.</summary>
    /// <returns>Whether it is finished.</returns>
    /// <exception cref="ArcadeException">This machine stopped a call before its budget did.</exception>
    public bool Advance(long units)
    {
        if (_result is null && _replay?.Advance(units) != false)
            _result = _finish!();
        return _result is not null;
    }

    /// <summary>Finishes it as failed, unless it is finished.</summary>
    /// <param name="why">What stood in the way, as a sentence.</param>
    public void GiveUp(string why)
    {
        if (_result is not null)
            return;
        _replay?.GiveUp(why);
        _result = _finish!();
    }

    /// <summary>Gives its memory back.</summary>
    public void Dispose() => _replay?.Dispose();
}

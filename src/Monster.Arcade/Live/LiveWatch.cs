namespace Monster.Arcade;

/// <summary>Somebody's watching of a live play, until it is disposed.</summary>
public sealed class LiveWatch : IDisposable
{
    private int _ended;

    internal LiveWatch(LivePlay play) => Play = play;

    /// <summary>What is watched.</summary>
    public LivePlay Play { get; }

    /// <summary>The newest frame; null until the player's session has answered, which it is asked to do.</summary>
    public LiveFrame? Latest => Play.Latest ?? Play.Ask();

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            Play.Unwatch();
    }
}

using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>
/// A moving picture that many sessions show at once: it runs by one clock of its own, so that a thousand grids cost one replay for each
/// game. Safe for use by several threads; disposing what a session was given does nothing, since the reel is everybody's.
/// </summary>
internal sealed class SharedReel(IReel reel, TimeProvider time) : IReel
{
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();

    public void Advance(TimeSpan now)
    {
        lock (_lock)
            reel.Advance(time.GetElapsedTime(_start));
    }

    public void Draw(CellBuffer screen, int x, int y, int width, int height)
    {
        lock (_lock)
            reel.Draw(screen, x, y, width, height);
    }

    public void Dispose()
    {
        // Everybody's: it ends with the hall.
    }

    /// <summary>Ends it for all.</summary>
    public void End()
    {
        lock (_lock)
            reel.Dispose();
    }
}

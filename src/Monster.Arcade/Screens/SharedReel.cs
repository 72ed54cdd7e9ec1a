using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>
/// A moving picture that many sessions show at once: it runs by one clock of its own, so that a thousand grids cost one replay for each
/// game. Safe for use by several threads; disposing what a session was given does nothing, since the reel is everybody's.
/// </summary>
public sealed class SharedReel : IReel
{
    private readonly IReel _reel;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly long _start;

    private SharedReel(IReel reel, TimeProvider time) => (_reel, _time, _start) = (reel, time, time.GetTimestamp());

    /// <summary>A recording played over and over for everybody.</summary>
    /// <exception cref="ArcadeException">The recording is of another cartridge, or there are too many instances.</exception>
    public static SharedReel Of(Cartridge cartridge, Recording recording, TimeProvider time) => new(new ReplayReel(cartridge, recording), time);

    /// <inheritdoc/>
    public void Advance(TimeSpan now)
    {
        lock (_lock)
            _reel.Advance(_time.GetElapsedTime(_start));
    }

    /// <inheritdoc/>
    public void Draw(CellBuffer screen, int x, int y, int width, int height)
    {
        lock (_lock)
            _reel.Draw(screen, x, y, width, height);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Everybody's: it ends with the hall.
    }

    /// <summary>Ends it for all.</summary>
    public void End()
    {
        lock (_lock)
            _reel.Dispose();
    }
}

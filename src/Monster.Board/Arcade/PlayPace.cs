namespace Monster.Board;

/// <summary>
/// Whether a play can have been played in the time it took. Integer arithmetic on what every node knows, since the answer decides
/// whether a score is accepted.
/// </summary>
public static class PlayPace
{
    /// <summary>The most turns a second in a turn-based game: more than any keyboard repeats, so that nobody who plays is refused.</summary>
    public const int MaxTurnsPerSecond = 60;

    /// <summary>Milliseconds that clocks and lines may be off.</summary>
    public const int SlackMilliseconds = 2_000;

    /// <summary>The least milliseconds between a play's beginning and its end.</summary>
    /// <param name="ticks">Completed updates, not negative.</param>
    /// <param name="ticksPerSecond">Of the game; 0 when it is turn-based.</param>
    public static long LeastMilliseconds(int ticks, int ticksPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ticks);
        ArgumentOutOfRangeException.ThrowIfNegative(ticksPerSecond);
        int perSecond = ticksPerSecond > 0 ? ticksPerSecond : MaxTurnsPerSecond;
        return Math.Max(0, ((long)ticks * 1_000 / perSecond) - SlackMilliseconds);
    }

    /// <summary>Whether so many ticks fit between two times. An end before its beginning is never plausible.</summary>
    public static bool IsPlausible(int ticks, int ticksPerSecond, DateTimeOffset begun, DateTimeOffset ended)
    {
        long took = ended.ToUnixTimeMilliseconds() - begun.ToUnixTimeMilliseconds();
        return took >= 0 && took >= LeastMilliseconds(ticks, ticksPerSecond);
    }
}

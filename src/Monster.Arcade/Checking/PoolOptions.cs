namespace Monster.Arcade;

/// <summary>The limits a <see cref="VerificationPool"/> keeps.</summary>
public sealed record PoolOptions
{
    /// <summary>Threads that replay. They are the pool's own: no session waits for one.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount - 1, 1, 16);

    /// <summary>The most recordings that wait or are being replayed; further ones are refused.</summary>
    public int MaxWaiting { get; init; } = 512;

    /// <summary>The most recordings that are being replayed at a time, each with an instance; the rest wait in their order.</summary>
    public int MaxStarted { get; init; } = 32;

    /// <summary>
    /// Budget units a recording gets at a turn, before others get theirs: some milliseconds. A play that fits into one turn never
    /// waits for a longer one.
    /// </summary>
    public long UnitsPerTurn { get; init; } = 50_000_000;

    /// <summary>
    /// The most budget units a recording may use in all: hours of play of any game of today, about a minute of one core. Beyond it, a recording
    /// is refused on every machine alike.
    /// </summary>
    public long MaxUnits { get; init; } = 50_000_000_000;
}

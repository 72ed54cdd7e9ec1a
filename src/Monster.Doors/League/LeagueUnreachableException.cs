using System.Diagnostics.CodeAnalysis;

namespace Monster.Doors;

/// <summary>The board elsewhere cannot be reached, or does not answer in time, or cannot take anything now: it is tried again later.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always has a reason.")]
public sealed class LeagueUnreachableException(string message, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>When the board says to try again; null when it says nothing.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether the board has a fault with this one request: others may do.</summary>
    public bool IsOfOne { get; init; }

    /// <summary>Whether it is something that the sysop of this board has to put right: the board's log says it.</summary>
    public bool IsForSysop { get; init; }
}

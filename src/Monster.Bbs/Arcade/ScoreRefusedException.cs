using System.Diagnostics.CodeAnalysis;
using Monster.Arcade;

namespace Monster.Bbs.Arcade;

/// <summary>A score does not count, now or later.</summary>
[SuppressMessage("Design", "CA1032", Justification = "A refusal always says why.")]
public sealed class ScoreRefusedException(string why) : ArcadeException(why)
{
    /// <summary>What was checked when the play was replayed; empty when it was refused before.</summary>
    public IReadOnlyList<Check> Checks { get; init; } = [];
}

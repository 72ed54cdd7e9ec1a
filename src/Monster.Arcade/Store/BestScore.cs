namespace Monster.Arcade;

/// <summary>A player's best play of a game.</summary>
/// <param name="Title">The game.</param>
/// <param name="Rules">The version of its rules: scores of different rules are not compared.</param>
/// <param name="Score">The score.</param>
/// <param name="When">When it was reached.</param>
/// <param name="File">The recording's file name.</param>
public sealed record BestScore(string Title, int Rules, int Score, DateTimeOffset When, string File);

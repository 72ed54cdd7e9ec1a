namespace Monster.Doors;

/// <summary>What became of a ranked play, for its player.</summary>
/// <param name="Serial">The ticket.</param>
/// <param name="Title">The game.</param>
/// <param name="Score">The score.</param>
/// <param name="When">When the board said so.</param>
/// <param name="Kind">What.</param>
/// <param name="Text">In words: the rank, or why not.</param>
/// <param name="IsTold">Whether the player has read it.</param>
public sealed record LeagueResult(ulong Serial, string Title, int Score, DateTimeOffset When, LeagueResultKind Kind, string Text, bool IsTold);

namespace Monster.Board;

/// <summary>A row of a leaderboard: a player's best.</summary>
/// <param name="Player">The account's number.</param>
/// <param name="Score">The score.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="Play">The recording's name.</param>
public sealed record LeaderboardRow(ulong Player, int Score, DateTimeOffset At, string Play);

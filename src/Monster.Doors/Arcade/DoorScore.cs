namespace Monster.Doors;

/// <summary>A score that a caller of the board made.</summary>
/// <param name="Title">The game.</param>
/// <param name="Rules">The version of its rules.</param>
/// <param name="Name">The caller, as the board names them.</param>
/// <param name="Score">The score.</param>
/// <param name="When">When it was made.</param>
public sealed record DoorScore(string Title, int Rules, string Name, int Score, DateTimeOffset When);

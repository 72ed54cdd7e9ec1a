namespace Monster.Arcade.Screens;

/// <summary>How a player stands in a game, under its present rules.</summary>
/// <param name="Best">The player's best score; null before the first.</param>
/// <param name="Record">The best score known here, whoever's; null when there is none.</param>
/// <param name="Plays">Plays the player has ended.</param>
public readonly record struct Standing(int? Best, int? Record, int Plays);

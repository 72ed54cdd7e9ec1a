namespace Monster.Arcade.Screens;

/// <summary>One of the 71 places in the grid.</summary>
/// <param name="Shard">0 to 70.</param>
/// <param name="Name">The game's name.</param>
/// <param name="Exists">Whether the game can be played yet.</param>
public sealed record Place(int Shard, string Name, bool Exists);

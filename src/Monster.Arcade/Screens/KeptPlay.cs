namespace Monster.Arcade.Screens;

/// <summary>A kept recording, as a list shows it.</summary>
/// <param name="Id">What <see cref="IHall.Open"/> finds it by.</param>
/// <param name="Title">The game's name.</param>
/// <param name="Score">The score at the end; null after a trap.</param>
/// <param name="Ended">When it ended; null when nobody noted it.</param>
/// <param name="Ticks">Its length.</param>
public sealed record KeptPlay(string Id, string Title, int? Score, DateTimeOffset? Ended, int Ticks);

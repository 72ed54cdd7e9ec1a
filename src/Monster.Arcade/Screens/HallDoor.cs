using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>A screen behind a key of the grid.</summary>
/// <param name="Key">The key.</param>
/// <param name="Does">What it does, in a word or two.</param>
/// <param name="Open">Makes the screen, for the game that is selected; null when it has nothing to show for it.</param>
public sealed record HallDoor(KeyCode Key, string Does, Func<Place, View?> Open);

using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>The scores of a cartridge door.</summary>
public sealed class CartridgeScoresView : View
{
    private readonly string _door;
    private readonly string _player;
    private readonly IReadOnlyList<DoorScore> _rows;

    /// <summary>The scores of a door under its present rules.</summary>
    /// <param name="door">The door.</param>
    /// <param name="scores">Its scores.</param>
    /// <param name="player">Who looks.</param>
    public CartridgeScoresView(CartridgeDoor door, DoorScores scores, string player) =>
        (_door, _player, _rows) = (door.Manifest.Name, player, scores.Of(door.Cartridge.Manifest.Title, door.Cartridge.Manifest.Rules));

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines =>
        [$"{_door}: scores", .. DoorScoreRows.Lines(_rows, Nobody), "Esc: back."];

    private static string Nobody => "Nobody has a score here yet. Yours would be the first.";

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        if (key.Is(KeyCode.Escape) || key.Is(KeyCode.Enter))
            Views.Close();
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, _door, "Scores");
        DoorScoreRows.Draw(screen, _rows, _player, Ink.Silver, Nobody);
        ScreenParts.Keys(screen, ("Escape", "back"));
    }
}

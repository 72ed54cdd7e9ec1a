using System.Globalization;
using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>The scores of a cartridge door.</summary>
public sealed class CartridgeScoresView : View
{
    private const int Top = 3;
    private const int Width = 64;

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
        [$"{_door}: scores", .. _rows.Count == 0 ? [Nobody] : _rows.Select((row, i) => $"{i + 1}. {row.Name}: {row.Score}"), "Esc: back."];

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
        int x = (screen.Width - Width) / 2;
        if (_rows.Count == 0)
            screen.TextCentered(0, screen.Height / 2, screen.Width, Nobody);
        for (int i = 0; i < Math.Min(_rows.Count, screen.Height - Top - 2); i++)
        {
            var row = _rows[i];
            var ink = string.Equals(row.Name, _player, StringComparison.OrdinalIgnoreCase) ? Ink.White : Ink.Silver;
            screen.TextRight(x + 3, Top + i, (i + 1).ToString(CultureInfo.InvariantCulture), Ink.Grey);
            screen.TextIn(x + 5, Top + i, 34, row.Name, ink);
            screen.TextRight(x + 52, Top + i, ScreenParts.Score(row.Score), ink);
            screen.TextRight(x + Width, Top + i, row.When.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Ink.Grey);
        }

        ScreenParts.Keys(screen, ("Escape", "back"));
    }
}

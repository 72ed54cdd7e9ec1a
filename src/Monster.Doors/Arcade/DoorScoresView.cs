using System.Globalization;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>The scores of a board's callers in one game.</summary>
public sealed class DoorScoresView : View
{
    private const int Top = 3;
    private const int Width = 64;

    private readonly DoorScores _scores;
    private readonly DoorHall _hall;
    private int _shard;
    private IReadOnlyList<DoorScore> _rows = [];
    private string _fault = "";

    /// <summary>The scores of a game.</summary>
    public DoorScoresView(DoorHall hall, DoorScores scores, int shard) => (_hall, _scores, _shard) = (hall, scores, shard);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines =>
        [$"{Shards.Names[_shard]}: scores", .. _rows.Count == 0 ? [Nobody] : _rows.Select((row, i) => $"{i + 1}. {row.Name}: {row.Score}"), "N and P: next and previous game. Esc: back."];

    private string Nobody => _fault.Length > 0 ? _fault : "Nobody has a score here yet. Yours would be the first.";

    /// <inheritdoc/>
    public override void Shown(TimeSpan now) => Read();

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        if (key.Is(KeyCode.Escape))
        {
            Views.Close();
            return;
        }

        if (key.Is(KeyCode.Right) || key.Is('n'))
            Turn(1);
        else if (key.Is(KeyCode.Left) || key.Is('p'))
            Turn(_hall.Places.Count - 1);
        Read();
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, Shards.Names[_shard], "Scores of this board");
        int x = (screen.Width - Width) / 2;
        if (_rows.Count == 0)
            screen.TextCentered(0, screen.Height / 2, screen.Width, Nobody);
        for (int i = 0; i < Math.Min(_rows.Count, screen.Height - Top - 2); i++)
        {
            var row = _rows[i];
            bool isMine = string.Equals(row.Name, _hall.Player, StringComparison.OrdinalIgnoreCase);
            screen.TextRight(x + 3, Top + i, (i + 1).ToString(CultureInfo.InvariantCulture), Ink.Grey);
            screen.TextIn(x + 5, Top + i, 34, row.Name, isMine ? Ink.White : Ink.Magenta);
            screen.TextRight(x + 52, Top + i, ScreenParts.Score(row.Score), isMine ? Ink.White : Ink.Silver);
            screen.TextRight(x + Width, Top + i, row.When.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Ink.Grey);
        }

        ScreenParts.Keys(screen, ("←→", "other game"), ("Escape", "back"));
    }

    private void Turn(int step)
    {
        int first = _shard;
        do
            _shard = (_shard + step) % _hall.Places.Count;
        while (!_hall.Places[_shard].Exists && _shard != first);
    }

    private void Read()
    {
        _fault = "";
        try
        {
            var cartridge = _hall.Load(_hall.Places[_shard]);
            _rows = _scores.Of(cartridge.Manifest.Title, cartridge.Manifest.Rules);
        }
        catch (ArcadeException e)
        {
            (_rows, _fault) = ([], e.Message);
        }
    }
}

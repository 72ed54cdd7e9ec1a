using System.Globalization;
using Monster.Arcade.Screens;
using Monster.Board;
using Monster.Terminal;

namespace Monster.Bbs.Arcade;

/// <summary>Rows of a leaderboard on a screen, one of them selected.</summary>
internal sealed class ScoreTable
{
    /// <summary>The most rows that are shown.</summary>
    public const int Most = 100;

    private const int Width = 66;

    private List<(LeaderboardRow Row, string Name)> _rows = [];
    private int _selected;

    /// <summary>The selected row; null when there are none.</summary>
    public LeaderboardRow? Selected => _selected < _rows.Count ? _rows[_selected].Row : null;

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Reads a leaderboard.</summary>
    public void Read(ArcadeService arcade, Leaderboard board)
    {
        _rows = arcade.Board.Read(store => Leaderboards.Top(store, board, Most).Select(row => (row, arcade.Settings.NameOf(store, row.Player))).ToList());
        _selected = Math.Clamp(_selected, 0, Math.Max(0, _rows.Count - 1));
    }

    /// <summary>Takes a key that moves the selection.</summary>
    public void Press(KeyCode key) => _selected = Math.Clamp(
        _selected + key switch
        {
            KeyCode.Up => -1,
            KeyCode.Down => 1,
            KeyCode.PageUp => -10,
            KeyCode.PageDown => 10,
            KeyCode.Home => -Most,
            KeyCode.End => Most,
            _ => 0,
        },
        0,
        Math.Max(0, _rows.Count - 1));

    /// <summary>Draws the rows between two lines of the screen.</summary>
    public void Draw(CellBuffer screen, int top, int bottom, ulong me, string nobody)
    {
        int x = (screen.Width - Width) / 2;
        if (_rows.Count == 0)
        {
            screen.TextCentered(0, (top + bottom) / 2, screen.Width, nobody);
            return;
        }

        screen.TextRight(x + 6, top, "Rank", Ink.Grey);
        screen.Text(x + 9, top, "Player", Ink.Grey);
        screen.TextRight(x + 46, top, "Score", Ink.Grey);
        screen.Text(x + 50, top, "When (UTC)", Ink.Grey);
        int rows = bottom - top;
        int first = Math.Max(0, _selected - rows + 1);
        for (int i = first; i < Math.Min(_rows.Count, first + rows); i++)
            DrawRow(screen, x, top + 1 + i - first, i, me);
    }

    /// <summary>The rows as sentences, for a terminal that reads them out.</summary>
    public IEnumerable<string> Lines() => _rows.Select((row, i) => $"{i + 1}. {row.Name}, {ScreenParts.Score(row.Row.Score)}, {When(row.Row.At)}");

    private void DrawRow(CellBuffer screen, int x, int y, int index, ulong me)
    {
        var (row, name) = _rows[index];
        bool selected = index == _selected;
        var ground = selected ? Ink.Yellow : Ink.Black;
        var ink = selected ? Ink.Black : Ink.Silver;
        screen.Fill(x, y, Width, 1, new Cell(' ', ink, ground));
        if (selected)
            screen.Put(x, y, '►', ink, ground);
        screen.TextRight(x + 6, y, (index + 1).ToString(CultureInfo.InvariantCulture), ink, ground);
        screen.TextIn(x + 9, y, 26, row.Player == me ? name + " (you)" : name, selected ? Ink.Black : row.Player == me ? Ink.White : Ink.Magenta, ground);
        screen.TextRight(x + 46, y, ScreenParts.Score(row.Score), selected ? Ink.Black : Ink.White, ground);
        screen.Text(x + 50, y, When(row.At), ink, ground);
    }

    private static string When(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

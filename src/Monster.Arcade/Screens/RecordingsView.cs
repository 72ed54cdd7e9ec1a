using System.Globalization;
using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>The plays kept last, to watch again.</summary>
public sealed class RecordingsView : View
{
    private const int Most = 200;
    private const int Top = 3;

    private readonly IHall _hall;
    private readonly TimeProvider _time;
    private IReadOnlyList<KeptPlay> _plays = [];
    private int _selected;
    private int _first;
    private int _rows = 1;
    private string _notice = "";

    /// <summary>The list of a hall.</summary>
    public RecordingsView(IHall hall, TimeProvider time) => (_hall, _time) = (hall, time);

    /// <inheritdoc/>
    public override void Shown(TimeSpan now)
    {
        _plays = _hall.Recent(Most);
        _selected = Math.Clamp(_selected, 0, Math.Max(0, _plays.Count - 1));
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        _notice = "";
        switch (key.Code)
        {
            case KeyCode.Escape:
                Views.Close();
                break;
            case KeyCode.F1:
                Views.Open(HelpView.OfArcade());
                break;
            case KeyCode.Enter when _plays.Count > 0:
                Watch(_plays[_selected]);
                break;
            default:
                _selected = Math.Clamp(_selected + Step(key.Code), 0, Math.Max(0, _plays.Count - 1));
                break;
        }
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, "Recent plays", _plays.Count == 0 ? "" : $"{_selected + 1} of {_plays.Count}");
        _rows = screen.Height - Top - 3;
        _first = Math.Clamp(_first, Math.Max(0, _selected - _rows + 1), _selected);
        if (_plays.Count == 0)
            screen.TextCentered(0, screen.Height / 2, screen.Width, "Nothing here yet: every play you end is kept, and can be watched again.");
        else
            DrawTable(screen);
        screen.TextIn(1, screen.Height - 2, screen.Width - 2, _notice, Ink.Yellow);
        ScreenParts.Keys(screen, ("Enter", "watch"), ("↑↓", "choose"), ("Escape", "back"));
    }

    private void DrawTable(CellBuffer screen)
    {
        int x = (screen.Width - 76) / 2;
        screen.Text(x + 2, Top - 1, "Ended", Ink.Grey);
        screen.Text(x + 22, Top - 1, "Game", Ink.Grey);
        screen.TextRight(x + 62, Top - 1, "Score", Ink.Grey);
        screen.TextRight(x + 74, Top - 1, "Ticks", Ink.Grey);
        for (int i = _first; i < Math.Min(_plays.Count, _first + _rows); i++)
            DrawRow(screen, x, Top + i - _first, _plays[i], i == _selected);
    }

    private void DrawRow(CellBuffer screen, int x, int y, KeptPlay play, bool selected)
    {
        var ground = selected ? Ink.Yellow : Ink.Black;
        var ink = selected ? Ink.Black : Ink.Silver;
        screen.Fill(x, y, 76, 1, new Cell(' ', ink, ground));
        if (selected)
            screen.Put(x, y, '►', ink, ground);
        screen.Text(x + 2, y, Ago(play.Ended), ink, ground);
        screen.TextIn(x + 22, y, 28, play.Title, ink, ground);
        screen.TextRight(x + 62, y, ScreenParts.Score(play.Score), selected ? Ink.Black : Ink.White, ground);
        screen.TextRight(x + 74, y, play.Ticks.ToString("N0", CultureInfo.InvariantCulture), ink, ground);
    }

    private string Ago(DateTimeOffset? ended)
    {
        if (ended is not { } when)
            return "";
        var local = TimeZoneInfo.ConvertTime(when, _time.LocalTimeZone);
        var today = _time.GetLocalNow().Date;
        return local.Date == today ? local.ToString("'today' HH:mm", CultureInfo.InvariantCulture)
            : local.Date == today.AddDays(-1) ? local.ToString("'yesterday' HH:mm", CultureInfo.InvariantCulture)
            : local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private void Watch(KeptPlay play)
    {
        try
        {
            var (cartridge, recording) = _hall.Open(play);
            Views.Open(new WatchView(cartridge, recording) { TakeOver = play => Views.Replace(new PlayView(_hall, play, _time)) });
        }
        catch (ArcadeException e)
        {
            _notice = e.Message;
        }
    }

    private int Step(KeyCode code) => code switch
    {
        KeyCode.Up => -1,
        KeyCode.Down => 1,
        KeyCode.PageUp => -_rows,
        KeyCode.PageDown => _rows,
        KeyCode.Home => -Most,
        KeyCode.End => Most,
        _ => 0,
    };
}

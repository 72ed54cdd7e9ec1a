using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Bbs.Arcade;

/// <summary>The page of an accepted play on a terminal.</summary>
public sealed class PlayPageView : View
{
    private readonly BoardHall _hall;
    private readonly PlayPage? _page;
    private readonly IReadOnlyList<(string Name, string Text)> _rows;
    private string _notice = "";

    /// <summary>The page of a recording's name.</summary>
    public PlayPageView(BoardHall hall, string id)
    {
        _hall = hall;
        _page = hall.Arcade.Board.Read(store => PlayPage.Find(store, id, hall.Arcade.Settings));
        _rows = _page?.Rows() ?? [("", "There is no such play.")];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines =>
        [.. _rows.Select(row => row.Name.Length == 0 ? row.Text : $"{row.Name}: {row.Text}"), .. _notice.Length > 0 ? [_notice] : Array.Empty<string>(), "W: watch it. Esc: back."];

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        _notice = "";
        if (key.Is(KeyCode.Escape))
            Views.Close();
        else if (_page is not null && (key.Is('w') || key.Is(KeyCode.Enter)))
            Watch(_page);
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        const int Width = 74;
        const int NameWidth = 15;
        ScreenParts.Title(screen, _page is null ? "A play" : $"{_page.Game}, by {_page.Player}", "Play");
        int x = (screen.Width - Width) / 2;
        int y = Math.Max(3, (screen.Height - _rows.Count) / 2 - 2);
        foreach (var (name, text) in _rows)
        {
            screen.Text(x, y, name, name == "Score checked" ? Ink.Green : Ink.Grey);
            screen.TextIn(x + NameWidth, y++, Width - NameWidth, text, name == "Score" ? Ink.White : Ink.Silver);
        }

        screen.TextIn(1, screen.Height - 2, screen.Width - 2, _notice, Ink.Yellow);
        ScreenParts.Keys(screen, ("W", "watch"), ("Escape", "back"));
    }

    private void Watch(PlayPage page)
    {
        try
        {
            var (cartridge, recording) = _hall.Open(page.Play.Id);
            Views.Open(new WatchView(cartridge, recording) { TakeOver = play => Views.Replace(new PlayView(_hall, play, _hall.Arcade.Time)) });
        }
        catch (ArcadeException e)
        {
            _notice = e.Message;
        }
    }
}

using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Board;
using Monster.Terminal;

namespace Monster.Bbs.Arcade;

/// <summary>The plays that wait for somebody who has just called: cut off by a hang-up, or left for later.</summary>
public sealed class WaitingPlaysView : View
{
    private readonly BoardHall _hall;
    private IReadOnlyList<Ticket> _waiting;
    private int _selected;
    private string _notice = "";

    /// <summary>The plays that wait.</summary>
    public WaitingPlaysView(BoardHall hall) => (_hall, _waiting) = (hall, hall.Waiting());

    /// <summary>Whether any play waits.</summary>
    public bool Any => _waiting.Count > 0;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines =>
        ["These plays wait for you.", .. _waiting.Select((ticket, i) => $"{(i == _selected ? "> " : "")}{Describe(ticket)}"), .. _notice.Length > 0 ? [_notice] : Array.Empty<string>(), "Enter: go on. Down: the next. Esc: later."];

    /// <inheritdoc/>
    public override void Shown(TimeSpan now)
    {
        _waiting = _hall.Waiting();
        _selected = Math.Clamp(_selected, 0, Math.Max(0, _waiting.Count - 1));
        if (_waiting.Count == 0)
            Views.Close();
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
            case KeyCode.Enter when _waiting.Count > 0:
                GoOn(_waiting[_selected]);
                break;
            case KeyCode.Up:
                _selected = Math.Max(0, _selected - 1);
                break;
            case KeyCode.Down:
                _selected = Math.Min(_waiting.Count - 1, _selected + 1);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, "Welcome back", "");
        int x = (screen.Width - 60) / 2;
        screen.Text(x, 4, _waiting.Count == 1 ? "A play waits for you, as you left it:" : "These plays wait for you, as you left them:");
        for (int i = 0; i < Math.Min(_waiting.Count, screen.Height - 10); i++)
        {
            bool selected = i == _selected;
            screen.Fill(x, 6 + i, 60, 1, new Cell(' ', Ink.Silver, selected ? Ink.Yellow : Ink.Black));
            screen.TextIn(x + 1, 6 + i, 58, (selected ? "► " : "  ") + Describe(_waiting[i]), selected ? Ink.Black : Ink.Silver, selected ? Ink.Yellow : Ink.Black);
        }

        screen.TextIn(1, screen.Height - 2, screen.Width - 2, _notice, Ink.Yellow);
        ScreenParts.Keys(screen, ("Enter", "go on"), ("↑↓", "choose"), ("Escape", "later"));
    }

    private string Describe(Ticket ticket)
    {
        var left = ticket.Statement.Opened + Ticket.Life - _hall.Arcade.Time.GetUtcNow();
        string daily = ticket.Statement.IsDaily ? " (daily challenge)" : "";
        return $"{Shards.Names[ticket.Shard]}{daily}, counts for {Math.Max(0, (int)left.TotalHours)} more hours";
    }

    private void GoOn(Ticket ticket)
    {
        var hall = ticket.Statement.IsDaily ? _hall.Daily() : _hall;
        if (hall.Resume(ticket) is { } play)
            Views.Open(new PlayView(hall, play, _hall.Arcade.Time));
        else
            _notice = "What is saved of this play is damaged. Starting the game again begins it anew.";
    }
}

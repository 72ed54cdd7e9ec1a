using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>The plays going on now, to watch one of them.</summary>
public sealed class LivePlaysView : View
{
    private const int Top = 3;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly LivePlays _plays;
    private readonly string? _name;
    private readonly TimeProvider _time;
    private readonly Func<LivePlay, string?> _refusal;
    private IReadOnlyList<LivePlay> _shown = [];
    private long _selected;
    private TimeSpan _next;
    private string _notice = "";

    /// <summary>The list.</summary>
    /// <param name="plays">The plays of the place.</param>
    /// <param name="name">What the watcher is called when he says something; null when he may not.</param>
    /// <param name="time">The clock.</param>
    /// <param name="refusal">Why a play is not to be watched now; null, by itself or as its answer, when it is.</param>
    public LivePlaysView(LivePlays plays, string? name, TimeProvider time, Func<LivePlay, string?>? refusal = null) =>
        (_plays, _name, _time, _refusal) = (plays, name, time, refusal ?? (_ => null));

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _next;

    private int Index => Math.Max(0, _shown.ToList().FindIndex(play => play.Number == _selected));

    /// <inheritdoc/>
    public override void Shown(TimeSpan now) => Wake(now);

    /// <inheritdoc/>
    public override void Wake(TimeSpan now)
    {
        int index = Index;
        _shown = _plays.All();
        if (!_shown.Any(play => play.Number == _selected))
            Select(index);
        _next = now + Look;
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
            case KeyCode.Enter when _shown.Count > 0:
                Watch(_shown[Index]);
                break;
            case KeyCode.Up:
                Select(Index - 1);
                break;
            case KeyCode.Down:
                Select(Index + 1);
                break;
            case KeyCode.Home:
                Select(0);
                break;
            case KeyCode.End:
                Select(_shown.Count - 1);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        const int Width = 76;
        ScreenParts.Title(screen, "Playing now", _shown.Count == 1 ? "1 play" : $"{_shown.Count} plays");
        int x = (screen.Width - Width) / 2;
        int rows = screen.Height - Top - 3;
        if (_shown.Count == 0)
            screen.TextCentered(0, screen.Height / 2, screen.Width, "Nobody is playing right now. Be the first; others can watch you.");
        else
            DrawHead(screen, x);
        int first = Math.Max(0, Index - rows + 1);
        for (int i = first; i < Math.Min(_shown.Count, first + rows); i++)
            DrawRow(screen, x, Top + i - first, _shown[i], i == Index);
        screen.TextIn(1, screen.Height - 2, screen.Width - 2, _notice, Ink.Yellow);
        ScreenParts.Keys(screen, ("Enter", "watch"), ("↑↓", "choose"), ("Escape", "back"));
    }

    private static void DrawHead(CellBuffer screen, int x)
    {
        screen.Text(x + 2, Top - 1, "Player", Ink.Grey);
        screen.Text(x + 24, Top - 1, "Game", Ink.Grey);
        screen.TextRight(x + 52, Top - 1, "For", Ink.Grey);
        screen.TextRight(x + 65, Top - 1, "Watched by", Ink.Grey);
        screen.Text(x + 67, Top - 1, "Now", Ink.Grey);
    }

    private void DrawRow(CellBuffer screen, int x, int y, LivePlay play, bool selected)
    {
        var ground = selected ? Ink.Yellow : Ink.Black;
        var ink = selected ? Ink.Black : Ink.Silver;
        screen.Fill(x, y, 76, 1, new Cell(' ', ink, ground));
        if (selected)
            screen.Put(x, y, '►', ink, ground);
        screen.TextIn(x + 2, y, 20, play.Player, selected ? Ink.Black : Ink.Magenta, ground);
        screen.TextIn(x + 24, y, 22, play.Cartridge.Manifest.Title, ink, ground);
        screen.TextRight(x + 52, y, ScreenParts.Duration(_time.GetUtcNow() - play.Since), ink, ground);
        screen.TextRight(x + 65, y, play.Watchers == 0 ? "–" : $"{play.Watchers}", ink, ground);
        screen.Text(x + 67, y, play.Phase == LivePhase.Paused ? "paused" : play.Phase == LivePhase.Over ? "over" : play.IsRanked ? "ranked" : "playing", ink, ground);
    }

    private void Watch(LivePlay play)
    {
        if (_refusal(play) is { } why)
        {
            _notice = why;
            return;
        }

        try
        {
            Views.Open(new LiveView(play, _name));
        }
        catch (ArcadeException e)
        {
            _notice = e.Message;
        }
    }

    private void Select(int index)
    {
        if (_shown.Count > 0)
            _selected = _shown[Math.Clamp(index, 0, _shown.Count - 1)].Number;
    }
}

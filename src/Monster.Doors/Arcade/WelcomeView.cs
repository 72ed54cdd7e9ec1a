using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>What a caller is told before anything else: what became of plays that were sent while they were away, and which plays can be gone on with.</summary>
public sealed class WelcomeView : View
{
    private const int Width = 72;
    private const int MostPlays = 9;
    private const int MostResults = 8;

    private readonly DoorHall _hall;
    private readonly TimeProvider _time;
    private readonly Func<View> _next;
    private readonly IReadOnlyList<Place> _waiting;
    private readonly IReadOnlyList<LeagueResult> _results;

    private WelcomeView(DoorHall hall, TimeProvider time, Func<View> next, IReadOnlyList<Place> waiting, IReadOnlyList<LeagueResult> results) =>
        (_hall, _time, _next, _waiting, _results) = (hall, time, next, waiting, results);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines => [.. Text().Select(line => line.Text), _waiting.Count > 0 ? "A number, or Enter: go on with that play. Esc: all games." : "Enter: go on."];

    /// <summary>The first view of a call: this one where there is something to tell, else the arcade or the one game.</summary>
    /// <param name="hall">The caller's hall.</param>
    /// <param name="only">The one game that is played; null for all.</param>
    /// <param name="time">The clock.</param>
    public static View Before(DoorHall hall, Monster.Arcade.Cartridge? only, TimeProvider time)
    {
        View Next() => only is null ? new GridView(hall, time) : new PlayView(hall, only, time);
        // The one game says itself that it waits.
        IReadOnlyList<Place> waiting = only is null ? [.. hall.Waiting().Take(MostPlays)] : [];
        IReadOnlyList<LeagueResult> results = [.. (hall.League?.Results.All ?? []).Where(result => !result.IsTold).Take(MostResults)];
        return waiting.Count + results.Count == 0 ? Next() : new WelcomeView(hall, time, Next, waiting, results);
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        _hall.League?.Results.MarkTold();
        int number = key.Is(KeyCode.Enter) ? 1 : key.IsText ? key.Rune.Value - '0' : 0;
        if (number >= 1 && number <= _waiting.Count)
            GoOn(_waiting[number - 1]);
        else
            Views.Replace(_next());
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, "Welcome back", _hall.Player);
        var text = Text().ToList();
        int x = (screen.Width - Width) / 2;
        int y = Math.Max(2, (screen.Height - text.Count) / 2);
        foreach (var (line, ink) in text.Take(screen.Height - 4))
            screen.TextIn(x, y++, Width, line, ink);
        if (_waiting.Count > 0)
            ScreenParts.Keys(screen, (_waiting.Count == 1 ? "Enter" : $"1-{_waiting.Count}", "go on with it"), ("Escape", "all games"));
        else
            ScreenParts.Keys(screen, ("any key", "go on"));
    }

    private IEnumerable<(string Text, Ink Ink)> Text()
    {
        if (_results.Count > 0)
        {
            yield return ($"{_hall.League!.Name} has looked at what you played:", Ink.White);
            yield return ("", Ink.Silver);
        }

        foreach (var result in _results)
        {
            string said = $"{result.Title} {ScreenParts.Score(result.Score)}: {(result.Kind == LeagueResultKind.Rejected ? "rejected: " : "")}{result.Text}";
            bool isFirst = true;
            foreach (string line in TextLines.Wrap(said, Width - 2))
            {
                yield return (isFirst ? line : "  " + line, result.Kind == LeagueResultKind.Checked ? Ink.Green : Ink.Yellow);
                isFirst = false;
            }
        }

        if (_results.Count > 0 && _waiting.Count > 0)
            yield return ("", Ink.Silver);
        if (_waiting.Count == 0)
            yield break;
        yield return (_waiting.Count == 1 ? "A play of yours waits to be gone on with:" : "Plays of yours wait to be gone on with:", Ink.White);
        yield return ("", Ink.Silver);
        for (int i = 0; i < _waiting.Count; i++)
            yield return ($"{i + 1}  {_waiting[i].Name}", Ink.Silver);
    }

    private void GoOn(Place place)
    {
        var views = Views;
        views.Replace(_next());
        try
        {
            views.Open(new PlayView(_hall, _hall.Load(place), _time));
        }
        catch (Monster.Arcade.ArcadeException e)
        {
            views.Open(new MessageView(place.Name, e.Message));
        }
    }
}

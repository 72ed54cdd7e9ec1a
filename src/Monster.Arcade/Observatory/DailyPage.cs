using System.Globalization;
using Monster.Hecke;
using Monster.Terminal;

namespace Monster.Arcade.Observatory;

/// <summary>The public walk that chooses the game of the day: this month until today, and on to a shard that has a game.</summary>
internal sealed class DailyPage(ObservatoryState state) : ObservatoryPage(state)
{
    private DateOnly _of;
    private IReadOnlyList<WalkDay> _days = [];
    private IReadOnlyList<int> _path = [];
    private string? _fault;

    public override string Name => "Daily";

    /// <summary>The shard of today's game; null when it cannot be told.</summary>
    public int? Game => _path.Count > 0 ? _path[^1] : null;

    public override (string Key, string Does)[] Keys => [("Enter", "today's game")];

    public override void Changed(TimeSpan now)
    {
        var today = DateOnly.FromDateTime(State.Time.GetUtcNow().UtcDateTime);
        if (today == _of && _fault is null)
            return;
        (_of, _days, _path, _fault) = (today, [], [], null);
        try
        {
            _days = State.Atlas.Walk.Until(today);
            _path = State.Atlas.Walk.ToGame(_days[^1], shard => State.Places[shard].Exists);
        }
        catch (Exception e) when (e is HeckeModuleException or ArgumentException)
        {
            _fault = e.Message;
        }
    }

    public override void Draw(CellBuffer screen)
    {
        int left = (screen.Width - 76) / 2;
        int y = Top;
        screen.TextIn(left, y++, screen.Width - left - 1, "A public walk: from shard 17 on the 1st, one isogeny a day, of degree 71,", Ink.Silver);
        screen.TextIn(left, y++, screen.Width - left - 1, "59, ..., 2 and again, drawn by the date; 'monster hecke daily' makes it anew.", Ink.Silver);
        y++;
        screen.Text(left, y, "day", Ink.Grey);
        screen.Text(left + 14, y, "operator", Ink.Grey);
        screen.Text(left + 25, y, "shard", Ink.Grey);
        screen.Text(left + 55, y++, "distance at most", Ink.Grey);
        int rows = screen.Height - y - 7;
        foreach (var day in _days.TakeLast(rows))
            DrawDay(screen, left, y++, day);
        if (_days.Count > 0)
            screen.TextIn(left, y++, screen.Width - left - 1, "Distance: from all being equally likely, 1/2 √70 times 2√p/(p + 1) a day.", Ink.Grey);
        y++;
        if (_fault is not null)
        {
            screen.TextIn(left, y, screen.Width - left - 1, _fault, Ink.Red);
            return;
        }

        if (_path.Count == 0)
            return;
        DrawGame(screen, left, y);
    }

    private void DrawDay(CellBuffer screen, int left, int y, WalkDay day)
    {
        bool isToday = day.Day == _of;
        var ink = isToday ? Ink.White : Ink.Silver;
        if (isToday)
            screen.Put(left - 2, y, '►', Ink.Yellow);
        screen.Text(left, y, day.Day.ToString("d MMMM", CultureInfo.InvariantCulture), ink);
        screen.Text(left + 14, y, $"T_{day.Prime}", ink);
        screen.TextRight(left + 27, y, $"{day.From}", Ink.Grey);
        screen.Text(left + 28, y, "→", Ink.Grey);
        screen.TextRight(left + 32, y, $"{day.Shard}", ink);
        screen.TextIn(left + 34, y, 20, State.NameOf(day.Shard), State.Places[day.Shard].Exists ? ink : Ink.Grey);
        screen.Text(left + 55, y, day.Bound.ToString(day.Bound < 0.0001 ? "0.0e+0" : "0.0000", CultureInfo.InvariantCulture), ink);
    }

    private void DrawGame(CellBuffer screen, int left, int y)
    {
        int width = Math.Min(100, screen.Width - left - 2);
        if (_path.Count > 1)
        {
            string path = string.Join(" → ", _path.Count <= 16 ? _path.Select(s => $"{s}") : [.. _path.Take(6).Select(s => $"{s}"), "...", .. _path.TakeLast(6).Select(s => $"{s}")]);
            foreach (string line in TextLines.Wrap($"Shard {_path[0]} has no game yet: today's walk goes on by T_{_days[^1].Prime}, never a step back, {path}.", width))
                screen.Text(left, y++, line, Ink.Silver);
        }

        screen.TextIn(left, y, width, $"Today's game: {State.NameOf(_path[^1])}. Tomorrow the walk goes on from shard {_path[0]}.", Ink.Yellow);
    }
}

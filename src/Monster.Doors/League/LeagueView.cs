using System.Globalization;
using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>A caller's ranked plays: what waits to be sent, and what the board elsewhere said of the last ones.</summary>
public sealed class LeagueView(League league) : View
{
    private const int Top = 4;
    private const int Width = 76;

    private IReadOnlyList<LeaguePost> _waiting = [];
    private IReadOnlyList<LeagueResult> _results = [];
    private TimeSpan? _look;

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _look;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines => [$"Ranked at {league.Name}. {State}", .. Rows().Select(row => $"{row.Game} {row.Score}: {row.Text}"), "Esc: back."];

    private string State => league.IsOut ? "It cannot be reached just now; it is tried again by itself." : "It answers.";

    /// <inheritdoc/>
    public override void Shown(TimeSpan now) => Wake(now);

    /// <inheritdoc/>
    public override void Wake(TimeSpan now)
    {
        (_waiting, _results) = (league.Mine, league.Results.All);
        _look = now + TimeSpan.FromSeconds(2);
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        if (key.Is(KeyCode.Escape) || key.Is(KeyCode.F5))
            Views.Close();
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, "Your ranked plays", league.Name);
        int x = (screen.Width - Width) / 2;
        screen.TextIn(x, 2, Width, State, league.IsOut ? Ink.Yellow : Ink.Grey);
        var rows = Rows().ToList();
        if (rows.Count == 0)
            screen.TextCentered(0, screen.Height / 2, screen.Width, "Nothing yet: begin a game, and what you score is sent and checked.");
        for (int i = 0; i < Math.Min(rows.Count, screen.Height - Top - 2); i++)
        {
            var (game, score, when, text, ink) = rows[i];
            screen.TextIn(x, Top + i, 18, game, Ink.White);
            screen.TextRight(x + 28, Top + i, score, Ink.Silver);
            screen.Text(x + 30, Top + i, when, Ink.Grey);
            screen.TextIn(x + 37, Top + i, Width - 37, text, ink);
        }

        ScreenParts.Keys(screen, ("Escape", "back"));
    }

    private IEnumerable<(string Game, string Score, string When, string Text, Ink Ink)> Rows() =>
    [
        .. _waiting.Reverse().Select(post => (post.Title, ScreenParts.Score(post.Score), Day(post.Queued), "waits to be sent", Ink.Yellow)),
        .. _results.Select(result => (result.Title, ScreenParts.Score(result.Score), Day(result.When), result.Text, result.Kind == LeagueResultKind.Checked ? Ink.Green : Ink.Grey)),
    ];

    private static string Day(DateTimeOffset when) => when.ToString("MM-dd", CultureInfo.InvariantCulture);
}

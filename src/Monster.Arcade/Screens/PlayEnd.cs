using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>
/// The card over a play that has ended: the score, and what now. "Again" is one key, but keys still held or hammered from
/// the game must not take it: keys count only after the card has stood for a moment and the keyboard has been quiet.
/// </summary>
internal sealed class PlayEnd
{
    private const int Width = 52;
    private const int IdDigits = 12;
    private const int Lower = 6; // rows: what the game says of its end stands above the card

    private static readonly TimeSpan Stand = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(350);

    private readonly Standing _before;
    private bool _ready;

    /// <summary>The end of a play.</summary>
    /// <param name="recording">The play.</param>
    /// <param name="before">How the player stood before it.</param>
    /// <param name="now">The time.</param>
    public PlayEnd(Recording recording, Standing before, TimeSpan now)
    {
        (Recording, _before) = (recording, before);
        ReadyAt = now + Stand;
    }

    /// <summary>The play that ended.</summary>
    public Recording Recording { get; }

    /// <summary>When keys begin to count; null once they do.</summary>
    public TimeSpan? ReadyAt { get; private set; }

    /// <summary>What came of keeping it; a little later than the end where that takes a moment.</summary>
    public KeptNote Kept { get; set; }

    private bool IsTrap => Recording.Status == PlayStatus.Trapped;

    /// <summary>Time has passed.</summary>
    public void Wake(TimeSpan now)
    {
        if (ReadyAt is { } at && now >= at)
            (_ready, ReadyAt) = (true, null);
    }

    /// <summary>Takes a key.</summary>
    public EndChoice Press(KeyPress key, TimeSpan now)
    {
        Wake(now);
        if (!_ready)
        {
            ReadyAt = ReadyAt > now + Quiet ? ReadyAt : now + Quiet;
            return EndChoice.None;
        }

        return key switch
        {
            _ when key.Is(KeyCode.Enter) => EndChoice.Again,
            _ when key.Is('w') => EndChoice.LastMoment,
            _ when key.Is(KeyCode.Escape) => EndChoice.Leave,
            _ => EndChoice.None,
        };
    }

    /// <summary>Draws the card.</summary>
    public void Draw(CellBuffer screen, string game)
    {
        string[] lines = IsTrap ? [.. TextLines.Wrap(TrapText(game), Width - 4)] : [];
        var (x, y) = ScreenParts.Card(screen, Width, IsTrap ? lines.Length + 5 : 10, IsTrap ? Ink.Red : Ink.Silver, IsTrap ? 0 : Lower);
        if (IsTrap)
        {
            screen.Text(x, y, $"{game} stopped working", Ink.White);
            foreach (string line in lines)
                screen.Text(x, ++y, line);
        }
        else
        {
            DrawScore(screen, x, y, game);
            y += 5;
        }

        DrawChoices(screen, x, y + 2);
    }

    private string TrapText(string game) =>
        $"{What(Recording.Trap?.Cause)} This is a fault of {game}, not yours, and nothing else is lost. The play has no score; it is kept as {Recording.Id()[..IdDigits]}, so that the game's author can see what happened.";

    private static string What(TrapCause? cause) => cause switch
    {
        TrapCause.Budget => "It thought about its next move without end.",
        TrapCause.Depth => "It lost its way among its own calls.",
        _ => "It tried something impossible.",
    };

    private void DrawScore(CellBuffer screen, int x, int y, string game)
    {
        int right = x + Width - 4;
        bool best = Recording.Score is { } score && score > (_before.Best ?? 0);
        screen.Text(x, y, Recording.Status == PlayStatus.Over ? "Game over" : "This play is as long as a play can be", Ink.White);
        screen.TextRight(right, y, game, Ink.Grey);
        screen.Text(x, y + 2, "Your score");
        screen.TextRight(right, y + 2, ScreenParts.Score(Recording.Score), best ? Ink.Green : Ink.White);
        var (line, earlier) = (best, _before.Best) switch
        {
            (true, null) => ("Your first score here, well done", ""),
            (true, _) => ("A new best! Before", ScreenParts.Score(_before.Best)),
            (false, null) => ("Your best", "none yet"),
            (false, _) => ("Your best", ScreenParts.Score(_before.Best)),
        };
        screen.Text(x, y + 3, line, best ? Ink.Green : Ink.Silver);
        screen.TextRight(right, y + 3, earlier);
        screen.Text(x, y + 4, "The record");
        screen.TextRight(right, y + 4, ScreenParts.Score(_before.Record));
        screen.TextIn(x, y + 5, Width - 4, Kept.Text, Kept.IsGood ? Ink.Green : Ink.Grey);
    }

    private void DrawChoices(CellBuffer screen, int x, int y)
    {
        var key = _ready ? Ink.Yellow : Ink.Grey;
        var does = _ready ? Ink.Silver : Ink.Grey;
        foreach (var (name, what) in new[] { ("Enter", "again"), ("W", "watch the end"), ("Escape", "leave") })
        {
            x = screen.Text(x, y, name, key) + 1;
            x = screen.Text(x, y, what, does) + 3;
        }
    }
}

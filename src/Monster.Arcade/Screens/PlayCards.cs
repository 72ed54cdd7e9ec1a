using Monster.Cartridge;
using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>What stands over and beside a game's picture when it is not the game that speaks.</summary>
internal static class PlayCards
{
    private const int Width = 52;
    private const int TalkRows = 4;

    /// <summary>The play could not begin.</summary>
    public static void Failed(CellBuffer screen, string why) => Card(screen, "This play could not begin", why, ("Enter", "try again"), ("Escape", "back"));

    /// <summary>The play was taken to another connection.</summary>
    public static void Moved(CellBuffer screen) =>
        Card(screen, "This play goes on elsewhere", "Your code was used: the play stands on the other screen now, just as it was here.", ("Escape", "back"));

    /// <summary>The line below the picture where there is room for it, and over a picture at rest what was said.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="x">The picture's left column.</param>
    /// <param name="y">The picture's top row.</param>
    /// <param name="live">What others see of the play; null when nobody can.</param>
    /// <param name="talk">The line being typed.</param>
    /// <param name="running">Whether the game runs.</param>
    /// <param name="isNews">Whether something was said just now: it is seen over a running game too, in the last row, where there is no room below it.</param>
    /// <param name="notice">What else is to be said.</param>
    public static void Company(CellBuffer screen, int x, int y, LivePlay? live, TalkInput talk, bool running, bool isNews, string notice)
    {
        int below = y + Abi.Height + 1;
        if (running && GamePane.HasRoomBelow(screen))
        {
            ScreenParts.Keys(screen, x, below, Abi.Width, ("Escape", "pause"), ("F1", "help"));
            if (live is { Watchers: > 0 })
                screen.TextRight(x + Abi.Width, below, $"{TalkPanel.Watching(live.Watchers)} · Ctrl-T talks", Ink.Grey);
            if (live is not null && screen.Height - below > TalkRows)
                TalkPanel.Draw(screen, live, x, below + TalkRows, Abi.Width, TalkRows);
        }
        else if (running && isNews && live is not null)
        {
            TalkPanel.Draw(screen, live, x, y + Abi.Height - 1, Abi.Width - 1, rows: 1);
        }
        else if (!running && live is not null)
        {
            if (live.Watchers > 0)
                screen.TextRight(x + Abi.Width - 1, y, TalkPanel.Watching(live.Watchers), Ink.Grey);
            TalkPanel.Draw(screen, live, x, y + Abi.Height - 2, Abi.Width, TalkRows);
        }

        if (talk.IsOpen)
            talk.Draw(screen, x, y + Abi.Height - 1, Abi.Width - 1);
        else if (!running && notice.Length > 0)
            screen.TextIn(x + 1, y + Abi.Height - 1, Abi.Width - 2, notice, Ink.Yellow);
    }

    private static void Card(CellBuffer screen, string title, string text, params ReadOnlySpan<(string Key, string Does)> keys)
    {
        string[] lines = [.. TextLines.Wrap(text, Width - 4)];
        var (x, y) = ScreenParts.Card(screen, Width, lines.Length + 6);
        screen.Text(x, y, title, Ink.White);
        y += 2;
        foreach (string line in lines)
            screen.Text(x, y++, line);
        ScreenParts.Keys(screen, x, y + 1, Width - 4, keys);
    }
}

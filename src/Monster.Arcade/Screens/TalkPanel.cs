using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>What was said beside a live play.</summary>
internal static class TalkPanel
{
    /// <summary>The newest lines, in the rows that end at a row.</summary>
    public static void Draw(CellBuffer screen, LivePlay live, int x, int lastRow, int width, int rows)
    {
        var lines = live.Talk(rows);
        for (int i = 0; i < lines.Count; i++)
        {
            int y = lastRow - lines.Count + 1 + i;
            screen.Fill(x, y, width, 1, Cell.Blank);
            int after = screen.TextIn(x + 1, y, 24, lines[i].Name, Ink.Magenta);
            screen.TextIn(after + 2, y, x + width - after - 3, lines[i].Text);
        }
    }

    /// <summary>How many watch, in words.</summary>
    public static string Watching(int watchers) => watchers == 1 ? "1 is watching" : $"{watchers} are watching";
}

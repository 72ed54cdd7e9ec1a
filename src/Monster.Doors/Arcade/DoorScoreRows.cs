using System.Globalization;
using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>Scores of a board's callers as rows of a screen, for the games of the arcade and for doors that are cartridges.</summary>
internal static class DoorScoreRows
{
    private const int Top = 3;
    private const int Width = 64;

    /// <summary>Draws as many rows as there is room for; a sentence when there are none.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="rows">The scores, best first.</param>
    /// <param name="player">Who looks: the own rows stand out.</param>
    /// <param name="others">The colour of the others' names.</param>
    /// <param name="nobody">The sentence.</param>
    public static void Draw(CellBuffer screen, IReadOnlyList<DoorScore> rows, string player, Ink others, string nobody)
    {
        int x = (screen.Width - Width) / 2;
        if (rows.Count == 0)
            screen.TextCentered(0, screen.Height / 2, screen.Width, nobody);
        for (int i = 0; i < Math.Min(rows.Count, screen.Height - Top - 2); i++)
        {
            var row = rows[i];
            bool isMine = string.Equals(row.Name, player, StringComparison.OrdinalIgnoreCase);
            screen.TextRight(x + 3, Top + i, (i + 1).ToString(CultureInfo.InvariantCulture), Ink.Grey);
            screen.TextIn(x + 5, Top + i, 34, row.Name, isMine ? Ink.White : others);
            screen.TextRight(x + 52, Top + i, ScreenParts.Score(row.Score), isMine ? Ink.White : Ink.Silver);
            screen.TextRight(x + Width, Top + i, row.When.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Ink.Grey);
        }
    }

    /// <summary>The rows as sentences, for line mode.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<DoorScore> rows, string nobody) =>
        rows.Count == 0 ? [nobody] : rows.Select((row, i) => $"{i + 1}. {row.Name}: {row.Score}");
}

using System.Globalization;
using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>What every screen has in the same place and the same colours: the title line and the line of keys.</summary>
public static class ScreenParts
{
    /// <summary>The first row: what this is, and at the right what is worth knowing at any moment.</summary>
    public static void Title(CellBuffer screen, string title, string right)
    {
        screen.Text(1, 0, title, Ink.White);
        screen.TextRight(screen.Width - 1, 0, right, Ink.Grey);
    }

    /// <summary>The last row: the keys that work now. Those that do not fit are left out, so the most wanted stand first.</summary>
    public static void Keys(CellBuffer screen, params ReadOnlySpan<(string Key, string Does)> keys) =>
        Keys(screen, 1, screen.Height - 1, screen.Width - 2, keys);

    /// <summary>Keys and what they do, in one row.</summary>
    public static void Keys(CellBuffer screen, int x, int y, int width, params ReadOnlySpan<(string Key, string Does)> keys)
    {
        int end = x + width;
        foreach (var (key, does) in keys)
        {
            if (x + key.Length + 1 + does.Length > end)
                return;
            x = screen.Text(x, y, key, Ink.Silver) + 1;
            x = screen.Text(x, y, does, Ink.Grey) + 3;
        }
    }

    /// <summary>A blank card with a frame, in the middle of the screen or some rows lower.</summary>
    /// <returns>Its top left corner inside the frame.</returns>
    public static (int X, int Y) Card(CellBuffer screen, int width, int height, Ink frame = Ink.Silver, int lower = 0)
    {
        int x = (screen.Width - width) / 2;
        int y = ((screen.Height - height) / 2) + lower;
        screen.Fill(x - 1, y, width + 2, height, Cell.Blank);
        screen.Box(x, y, width, height, frame);
        return (x + 2, y + 1);
    }

    /// <summary>A score with commas; a dash when there is none.</summary>
    public static string Score(int? score) => score?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A score in at most four characters; a dash when there is none.</summary>
    public static string ShortScore(int? score) => score switch
    {
        null => "–",
        < 1_000 => Plain(score.Value),
        < 9_950 => Tenths(score.Value, 1_000) + "k",
        < 1_000_000 => Plain(score.Value / 1_000) + "k",
        < 9_950_000 => Tenths(score.Value, 1_000_000) + "M",
        < 1_000_000_000 => Plain(score.Value / 1_000_000) + "M",
        _ => Tenths(score.Value, 1_000_000_000) + "G",
    };

    /// <summary>Minutes and seconds, with hours where there are any.</summary>
    public static string Duration(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Tenths(int number, int unit) => $"{number / unit}.{number % unit * 10L / unit}";
}

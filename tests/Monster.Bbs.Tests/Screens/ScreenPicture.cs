using System.Text;
using Monster.Terminal;

namespace Monster.Bbs.Tests.Screens;

/// <summary>A screen as text for golden files: its letters as an encoding has them, then its colours.</summary>
internal static class ScreenPicture
{
    public static string Of(View view, int width, int height, TerminalEncoding encoding)
    {
        var screen = new CellBuffer(width, height);
        view.Draw(screen);
        var text = new StringBuilder();
        var inks = new StringBuilder("--- ink\n");
        for (int y = 0; y < height; y++)
        {
            var row = new StringBuilder();
            var ink = new StringBuilder();
            foreach (var cell in screen.Row(y))
            {
                row.Append(encoding == TerminalEncoding.Utf8 ? (char)cell.CodePoint : Cp437.ToChar(Cp437.ToSafeByte(cell.CodePoint, showsControlGlyphs: false)));
                ink.Append(cell.Background != Ink.Black ? '#' : cell.CodePoint == ' ' || cell.Foreground == Ink.Silver ? ' ' : "0123456789abcdef"[(int)cell.Foreground]);
            }

            text.Append(row.ToString().TrimEnd()).Append('\n');
            inks.Append(ink.ToString().TrimEnd()).Append('\n');
        }

        return text.Append(inks).ToString();
    }
}

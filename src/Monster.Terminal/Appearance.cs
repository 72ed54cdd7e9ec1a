using System.Text;

namespace Monster.Terminal;

/// <summary>
/// What a terminal can show of a cell. The result is again a cell, so that two cells that look the same are equal.
/// In monochrome its foreground is White for bold and Silver for plain, its background Silver for reverse video and Black
/// for plain; with bold for bright its background is one of the first eight.
/// </summary>
internal static class Appearance
{
    /// <summary>The cell as a terminal shows it. A blank has one form, whatever its ink.</summary>
    public static Cell Of(Cell cell, TerminalFacts facts)
    {
        int glyph = Glyph(cell.CodePoint, facts);
        var (foreground, background) = Colors(cell.Foreground, cell.Background, facts.Colors);
        if (glyph == ' ' || (facts.Colors == ColorSupport.Monochrome && cell.Foreground == cell.Background))
            return new Cell(' ', Ink.Silver, background);
        return new Cell(glyph, foreground, background);
    }

    /// <summary>The byte sent for a glyph when the encoding is not UTF-8.</summary>
    public static byte SingleByte(int glyph, TerminalFacts facts) => facts.Encoding == TerminalEncoding.Cp437
        ? Cp437.ToSafeByte(glyph, facts.ShowsControlGlyphs)
        : (byte)Cp437.NearestAscii(glyph);

    private static int Glyph(int codePoint, TerminalFacts facts)
    {
        if (facts.Encoding == TerminalEncoding.Utf8)
        {
            if (codePoint == Cell.WideTail)
                return Cell.WideTail;
            if (!Rune.IsValid(codePoint))
                return Rune.ReplacementChar.Value;
            return codePoint == 0xA0 ? ' ' : DisplayWidth.Of(new Rune(codePoint)) == 0 ? '?' : codePoint;
        }

        // Kept as the byte that is sent, so that glyphs a terminal cannot tell apart are not sent again.
        byte sent = SingleByte(codePoint, facts);
        return sent == 0xFF ? ' ' : sent < 0x80 && sent >= 0x20 ? sent : Cp437.ToChar(sent);
    }

    private static (Ink Foreground, Ink Background) Colors(Ink foreground, Ink background, ColorSupport colors)
    {
        switch (colors)
        {
            case ColorSupport.Sixteen:
                return (foreground, background);
            case ColorSupport.Monochrome:
                bool bold = foreground is Ink.White or Ink.Yellow or Ink.Red;
                return (bold ? Ink.White : Ink.Silver, background == Ink.Black ? Ink.Black : Ink.Silver);
            default:
                var dim = (Ink)((int)background & 7);
                if (foreground == dim && foreground != background)
                    foreground = dim == Ink.Black ? Ink.Grey : Ink.Black;
                return (foreground, dim);
        }
    }
}

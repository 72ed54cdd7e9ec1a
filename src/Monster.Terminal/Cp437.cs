namespace Monster.Terminal;

/// <summary>Code page 437: its glyphs, and the nearest ASCII for each.</summary>
public static class Cp437
{
    /// <summary>The glyphs of bytes 0 to 255; byte 0 shows as a space.</summary>
    private const string Glyphs =
        " ☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼ !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_" +
        "`abcdefghijklmnopqrstuvwxyz{|}~⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
        "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";

    /// <summary>The nearest ASCII for each glyph above, at the same place.</summary>
    private const string Near =
        " @@hdcso#o#mfdd*><|!PS=|^v><L-^v !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_" +
        "`abcdefghijklmnopqrstuvwxyz{|}~^CueaaaaceeeiiiAAEaAooouuyOUcLYPfaiounNao?--24!<>" +
        ".:%|++++++|+++++++++-++++++++=+++++++++++++#_[]\"aBGpEsutOOOd8fen=+><||/~o..Vn2# ";

    /// <summary>The byte of each code point up to the highest in the page; 0 where there is none.</summary>
    private static readonly byte[] Bytes = MakeBytes();

    /// <summary>The glyph of a byte.</summary>
    public static char ToChar(byte value) => Glyphs[value];

    /// <summary>The byte of a character, when the code page has it. Space is 32; U+00A0 is 255.</summary>
    public static bool TryGetByte(int codePoint, out byte value)
    {
        if (codePoint is >= 0x20 and < 0x7F)
        {
            value = (byte)codePoint;
            return true;
        }

        value = (uint)codePoint < (uint)Bytes.Length ? Bytes[codePoint] : (byte)0;
        return value != 0;
    }

    /// <summary>The printable ASCII character nearest to a character; '?' when there is none.</summary>
    public static char NearestAscii(int codePoint)
    {
        if (codePoint is >= 0x20 and < 0x7F)
            return (char)codePoint;
        if (TryGetByte(codePoint, out byte value))
            return Near[value];
        return codePoint switch
        {
            '…' => '.',
            '‘' or '’' => '\'',
            '“' or '”' => '"',
            '–' or '—' or '−' => '-',
            '×' => 'x',
            '●' => 'o',
            '✓' => '+',
            Cell.WideTail => ' ',
            _ => '?',
        };
    }

    /// <summary>
    /// The byte a CP437 terminal is sent for a character. Characters it lacks, and those whose byte it may take for a
    /// command, become their nearest ASCII.
    /// </summary>
    public static byte ToSafeByte(int codePoint, bool showsControlGlyphs)
    {
        if (!TryGetByte(codePoint, out byte value))
            return (byte)NearestAscii(codePoint);
        if (value == 127 || (value < 32 && !(showsControlGlyphs && IsShown(value))))
            return (byte)Near[value];
        return value;
    }

    /// <summary>Control bytes that no terminal we know acts on once it shows control glyphs at all.</summary>
    private static bool IsShown(byte value) => value is (>= 1 and <= 6) or 16 or 18 or (>= 20 and <= 22) or (>= 28 and <= 31);

    private static byte[] MakeBytes()
    {
        byte[] bytes = new byte[Glyphs.Max() + 1];
        for (int i = Glyphs.Length - 1; i > 0; i--)
            bytes[Glyphs[i]] = (byte)i;
        return bytes;
    }
}

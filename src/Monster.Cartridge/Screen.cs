namespace Monster.Cartridge;

/// <summary>
/// The 80x24 cells and four voices that a game draws. Row 0 is the game's title and score, row 23 the keys that work;
/// the last cell (79, 23) stays blank. What falls outside the screen is not drawn.
/// Use only characters of code page 437.
/// </summary>
public readonly ref struct Screen
{
    private readonly Span<uint> _cells;
    private readonly Span<uint> _voices;

    /// <summary>A screen over the host's memory: 1,920 cells by row and four voices.</summary>
    public Screen(Span<uint> cells, Span<uint> voices)
    {
        _cells = cells;
        _voices = voices;
    }

    /// <summary>The cell's memory form: code point in bits 0-15, foreground in 16-23, background in 24-31.</summary>
    public static uint Pack(char glyph, Color foreground, Color background) =>
        glyph | ((uint)foreground << 16) | ((uint)background << 24);

    /// <summary>Puts one character.</summary>
    public void Put(int x, int y, char glyph, Color foreground = Color.Silver, Color background = Color.Black)
    {
        if ((uint)x < Abi.Width && (uint)y < Abi.Height)
            _cells[(y * Abi.Width) + x] = Pack(glyph, foreground, background);
    }

    /// <summary>Puts one character over what is drawn there already: the cell keeps its ground, and a full block becomes one.</summary>
    public void Over(int x, int y, char glyph, Color foreground)
    {
        if ((uint)x >= Abi.Width || (uint)y >= Abi.Height)
            return;
        uint below = _cells[(y * Abi.Width) + x];
        uint ground = (below & 0xFFFF) == '█' ? (below >> 16) & 0xFF : below >> 24;
        _cells[(y * Abi.Width) + x] = Pack(glyph, foreground, (Color)ground);
    }

    /// <summary>Writes a string to the right from (x, y).</summary>
    public void Text(int x, int y, string text, Color foreground = Color.Silver, Color background = Color.Black)
    {
        for (int i = 0; i < text.Length; i++)
            Put(x + i, y, text[i], foreground, background);
    }

    /// <summary>Writes a string in the middle of row y.</summary>
    public void Center(int y, string text, Color foreground = Color.Silver, Color background = Color.Black) =>
        Text((Abi.Width - text.Length) / 2, y, text, foreground, background);

    /// <summary>Writes a number from (x, y) to the right, with commas between thousands.</summary>
    /// <returns>The column after it.</returns>
    public int Number(int x, int y, int value, Color foreground = Color.White, Color background = Color.Black)
    {
        int end = x + NumberWidth(value);
        NumberLeft(end, y, value, foreground, background);
        return end;
    }

    /// <summary>Writes a number that ends just before column <paramref name="end"/>, with commas between thousands.</summary>
    public void NumberLeft(int end, int y, int value, Color foreground = Color.White, Color background = Color.Black)
    {
        uint rest = value < 0 ? 0u - (uint)value : (uint)value;
        int x = end - 1;
        int digits = 0;
        while (true)
        {
            Put(x--, y, (char)('0' + (int)(rest % 10)), foreground, background);
            rest /= 10;
            if (rest == 0)
                break;
            if (++digits % 3 == 0)
                Put(x--, y, ',', foreground, background);
        }

        if (value < 0)
            Put(x, y, '-', foreground, background);
    }

    /// <summary>The columns that <see cref="Number"/> needs.</summary>
    public static int NumberWidth(int value)
    {
        uint rest = value < 0 ? 0u - (uint)value : (uint)value;
        int width = value < 0 ? 2 : 1;
        for (int digits = 1; rest >= 10; digits++)
        {
            rest /= 10;
            width += digits % 3 == 0 ? 2 : 1;
        }

        return width;
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(int x, int y, int width, int height, char glyph, Color foreground = Color.Silver, Color background = Color.Black)
    {
        for (int row = y; row < y + height; row++)
        {
            for (int column = x; column < x + width; column++)
                Put(column, row, glyph, foreground, background);
        }
    }

    /// <summary>Draws a single-line frame around a rectangle; width and height include the frame.</summary>
    public void Box(int x, int y, int width, int height, Color foreground = Color.Grey, Color background = Color.Black)
    {
        int right = x + width - 1;
        int bottom = y + height - 1;
        for (int column = x + 1; column < right; column++)
        {
            Put(column, y, '─', foreground, background);
            Put(column, bottom, '─', foreground, background);
        }

        for (int row = y + 1; row < bottom; row++)
        {
            Put(x, row, '│', foreground, background);
            Put(right, row, '│', foreground, background);
        }

        Put(x, y, '┌', foreground, background);
        Put(right, y, '┐', foreground, background);
        Put(x, bottom, '└', foreground, background);
        Put(right, bottom, '┘', foreground, background);
    }

    /// <summary>The two lines every game has: title and score in row 0, the keys that work in row 23.</summary>
    public void Frame(string title, int score, string keys)
    {
        Text(1, 0, title, Color.White);
        NumberLeft(Abi.Width - 1, 0, score);
        Text(Abi.Width - 7 - NumberWidth(score), 0, "Score", Color.Grey);
        Text(1, Abi.Height - 1, keys, Color.Grey);
    }

    /// <summary>A framed notice over the middle of the picture: what happened, and one line about it. Row y is its frame's top of five rows.</summary>
    public void Notice(int y, string title, string line, Color color)
    {
        int width = (title.Length > line.Length ? title.Length : line.Length) + 6;
        int x = (Abi.Width - width) / 2;
        Fill(x, y, width, 5, ' ');
        Box(x, y, width, 5, color);
        Center(y + 1, title, color);
        Center(y + 3, line, Color.White);
    }

    /// <summary>Sounds a voice until the next picture.</summary>
    /// <param name="index">0 to 3.</param>
    /// <param name="hertz">0 (silent) to 65,535.</param>
    /// <param name="volume">0 to 15.</param>
    /// <param name="waveform">The shape of the wave.</param>
    public void Voice(int index, int hertz, int volume, Waveform waveform = Waveform.Square)
    {
        if ((uint)index < Abi.VoiceCount)
            _voices[index] = (uint)(hertz & 0xFFFF) | ((uint)(volume & 15) << 16) | ((uint)waveform << 24);
    }
}

using System.Text;

namespace Monster.Terminal;

/// <summary>
/// A rectangle of cells to draw on. What falls outside is not drawn. Columns and rows count from 0 at the top left.
/// </summary>
public sealed class CellBuffer
{
    /// <summary>The most columns.</summary>
    public const int MaxWidth = 400;

    /// <summary>The most rows.</summary>
    public const int MaxHeight = 200;

    private Cell[] _cells = [];

    /// <summary>A blank buffer; see <see cref="Resize"/> for the limits.</summary>
    public CellBuffer(int width, int height) => Resize(width, height);

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>The cell at a column and a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The place is outside (reading only; writing outside does nothing).</exception>
    public Cell this[int x, int y]
    {
        get => (uint)x < (uint)Width && (uint)y < (uint)Height ? _cells[(y * Width) + x] : throw new ArgumentOutOfRangeException(nameof(x));
        set
        {
            if ((uint)x < (uint)Width && (uint)y < (uint)Height)
                _cells[(y * Width) + x] = value;
        }
    }

    /// <summary>The cells of a row.</summary>
    public Span<Cell> Row(int y) => _cells.AsSpan(y * Width, Width);

    /// <summary>Changes the size and blanks everything. Sizes outside 1 to 400 and 1 to 200 are brought to the nearest.</summary>
    public void Resize(int width, int height)
    {
        Width = Math.Clamp(width, 1, MaxWidth);
        Height = Math.Clamp(height, 1, MaxHeight);
        if (_cells.Length != Width * Height)
            _cells = new Cell[Width * Height];
        Clear();
    }

    /// <summary>Blanks everything.</summary>
    public void Clear() => _cells.AsSpan().Fill(Cell.Blank);

    /// <summary>Puts one character. A wide one takes two cells, and is left out when only one is there.</summary>
    /// <returns>The columns it took: 0 (combining or control), 1 or 2.</returns>
    public int Put(int x, int y, Rune rune, Ink foreground = Ink.Silver, Ink background = Ink.Black)
    {
        int width = DisplayWidth.Of(rune);
        if (width == 1)
        {
            this[x, y] = new Cell(rune.Value, foreground, background);
        }
        else if (width == 2)
        {
            bool fits = x >= 0 && x + 1 < Width;
            this[x, y] = new Cell(fits ? rune.Value : ' ', foreground, background);
            this[x + 1, y] = new Cell(fits ? Cell.WideTail : ' ', foreground, background);
        }

        return width;
    }

    /// <summary>Puts one character of the Basic Multilingual Plane.</summary>
    public void Put(int x, int y, char glyph, Ink foreground = Ink.Silver, Ink background = Ink.Black) =>
        _ = Put(x, y, char.IsSurrogate(glyph) ? Rune.ReplacementChar : new Rune(glyph), foreground, background);

    /// <summary>Writes text to the right from (x, y).</summary>
    /// <returns>The column after it.</returns>
    public int Text(int x, int y, ReadOnlySpan<char> text, Ink foreground = Ink.Silver, Ink background = Ink.Black)
    {
        foreach (Rune rune in text.EnumerateRunes())
            x += Put(x, y, rune, foreground, background);
        return x;
    }

    /// <summary>Writes text into at most <paramref name="width"/> columns, ending in … where it was cut.</summary>
    /// <returns>The column after it.</returns>
    public int TextIn(int x, int y, int width, ReadOnlySpan<char> text, Ink foreground = Ink.Silver, Ink background = Ink.Black)
    {
        if (DisplayWidth.Of(text) <= width)
            return Text(x, y, text, foreground, background);
        int end = x + width - 1;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (x + DisplayWidth.Of(rune) > end)
                break;
            x += Put(x, y, rune, foreground, background);
        }

        return width > 0 ? x + Put(x, y, new Rune('…'), foreground, background) : x;
    }

    /// <summary>Writes text that ends just before column <paramref name="end"/>.</summary>
    public void TextRight(int end, int y, ReadOnlySpan<char> text, Ink foreground = Ink.Silver, Ink background = Ink.Black) =>
        Text(end - DisplayWidth.Of(text), y, text, foreground, background);

    /// <summary>Writes text in the middle of <paramref name="width"/> columns from <paramref name="x"/>.</summary>
    public void TextCentered(int x, int y, int width, ReadOnlySpan<char> text, Ink foreground = Ink.Silver, Ink background = Ink.Black) =>
        Text(x + ((width - DisplayWidth.Of(text)) / 2), y, text, foreground, background);

    /// <summary>Fills a rectangle with one cell.</summary>
    public void Fill(int x, int y, int width, int height, Cell cell)
    {
        int left = Math.Max(x, 0);
        int count = Math.Min(x + width, Width) - left;
        for (int row = Math.Max(y, 0); row < Math.Min(y + height, Height) && count > 0; row++)
            Row(row).Slice(left, count).Fill(cell);
    }

    /// <summary>Draws a single-line frame; width and height include it. What is inside stays.</summary>
    public void Box(int x, int y, int width, int height, Ink foreground = Ink.Grey, Ink background = Ink.Black)
    {
        int right = x + width - 1;
        int bottom = y + height - 1;
        Fill(x + 1, y, width - 2, 1, new Cell('─', foreground, background));
        Fill(x + 1, bottom, width - 2, 1, new Cell('─', foreground, background));
        Fill(x, y + 1, 1, height - 2, new Cell('│', foreground, background));
        Fill(right, y + 1, 1, height - 2, new Cell('│', foreground, background));
        this[x, y] = new Cell('┌', foreground, background);
        this[right, y] = new Cell('┐', foreground, background);
        this[x, bottom] = new Cell('└', foreground, background);
        this[right, bottom] = new Cell('┘', foreground, background);
    }

    /// <summary>Copies the cells of a cartridge's picture, 80 wide, with its top left corner at (x, y).</summary>
    /// <param name="x">Column of the corner.</param>
    /// <param name="y">Row of the corner.</param>
    /// <param name="cells">Cells by row in their memory form; the length is a multiple of <paramref name="width"/>.</param>
    /// <param name="width">Columns of the picture.</param>
    public void Picture(int x, int y, ReadOnlySpan<uint> cells, int width)
    {
        for (int i = 0; i < cells.Length; i++)
            this[x + (i % width), y + (i / width)] = Cell.FromCartridge(cells[i]);
    }

    /// <summary>Makes every cell of a rectangle quiet: grey on black, so that what is put over it stands out.</summary>
    public void Dim(int x, int y, int width, int height)
    {
        for (int row = Math.Max(y, 0); row < Math.Min(y + height, Height); row++)
        {
            foreach (ref Cell cell in Row(row)[Math.Clamp(x, 0, Width)..Math.Clamp(x + width, 0, Width)])
                cell = new Cell(cell.CodePoint, cell.Background != Ink.Black && cell.CodePoint == ' ' ? Ink.Black : Ink.Grey);
        }
    }
}

using Monster.Cartridge;
using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>
/// A picture made small: each cell of it is two pixels, one above the other, drawn with half blocks. A pixel takes the colour that
/// matters most in its part of the picture, so that what is white and small is still seen. The game's title and key lines are left out.
/// </summary>
internal static class Thumbnail
{
    private const int FirstRow = 1;
    private const int Rows = Abi.Height - 2;

    /// <summary>Draws a picture into a rectangle.</summary>
    public static void Draw(CellBuffer screen, int x, int y, int width, int height, ReadOnlySpan<uint> cells)
    {
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                var upper = Pixel(cells, column, row * 2, width, height * 2);
                var lower = Pixel(cells, column, (row * 2) + 1, width, height * 2);
                screen[x + column, y + row] = (upper, lower) switch
                {
                    (null, null) => Cell.Blank,
                    ({ } ink, null) => new Cell('▀', ink),
                    (null, { } ink) => new Cell('▄', ink),
                    ({ } top, { } bottom) when top == bottom => new Cell('█', top),
                    ({ } top, { } bottom) => new Cell('▀', top, bottom),
                };
            }
        }
    }

    /// <summary>The colour of a pixel; null where the picture is mostly empty.</summary>
    private static Ink? Pixel(ReadOnlySpan<uint> cells, int column, int row, int columns, int rows)
    {
        Span<int> weights = stackalloc int[16];
        weights.Clear();
        int left = column * Abi.Width / columns;
        int right = (column + 1) * Abi.Width / columns;
        int top = FirstRow + (row * Rows / rows);
        int bottom = FirstRow + ((row + 1) * Rows / rows);
        for (int y = top; y < bottom; y++)
        {
            foreach (uint cell in cells[((y * Abi.Width) + left)..((y * Abi.Width) + right)])
                Weigh(Cell.FromCartridge(cell), weights);
        }

        int best = 0;
        for (int i = 1; i < weights.Length; i++)
            best = weights[i] > weights[best] ? i : best;
        return weights[best] * 4 > (right - left) * (bottom - top) ? (Ink)best : null;
    }

    private static void Weigh(Cell cell, Span<int> weights)
    {
        if (cell.Background != Ink.Black)
            weights[(int)cell.Background] += 3;
        int ink = cell.CodePoint switch
        {
            ' ' or 0xA0 => 0,
            '█' or '▓' or '■' => 4,
            '▀' or '▄' or '▌' or '▐' or '▒' => 3,
            '.' or '·' or '∙' or '\'' or '`' => 0,
            _ => 2,
        };
        // What the player controls is one small thing among many: it must not be outvoted.
        weights[(int)cell.Foreground] += cell.Foreground switch
        {
            Ink.White => ink * 3,
            Ink.Black => 0,
            Ink.Grey or Ink.Silver => ink / 2,
            _ => ink,
        };
    }
}

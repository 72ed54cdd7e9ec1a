using Monster.Terminal;

namespace Monster.Arcade.Observatory;

/// <summary>A picture of square points, two to a cell, one over the other. Points of the colour of the ground are empty.</summary>
/// <param name="width">Points, and cells, side by side.</param>
/// <param name="height">Points one over the other: even.</param>
internal sealed class HalfBlocks(int width, int height)
{
    private readonly Ink[] _points = new Ink[width * height];

    public void Point(int x, int y, Ink ink)
    {
        if ((uint)x < (uint)width && (uint)y < (uint)height)
            _points[(y * width) + x] = ink;
    }

    /// <summary>A straight line (J. Bresenham, 1965).</summary>
    public void Line(int x, int y, int toX, int toY, Ink ink)
    {
        int dx = Math.Abs(toX - x), dy = -Math.Abs(toY - y);
        int stepX = Math.Sign(toX - x), stepY = Math.Sign(toY - y);
        for (int error = dx + dy; ;)
        {
            Point(x, y, ink);
            if (x == toX && y == toY)
                return;
            int twice = 2 * error;
            if (twice >= dy)
                (error, x) = (error + dy, x + stepX);
            if (twice <= dx)
                (error, y) = (error + dx, y + stepY);
        }
    }

    public void Draw(CellBuffer screen, int left, int top)
    {
        for (int y = 0; y < height; y += 2)
        {
            for (int x = 0; x < width; x++)
            {
                Ink upper = _points[(y * width) + x], lower = _points[((y + 1) * width) + x];
                if (upper == Ink.Black && lower == Ink.Black)
                    continue;
                var cell = upper == Ink.Black ? new Cell('▄', lower)
                    : lower == Ink.Black ? new Cell('▀', upper)
                    : upper == lower ? new Cell('█', upper)
                    : new Cell('▀', upper, lower);
                screen[left + x, top + (y / 2)] = cell;
            }
        }
    }
}

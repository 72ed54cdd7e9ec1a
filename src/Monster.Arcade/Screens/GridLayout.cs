namespace Monster.Arcade.Screens;

/// <summary>Where tiles stand: 8 columns at 80, 12 at 132 and up; rows scroll when they do not all fit.</summary>
/// <param name="Columns">Tiles side by side.</param>
/// <param name="TileWidth">Columns of the screen a tile takes, one of them empty.</param>
/// <param name="TileHeight">Rows of the screen a tile takes.</param>
/// <param name="Rows">Rows of tiles that fit.</param>
/// <param name="AllRows">Rows of tiles there are.</param>
/// <param name="Left">The column where the first tile begins.</param>
internal readonly record struct GridLayout(int Columns, int TileWidth, int TileHeight, int Rows, int AllRows, int Left)
{
    private const int SmallestTile = 10;
    private const int LargestTile = 16;
    private const int MaxColumns = 12;
    private const int WideScreen = 132;
    private const int Top = 2;

    /// <summary>Rows below the tiles: a gap, two lines about the chosen game, the keys.</summary>
    private const int Bottom = 3;

    /// <summary>The layout for a screen and a number of tiles.</summary>
    public static GridLayout For(int width, int height, int tiles)
    {
        int columns = width >= WideScreen ? MaxColumns : Math.Min(width / SmallestTile, MaxColumns - 1);
        int tileWidth = Math.Min(width / columns, LargestTile);
        int allRows = (tiles + columns - 1) / columns;
        int space = height - Top - Bottom;
        // A gap between rows where all of them fit with it.
        int tileHeight = allRows * (Tile.Height + 1) <= space ? Tile.Height + 1 : Tile.Height;
        return new GridLayout(columns, tileWidth, tileHeight, Math.Max(1, space / tileHeight), allRows, (width - (columns * tileWidth)) / 2);
    }

    /// <summary>The first row to show so that a tile is seen, moved from the present one as little as possible.</summary>
    public int Scroll(int topRow, int selected)
    {
        int row = selected / Columns;
        topRow = Math.Clamp(topRow, row - Rows + 1, row);
        return Math.Clamp(topRow, 0, Math.Max(0, AllRows - Rows));
    }

    /// <summary>Where a tile's picture begins.</summary>
    public (int X, int Y) PlaceOf(int index, int topRow) =>
        (Left + 1 + (index % Columns * TileWidth), Top + (((index / Columns) - topRow) * TileHeight));

    /// <summary>The tiles that are seen.</summary>
    public IEnumerable<Tile> Visible(int topRow, IReadOnlyList<Tile> tiles) => tiles.Skip(topRow * Columns).Take(Rows * Columns);
}

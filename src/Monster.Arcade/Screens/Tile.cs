using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>One game in the grid: its small picture, its name on two lines, your best score and the record.</summary>
internal sealed class Tile(Place place) : IDisposable
{
    /// <summary>Rows of a tile: picture, name, scores.</summary>
    public const int Height = PictureRows + 3;

    private const int PictureRows = 3;

    private readonly string[] _name = place.Name.Split(' ', 2);
    private IReel? _reel;

    public Place Place { get; } = place;

    public Standing Standing { get; set; }

    /// <summary>A word about its place on a map, shown instead of the scores; empty where there is no map.</summary>
    public string Note { get; set; } = "";

    /// <summary>Whether it is the game of the day.</summary>
    public bool IsToday { get; set; }

    /// <summary>The game; null until it is loaded.</summary>
    public Cartridge? Cartridge { get; set; }

    /// <summary>Why the game cannot be played, though it exists; null when it can, as far as is known.</summary>
    public string? Fault { get; set; }

    /// <summary>Whether the game can be played, as far as is known.</summary>
    public bool IsPlayable => Place.Exists && Fault is null;

    /// <summary>Gives the tile its picture.</summary>
    public void Show(IReel reel, TimeSpan now)
    {
        _reel?.Dispose();
        _reel = reel;
        reel.Advance(now);
    }

    /// <summary>Plays the picture on to a time.</summary>
    public void Advance(TimeSpan now) => _reel?.Advance(now);

    /// <summary>Draws the tile into the columns from <paramref name="x"/>; the column before them is for the mark of selection.</summary>
    public void Draw(CellBuffer screen, int x, int y, int width, bool selected)
    {
        DrawPicture(screen, x, y, width);
        var ink = selected ? Ink.Black : IsPlayable ? Ink.Silver : Ink.Grey;
        var ground = selected ? Ink.Yellow : Ink.Black;
        for (int i = 0; i < 2; i++)
        {
            if (selected)
                screen.Fill(x, y + PictureRows + i, width, 1, new Cell(' ', ink, ground));
            screen.TextIn(x, y + PictureRows + i, width, i < _name.Length ? _name[i] : "", ink, ground);
        }

        if (selected)
            screen.Put(x - 1, y + PictureRows, '►', Ink.Yellow);
        if (IsToday)
            screen.Put(x + width - 1, y, '☼', Ink.Yellow);
        if (Note.Length > 0)
        {
            screen.TextIn(x, y + PictureRows + 2, width, Note, IsPlayable ? Ink.White : Ink.Grey);
            return;
        }

        if (!IsPlayable)
            return;
        int end = screen.Text(x, y + PictureRows + 2, ScreenParts.ShortScore(Standing.Best), Ink.White);
        screen.Text(end, y + PictureRows + 2, "/" + ScreenParts.ShortScore(Standing.Record), Ink.Grey);
    }

    public void Dispose() => _reel?.Dispose();

    private void DrawPicture(CellBuffer screen, int x, int y, int width)
    {
        if (!IsPlayable)
        {
            for (int row = 0; row < PictureRows; row++)
                screen.Fill(x, y + row, width, 1, new Cell('·', Ink.Grey));
            screen.TextCentered(x, y + (PictureRows / 2), width, $" {Place.Shard} ", Ink.Grey);
            return;
        }

        _reel?.Draw(screen, x, y, width, PictureRows);
    }
}

using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>One game in the grid: its small picture, its name on two lines, your best score and the record.</summary>
internal sealed class Tile(Place place) : IDisposable
{
    /// <summary>Rows of a tile: picture, name, scores.</summary>
    public const int Height = PictureRows + 3;

    private const int PictureRows = 3;

    /// <summary>How long the end of a demo stands before it begins again.</summary>
    private static readonly TimeSpan EndPause = TimeSpan.FromSeconds(2);

    private readonly Picture _picture = new();
    private readonly string[] _name = place.Name.Split(' ', 2);
    private Replay? _demo;
    private TimeSpan _next;
    private bool _stale;

    public Place Place { get; } = place;

    public Standing Standing { get; set; }

    /// <summary>The game; null until it is loaded.</summary>
    public Cartridge? Cartridge { get; set; }

    /// <summary>Gives the tile its demo. It starts in the middle of things, where there is something to see.</summary>
    public void Show(Replay demo, TimeSpan now)
    {
        _demo?.Dispose();
        _demo = demo;
        _next = now + demo.NextPause();
        _stale = true;
    }

    /// <summary>Plays the demo on to a time.</summary>
    public void Advance(TimeSpan now)
    {
        if (_demo is null)
            return;
        // A tile that was out of sight does not catch up.
        if (now - _next > EndPause)
            _next = now;
        while (_next <= now)
        {
            bool ended = !_demo.Step();
            if (ended)
                _demo.Seek(0);
            _next += _demo.AtEnd ? EndPause : _demo.NextPause();
            _stale = true;
        }
    }

    /// <summary>Draws the tile into the columns from <paramref name="x"/>; the column before them is for the mark of selection.</summary>
    public void Draw(CellBuffer screen, int x, int y, int width, bool selected)
    {
        DrawPicture(screen, x, y, width);
        var ink = selected ? Ink.Black : Place.Exists ? Ink.Silver : Ink.Grey;
        var ground = selected ? Ink.Yellow : Ink.Black;
        for (int i = 0; i < 2; i++)
        {
            if (selected)
                screen.Fill(x, y + PictureRows + i, width, 1, new Cell(' ', ink, ground));
            screen.TextIn(x, y + PictureRows + i, width, i < _name.Length ? _name[i] : "", ink, ground);
        }

        if (selected)
            screen.Put(x - 1, y + PictureRows, '►', Ink.Yellow);
        if (!Place.Exists)
            return;
        int end = screen.Text(x, y + PictureRows + 2, ScreenParts.ShortScore(Standing.Best), Ink.White);
        screen.Text(end, y + PictureRows + 2, "/" + ScreenParts.ShortScore(Standing.Record), Ink.Grey);
    }

    public void Dispose() => _demo?.Dispose();

    private void DrawPicture(CellBuffer screen, int x, int y, int width)
    {
        if (!Place.Exists)
        {
            for (int row = 0; row < PictureRows; row++)
                screen.Fill(x, y + row, width, 1, new Cell('·', Ink.Grey));
            screen.TextCentered(x, y + (PictureRows / 2), width, $" {Place.Shard} ", Ink.Grey);
            return;
        }

        if (_demo is null)
            return;
        if (_stale)
            _demo.Draw(_picture);
        _stale = false;
        Thumbnail.Draw(screen, x, y, width, PictureRows, _picture.Cells);
    }
}

using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>The arcade: all 71 games as tiles. Typing searches, arrows choose, Enter plays.</summary>
public sealed class GridView : View
{
    private const int MaxSearch = 24;
    private const int Orders = (int)GridOrder.Legacy + 1;

    /// <summary>How often the small pictures move.</summary>
    private static readonly TimeSpan PictureTime = TimeSpan.FromMilliseconds(250);

    /// <summary>The first picture of the grid is not kept waiting by the small ones.</summary>
    private static readonly TimeSpan FirstPictureTime = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan HintTime = TimeSpan.FromSeconds(3);

    /// <summary>Nobody looks any more: the small pictures rest until the next key.</summary>
    private static readonly TimeSpan RestTime = TimeSpan.FromMinutes(2);

    private readonly IHall _hall;
    private readonly TimeProvider _time;
    private readonly Tile[] _tiles;
    private readonly CancellationTokenSource _closed = new();
    private List<Tile> _shown;
    private GridLayout _layout = GridLayout.For(TerminalFacts.NeededWidth, TerminalFacts.NeededHeight, Shards.Count);
    private GridOrder _order;
    private GridMap? _map;
    private readonly HashSet<int> _turned = [];
    private string _search = "";
    private int _selected;
    private int _topRow;
    private TimeSpan _now;
    private TimeSpan _lastKey;
    private TimeSpan _nextPicture;
    private string _notice = "";

    /// <summary>The grid of a hall.</summary>
    public GridView(IHall hall, TimeProvider time)
    {
        (_hall, _time) = (hall, time);
        _tiles = [.. hall.Places.Select(place => new Tile(place))];
        _shown = [.. _tiles];
        _selected = Math.Max(0, _shown.FindIndex(tile => tile.Place.Exists));
    }

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _now - _lastKey > RestTime ? null : _nextPicture;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines => GridLines.Of(_shown, Selected, _search, _notice, _hall.Doors);

    /// <summary>Ends when every tile has been given its picture; null before the grid has been shown.</summary>
    internal Task? Loading { get; private set; }

    /// <summary>Ends when the map that was asked for last has been made; null before the first.</summary>
    internal Task? Mapping { get; private set; }

    private Tile? Selected => _selected < _shown.Count ? _shown[_selected] : null;

    /// <inheritdoc/>
    public override void Shown(TimeSpan now)
    {
        (_now, _lastKey, _nextPicture) = (now, now, now + (Loading is null ? FirstPictureTime : PictureTime));
        foreach (var tile in _tiles)
        {
            if (tile.Cartridge is { } cartridge)
                tile.Standing = _hall.StandingOf(cartridge);
        }

    }

    /// <inheritdoc/>
    public override void Answer(string line, TimeSpan now)
    {
        if (LineKeys.Named(line) is null)
            Search(""); // a line is a whole name, not more of the one before
        base.Answer(line, now);
    }

    /// <inheritdoc/>
    public override void Wake(TimeSpan now)
    {
        Loading ??= Task.Run(LoadDemos);
        _now = now;
        _nextPicture = now + PictureTime;
        foreach (var tile in _layout.Visible(_topRow, _shown))
            tile.Advance(now);
    }

    /// <inheritdoc/>
    protected override void Closed()
    {
        _closed.Cancel();
        Loading?.Wait(); // what it loads belongs to somebody who may close it next
        Views.RunPosted();
        foreach (var tile in _tiles)
            tile.Dispose();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        (_now, _lastKey, _notice) = (now, now, "");
        if (_nextPicture < now)
            _nextPicture = now + PictureTime;
        switch (key)
        {
            case { Code: KeyCode.F1 }:
            case var _ when key.Is('?') && _search.Length == 0:
                Views.Open(HelpView.OfArcade());
                break;
            case { Code: KeyCode.F2 }:
                Views.Open(new RecordingsView(_hall, _time));
                break;
            case { Code: KeyCode.Enter }:
                Play();
                break;
            case var _ when Door(key) is { } door:
                Go(door);
                break;
            case { Code: KeyCode.Tab }:
                Order((GridOrder)(((int)_order + (key.Modifiers == KeyModifiers.Shift ? Orders - 1 : 1)) % Orders));
                break;
            case var _ when key.Is(' ') && _search.Length == 0 && _map is not null:
                Turn();
                break;
            case { Code: KeyCode.Escape } when _search.Length > 0:
                Search("");
                break;
            case { Code: KeyCode.Escape }:
            case var _ when key.IsControl('c'):
                Views.Close();
                break;
            case { Code: KeyCode.Backspace } when _search.Length > 0:
                Search(_search[..^1]);
                break;
            case { IsText: true } when _search.Length < MaxSearch:
                Search((_search + key.Rune).TrimStart());
                break;
            default:
                Move(key.Code);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        _layout = GridLayout.For(screen.Width, screen.Height, _shown.Count);
        _topRow = _layout.Scroll(_topRow, _selected);
        string order = _order switch
        {
            GridOrder.Shard => "by shard",
            GridOrder.PlayableFirst => "playable first",
            GridOrder.MostPlayed => "most played",
            _ => "asking the modules...",
        };
        ScreenParts.Title(screen, "Monster Arcade", _map?.Title ?? $"{_tiles.Count(tile => tile.IsPlayable)} of {_tiles.Length} games can be played · {order}");
        if (_search.Length > 0)
            screen.Text(screen.Text(1, 1, "Find: ", Ink.Grey), 1, _search + "▌", Ink.White);
        else if (_map?.Fault is { } fault)
            screen.TextIn(1, 1, screen.Width - 9, fault, Ink.Red);
        for (int i = _topRow * _layout.Columns; i < Math.Min(_shown.Count, (_topRow + _layout.Rows) * _layout.Columns); i++)
        {
            var (x, y) = _layout.PlaceOf(i, _topRow);
            _shown[i].Draw(screen, x, y, _layout.TileWidth - 1, i == _selected);
        }

        if (_topRow > 0)
            screen.TextRight(screen.Width - 1, 1, "▲ more", Ink.Grey);
        if (_topRow + _layout.Rows < _layout.AllRows)
            screen.TextRight(screen.Width - 1, screen.Height - 4, "▼ more", Ink.Grey);
        DrawDetails(screen);
        ScreenParts.Keys(screen, [
            ("Enter", "play"), .. MapKeys(), ("F1", "help"), ("F2", "watch"),
            .. _hall.Doors.Select(door => (door.Key.ToString(), door.Does)),
            ("Escape", _search.Length > 0 ? "show all" : "leave"), ("Tab", "order"), ("Letters", "find")]);
    }

    private void DrawDetails(CellBuffer screen)
    {
        int y = screen.Height - 3;
        if (_notice.Length > 0)
        {
            screen.TextIn(1, y, screen.Width - 2, _notice, Ink.Yellow);
            return;
        }

        if (Selected is not { } tile)
        {
            screen.Text(1, y, $"No game is called '{_search}'. Backspace takes a letter back.");
            return;
        }

        int x = screen.Text(1, y, tile.Place.Name, Ink.White) + 2;
        if (!tile.Place.Exists)
        {
            screen.Text(x, y, $"shard {tile.Place.Shard}, not made yet", Ink.Grey);
        }
        else if (tile.Fault is { } fault)
        {
            string[] lines = [.. TextLines.Wrap(fault, screen.Width - 2)];
            screen.TextIn(x, y, screen.Width - x - 1, "cannot be played here:", Ink.Yellow);
            for (int i = 0; i < Math.Min(lines.Length, 2); i++)
                screen.TextIn(1, y + 1 + i, screen.Width - 2, lines[i], Ink.Grey);
            return;
        }
        else
        {
            screen.TextIn(x, y, screen.Width - x - 1, tile.Cartridge?.Manifest.Pitch);
        }

        if (_map is not null)
        {
            screen.TextIn(screen.Text(1, y + 1, $"Shard {tile.Place.Shard}", Ink.Grey) + 2, y + 1, screen.Width - 14, _map.FactOf(tile.Place.Shard));
            return;
        }

        if (tile.Place.Exists)
        {
            x = screen.Text(1, y + 1, $"Shard {tile.Place.Shard}", Ink.Grey) + 3;
            x = screen.Text(screen.Text(x, y + 1, "your best ", Ink.Grey), y + 1, ScreenParts.Score(tile.Standing.Best), Ink.White) + 3;
            x = screen.Text(screen.Text(x, y + 1, "record ", Ink.Grey), y + 1, ScreenParts.Score(tile.Standing.Record)) + 3;
            screen.Text(x, y + 1, $"{tile.Standing.Plays} {(tile.Standing.Plays == 1 ? "play" : "plays")}{(tile.IsToday ? "   ☼ today's game" : "")}", Ink.Grey);
        }

        if (_now - _lastKey >= HintTime && _search.Length == 0)
            screen.TextRight(screen.Width - 1, y + 1, "Type a name to find its game", Ink.Grey);
    }

    private void Play()
    {
        if (Selected is not { } tile)
            return;
        if (!tile.Place.Exists)
        {
            _notice = $"{tile.Place.Name} is not made yet. Tab shows the games that can be played first.";
            return;
        }

        try
        {
            Views.Open(new PlayView(_hall, _hall.Load(tile.Place), _time));
            Search("", tile);
        }
        catch (ArcadeException e)
        {
            _notice = e.Message;
        }
    }

    private HallDoor? Door(KeyPress key) => _hall.Doors.FirstOrDefault(door => key.Is(door.Key));

    private void Go(HallDoor door)
    {
        if ((Selected ?? (_tiles.Length > 0 ? _tiles[0] : null)) is not { } tile)
            return;
        try
        {
            if (door.Open(tile.Place) is { } view)
                Views.Open(view);
            else
                _notice = $"{tile.Place.Name} has nothing to show there yet.";
        }
        catch (ArcadeException e)
        {
            _notice = e.Message;
        }
    }

    private void Move(KeyCode code)
    {
        int page = _layout.Rows * _layout.Columns;
        int to = code switch
        {
            KeyCode.Left => _selected - 1,
            KeyCode.Right => _selected + 1,
            KeyCode.Up => _selected - _layout.Columns,
            KeyCode.Down => _selected + _layout.Columns,
            KeyCode.PageUp => Math.Max(_selected - page, _selected % _layout.Columns),
            KeyCode.PageDown => Math.Min(_selected + page, _shown.Count - 1),
            KeyCode.Home => 0,
            KeyCode.End => _shown.Count - 1,
            _ => _selected,
        };
        // From above a shorter last row, Down goes to its end.
        if (code == KeyCode.Down && to >= _shown.Count && _selected / _layout.Columns < _layout.AllRows - 1)
            to = _shown.Count - 1;
        if (to >= 0 && to < _shown.Count)
            _selected = to;
    }

    private void Order(GridOrder order)
    {
        (_order, _map) = (order, null);
        if (order >= GridOrder.NextDoor)
            Ask(order, Selected?.Place.Shard ?? 0);
        Search(_search, Selected);
    }

    /// <summary>Makes a map in the background: modules are asked.</summary>
    private void Ask(GridOrder order, int centre)
    {
        int[] turned = [.. _turned];
        Mapping = Task.Run(() =>
        {
            var map = GridMap.Of(order, _hall.Atlas, centre, Shows);
            Views.Post(() =>
            {
                if (_order != order)
                    return;
                _map = map;
                Search(_search, Selected);
            });
        });

        // The one that can be played, unless the cell was turned; else the first.
        int Shows(int a, int b) => (!_hall.Places[a].Exists && _hall.Places[b].Exists) == turned.Contains(a) ? a : b;
    }

    /// <summary>Looks at the map from the chosen game: its next doors, or the other side of its cell.</summary>
    private void Turn()
    {
        if (Selected is not { } tile || _map is not { } map)
            return;
        int shard = tile.Place.Shard;
        if (map.Partners[shard] is { } other)
        {
            if (!_turned.Add(Math.Min(shard, other)))
                _turned.Remove(Math.Min(shard, other));
        }

        if (map.Order != GridOrder.Legacy)
            Ask(map.Order, shard);
    }

    private (string Key, string Does)[] MapKeys() => _map?.Order switch
    {
        GridOrder.NextDoor => [("Space", "from here")],
        GridOrder.Cells => [("Space", "turn")],
        _ => [],
    };

    /// <summary>Shows what a search finds; keeps a tile selected if it is among it, else selects the first.</summary>
    private void Search(string search, Tile? keep = null)
    {
        _search = search;
        var selected = keep ?? (search.Length == 0 ? Selected : null);
        IEnumerable<Tile> found = _tiles.Where(tile => GameSearch.Matches(tile.Place, search));
        found = _order switch
        {
            GridOrder.PlayableFirst => found.OrderByDescending(tile => tile.IsPlayable),
            GridOrder.MostPlayed => found.OrderByDescending(tile => tile.Standing.Plays).ThenByDescending(tile => tile.IsPlayable),
            _ when _map is { } map => found.Where(tile => search.Length > 0 || map.PlaceOf(tile.Place.Shard) is not null).OrderBy(tile => map.PlaceOf(tile.Place.Shard)),
            _ => found,
        };
        foreach (var tile in _tiles)
            tile.Note = _map?.NoteOf(tile.Place.Shard) ?? "";
        if (search.Length > 0)
            found = found.OrderByDescending(tile => GameSearch.Rank(tile.Place, search));
        _shown = [.. found];
        int at = selected is null ? 0 : _shown.IndexOf(selected);
        if (at < 0 && _map?.Partners[selected!.Place.Shard] is { } partner)
            at = _shown.FindIndex(tile => tile.Place.Shard == partner);
        _selected = Math.Max(0, at);
    }

    /// <summary>Loads the games in the background, one after the other, and gives each tile its picture.</summary>
    private void LoadDemos()
    {
        if (_hall.TodaysGame() is { } daily)
            Views.Post(() => _tiles[daily].IsToday = true);
        foreach (var tile in _tiles.Where(tile => tile.Place.Exists))
        {
            if (_closed.IsCancellationRequested)
                return;
            try
            {
                var cartridge = _hall.Load(tile.Place);
                var standing = _hall.StandingOf(cartridge);
                var reel = _hall.Reel(tile.Place);
                Views.Post(() => Show(tile, cartridge, standing, reel));
            }
            catch (ArcadeException e)
            {
                // One game that is missing or refused keeps nobody from the others.
                Views.Post(() => tile.Fault = e.Message);
            }
        }
    }

    private void Show(Tile tile, Cartridge cartridge, Standing standing, IReel? reel)
    {
        (tile.Cartridge, tile.Standing) = (cartridge, standing);
        if (reel is null)
            return;
        if (_closed.IsCancellationRequested)
            reel.Dispose();
        else
            tile.Show(reel, _now);
    }
}

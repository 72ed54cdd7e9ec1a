using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// Push every crate to its place. A shift is sixteen rooms, each drawn from three of its difficulty and turned or mirrored by the
/// seed; steps burn the lamp's oil, and undoing gives it back.
/// </summary>
[Manifest(
    Title = "Tool Box",
    Shard = 34,
    Author = "Monster Arcade",
    Pitch = "Push every crate to its place before the lamp burns out.",
    Help = "Arrow keys walk and push. Crates are pushed, never pulled,\n" +
        "and only one at a time. Put each on a marked place.\n" +
        "U takes a step back, as often as you like, and gives its oil back.\n" +
        "R starts the room again for 10 oil. N leaves it (three times).\n" +
        "\n" +
        "Each step burns oil; each new room brings some.\n" +
        "The fewest pushes possible for a room are shown as its par:\n" +
        "the closer you come, the more it is worth.\n" +
        "Sixteen rooms make a shift. Oil left at the end counts.",
    TicksPerSecond = 20,
    StateBytes = 8 * 1024)]
public sealed class ToolBox : Game
{
    internal const int Side = 10; // the largest room, walls included
    internal const int CellCount = Side * Side;
    internal const int RoomsOfAKind = 3;
    internal const int RoomCount = Shift * RoomsOfAKind;
    internal const int Shift = 16;
    internal const int RestartCost = 10;

    private const int MemoryLength = 2048;
    private const int TileWidth = 5;
    private const int PanelX = 53;
    private const int ShowTicks = 30;

    private readonly Cell[] _cells = new Cell[CellCount];
    private readonly byte[] _memory = new byte[MemoryLength]; // steps to take back: direction, plus 4 for a push
    private readonly Sparks _sparks = new(48);
    private int _room; // of the shift, from 0
    private int _variant;
    private int _turn; // 0 to 7: how the room is turned and mirrored
    private int _width;
    private int _height;
    private int _player;
    private int _par;
    private int _pushes;
    private int _steps; // in this room
    private int _remembered;
    private int _oil;
    private int _skips;
    private int _solved;
    private int _perfect;
    private int _score;
    private int _gained;
    private int _showTicks;
    private int _facing;
    private int _bumpTicks;
    private int _sound;
    private int _soundTicks;
    private Scene _scene;

    [Flags]
    internal enum Cell : byte
    {
        Wall = 0,
        Floor = 1,
        Place = 2,
        Crate = 4,
    }

    private enum Scene : byte
    {
        Working,
        Solved,
        Left,
        Dark,
        Done,
    }

    /// <summary>The rooms, easiest first, three of a kind. Each is: par in pushes, rows parted by '/', '|'; the walls around it are not written. The tests solve every one.</summary>
    internal static ReadOnlySpan<byte> Rooms =>
        "05#..x/#.ox/@o../##..|"u8 +
        "07##..../##o..#/@o...#/##xx##|"u8 +
        "05.###/x###/x.o./.o#./#..@|"u8 +
        "07...#/..o./#o../x+..|"u8 +
        "11...##/...o+/.#.o./x..##|"u8 +
        "07...#/..o./.o.x/#..+|"u8 +
        "10xx.##/..@##/..oo./.....|"u8 +
        "10..../.x../#o.#/#.o#/x.@#|"u8 +
        "11##@../##.../..o.x/.xo..|"u8 +
        "11.o..x/.oo.x/..##x/@.###|"u8 +
        "11.@###/o.###/xo..#/xo.../x.#.#|"u8 +
        "09@x####/oo..../xxo...|"u8 +
        "13..../.oo./.o.#/.x../#+##/#x##|"u8 +
        "15###.../..oox+/....ox/...###|"u8 +
        "11x.###/xx###/...o@/.oo.#/#...#|"u8 +
        "15###..../###.oo#/xx+o.../####...|"u8 +
        "14xx..#/...o#/#.o../+o...|"u8 +
        "14x.x../...../##.o./##.oo/###.+|"u8 +
        "16###../###../.o.xx/.oo../..###/+.###|"u8 +
        "17##.@#/##.o./.oo../x..../xx###|"u8 +
        "17....###/....###/#ooo###/...x+x.|"u8 +
        "19.x.#/..@#/xxo#/.o../#o../#...|"u8 +
        "18#.@xx/#...x/#ooo./....#/...##|"u8 +
        "21x...##/xx.o../..o@o./.###..|"u8 +
        "17##..#/@o.../ooo../x.#../xxx##|"u8 +
        "19.@.##/.oo##/..o../.o.x./###xx/####x|"u8 +
        "18###.../.o@o../.xoo../xxx###|"u8 +
        "19###.x./###..#/@o.o.x/.oox../.x####|"u8 +
        "19#.xx/#o../#.../xo@x/oo.#/...#|"u8 +
        "19###.x/@.oox/.o.../##.ox/##.x./###.#|"u8 +
        "21.@###/.o.o./.o.../#o.xx/#..xx|"u8 +
        "23xxo@##/xx.oo./..o.../###...|"u8 +
        "24....xxxx/..oo####/.oo@####/..######|"u8 +
        "22##+xxx/.ooo##/.....#/..o..#/###..#|"u8 +
        "22....##/.o..o./##.oxx/##.o@x/##..#x|"u8 +
        "23.xxo.../..@ooo./###x.../###..#x|"u8 +
        "24....x#/.ooxx#/#@o#x#/#o..../#...##|"u8 +
        "27#.x+x/#o..x/#..../#o.o./.o.##/...##|"u8 +
        "26#.../.#../.x.x/.o../oox#/+o.#/..##|"u8 +
        "22##@##/xxo.#/xxxo#/.oo../#..o./#....|"u8 +
        "24...###/..o.o./.o.o.+/..oxxx/#####x|"u8 +
        "23....#/..oo#/@ooxx/.#.xx/##.ox/##..#|"u8 +
        "25x..#/xxx#/xo.#/#oo./#.../.oo./..@.|"u8 +
        "30##..####/xxx...o./#xoo.oo./.x.###.@/######..|"u8 +
        "25#.xx./#o.xx/#@o.x/.oo../..o##/...##|"u8 +
        "33###.../###.../###o../##..o#/xxo..#/xxoo##/x.@.##|"u8 +
        "32.ox./..#./..ox/xo../@oxo/#.x.|"u8 +
        "32xxx.##/.x.o##/#xoo.#/##.o../##@o../##....|"u8;

    public override int Score => _score;

    internal int Oil => _oil;

    internal int Player => _player;

    internal int Pushes => _pushes;

    internal int Par => _par;

    internal int Room => _room;

    internal int Variant => _variant;

    internal int Turn => _turn;

    internal bool IsWorking => _scene == Scene.Working;

    internal Cell At(int cell) => _cells[cell];

    internal static int StepBy(int direction) => direction switch { 0 => -Side, 1 => Side, 2 => -1, _ => 1 };

    /// <summary>Where a room's text begins.</summary>
    internal static int RoomStart(int room)
    {
        int at = 0;
        for (int lines = 0; lines < room; at++)
            lines += Rooms[at] == (byte)'|' ? 1 : 0;
        return at;
    }

    protected override void Init()
    {
        _oil = 60;
        _skips = 3;
        NewRoom();
    }

    public override Status Update(int key)
    {
        _sparks.Step();
        _soundTicks -= _soundTicks > 0 ? 1 : 0;
        _bumpTicks -= _bumpTicks > 0 ? 1 : 0;
        int code = Key.Lower(Key.Code(key));
        if (_scene is Scene.Solved or Scene.Left)
        {
            bool go = _showTicks < ShowTicks - 6 && code is Key.Space or Key.Enter;
            if (--_showTicks > 0 && !go)
                return Status.Playing;
            _room++;
            if (_room == Shift)
                EndShift();
            else
                NewRoom();
            return _scene == Scene.Done ? Status.Over : Status.Playing;
        }

        switch (code)
        {
            case Key.Up or 'w' or 'k': Walk(0); break;
            case Key.Down or 's' or 'j': Walk(1); break;
            case Key.Left or 'a' or 'h': Walk(2); break;
            case Key.Right or 'd' or 'l': Walk(3); break;
            case 'u' or Key.Backspace or 'z': TakeBack(); break;
            case 'r': Restart(); break;
            case 'n': Leave(); break;
            case Key.Enter when _oil == 0:
                _scene = Scene.Dark;
                return Status.Over;
        }

        return Status.Playing;
    }

    private void EndShift()
    {
        _room = Shift - 1;
        _gained = _oil;
        _score += _oil;
        _scene = Scene.Done;
    }

    private void NewRoom()
    {
        _variant = Random.Below(RoomsOfAKind);
        _turn = Random.Below(8);
        Build();
        _oil += 25 + (_par * 4);
    }

    /// <summary>Reads a room: two digits of par, then the rows within its walls, parted by '/': wall #, floor ., place x, crate o, player @ or + on a place.</summary>
    private void Build()
    {
        int at = RoomStart((_room * RoomsOfAKind) + _variant);
        _par = ((Rooms[at] - '0') * 10) + Rooms[at + 1] - '0';
        at += 2;
        Measure(at);
        for (int i = 0; i < CellCount; i++)
            _cells[i] = Cell.Wall;
        int x = 1;
        int y = 1;
        for (; Rooms[at] != (byte)'|'; at++)
        {
            if (Rooms[at] == (byte)'/')
            {
                y++;
                x = 1;
                continue;
            }

            Place(Turned(x, y), Rooms[at]);
            x++;
        }

        if (_turn >= 4)
        {
            int kept = _width;
            _width = _height;
            _height = kept;
        }

        _scene = Scene.Working;
        _pushes = _steps = _remembered = 0;
        _facing = 1;
    }

    private void Measure(int at)
    {
        _width = 2;
        while (Rooms[at + _width - 2] != (byte)'/')
            _width++;
        _height = 3;
        for (; Rooms[at] != (byte)'|'; at++)
            _height += Rooms[at] == (byte)'/' ? 1 : 0;
    }

    private int Turned(int x, int y)
    {
        if ((_turn & 1) != 0)
            x = _width - 1 - x;
        if ((_turn & 2) != 0)
            y = _height - 1 - y;
        return _turn < 4 ? (y * Side) + x : (x * Side) + y;
    }

    private void Place(int cell, byte what)
    {
        _cells[cell] = what switch
        {
            (byte)'#' => Cell.Wall,
            (byte)'x' or (byte)'+' => Cell.Floor | Cell.Place,
            (byte)'o' => Cell.Floor | Cell.Crate,
            _ => Cell.Floor,
        };
        if (what is (byte)'@' or (byte)'+')
            _player = cell;
    }

    private void Walk(int direction)
    {
        _facing = direction;
        int by = StepBy(direction);
        int next = _player + by;
        bool push = (_cells[next] & Cell.Crate) != 0;
        if (_oil == 0 || _cells[next] == Cell.Wall || (push && !IsFree(next + by)))
        {
            _bumpTicks = 3;
            Sound(90, 2);
            return;
        }

        if (push)
            Push(next, next + by);
        _player = next;
        _oil--;
        _steps++;
        Remember(direction + (push ? 4 : 0));
        if (!push)
            Sound(150, 1);
        else if (IsSolved())
            Solve();
    }

    private bool IsFree(int cell) => _cells[cell] != Cell.Wall && (_cells[cell] & Cell.Crate) == 0;

    private void Push(int from, int to)
    {
        _cells[from] &= ~Cell.Crate;
        _cells[to] |= Cell.Crate;
        _pushes++;
        bool home = (_cells[to] & Cell.Place) != 0;
        Sound(home ? 520 : 220, home ? 4 : 2);
        if (home)
            _sparks.Burst(TileX(to) + 2, TileY(to), 8, Color.Green, 12);
    }

    private void Remember(int step)
    {
        if (_remembered == MemoryLength)
        {
            for (int i = 1; i < MemoryLength; i++)
                _memory[i - 1] = _memory[i];
            _remembered--;
        }

        _memory[_remembered++] = (byte)step;
    }

    private void TakeBack()
    {
        if (_remembered == 0)
        {
            Sound(90, 2);
            return;
        }

        int step = _memory[--_remembered];
        int by = StepBy(step & 3);
        if (step >= 4)
        {
            _cells[_player + by] &= ~Cell.Crate;
            _cells[_player] |= Cell.Crate;
            _pushes--;
        }

        _player -= by;
        _facing = step & 3;
        _oil++;
        _steps--;
        Sound(180, 1);
    }

    private void Restart()
    {
        int oil = _oil + _steps - RestartCost;
        if (_steps == 0 || oil < 0)
        {
            Sound(90, 2);
            return;
        }

        _oil = oil;
        Build();
        Sound(130, 5);
    }

    private void Leave()
    {
        if (_skips == 0)
        {
            Sound(90, 2);
            return;
        }

        _skips--;
        _gained = 0;
        _scene = Scene.Left;
        _showTicks = ShowTicks;
        Sound(120, 10);
    }

    private bool IsSolved()
    {
        for (int i = 0; i < CellCount; i++)
        {
            if ((_cells[i] & (Cell.Place | Cell.Crate)) == Cell.Crate)
                return false;
        }

        return true;
    }

    private void Solve()
    {
        int over = _pushes - _par;
        int bonus = over <= 0 ? 100 : over < 20 ? 60 - (over * 3) : 0;
        _gained = (_room + 1) * (50 + bonus);
        _score += _gained;
        _solved++;
        _perfect += over <= 0 ? 1 : 0;
        _scene = Scene.Solved;
        _showTicks = ShowTicks;
        Sound(523, 18);
        for (int i = 0; i < CellCount; i++)
        {
            if ((_cells[i] & Cell.Crate) != 0)
                _sparks.Burst(TileX(i) + 2, TileY(i), 8, over <= 0 ? Color.Yellow : Color.Green, 22);
        }
    }

    private void Sound(int hertz, int ticks)
    {
        _sound = hertz;
        _soundTicks = ticks;
    }

    // ---- the picture ----

    private int TileX(int cell) => ((51 - (_width * TileWidth)) / 2) + (cell % Side * TileWidth);

    private int TileY(int cell) => 2 + ((20 - (_height * 2)) / 2) + (cell / Side * 2);

    public override void Draw(Screen screen)
    {
        screen.Frame("Tool Box", _score, _oil == 0 ? "U step back   R again   Enter end the shift" : "Arrows walk and push   U step back   R again   N leave the room");
        for (int cell = 0; cell < CellCount; cell++)
        {
            if (cell % Side < _width && cell / Side < _height)
                DrawTile(screen, cell);
        }

        DrawPlayer(screen);
        DrawPanel(screen);
        _sparks.Draw(screen);
        if (_scene == Scene.Dark)
            screen.Notice(9, "The lamp is out", "Fewer steps next time: plan the pushes, then walk.", Color.Red);
        else if (_scene == Scene.Done)
            screen.Notice(9, "The shift is over", "All sixteen rooms. The oil that was left is on your score.", Color.Green);
        if (_soundTicks > 0)
            screen.Voice(0, _sound + (_scene == Scene.Solved ? (18 - _soundTicks) / 4 * 130 : 0), 7, _sound < 125 ? Waveform.Noise : Waveform.Square);
    }

    private void DrawTile(Screen screen, int cell)
    {
        int x = TileX(cell);
        int y = TileY(cell);
        bool home = (_cells[cell] & Cell.Place) != 0;
        if (_cells[cell] == Cell.Wall)
        {
            if (!IsSeen(cell))
                return;
            screen.Text(x, y, "▒▒▒▒▒", Color.DarkBlue);
            screen.Text(x, y + 1, "▓▓▓▓▓", Color.DarkBlue);
        }
        else if ((_cells[cell] & Cell.Crate) != 0)
        {
            var ink = home ? Color.Green : Color.Brown;
            screen.Text(x, y, "╔═══╗", ink);
            screen.Text(x, y + 1, "╚═══╝", ink);
            if (home)
                screen.Put(x + 2, y, '√', Color.Green);
        }
        else if (home)
        {
            screen.Text(x, y, "┌   ┐", Color.Yellow);
            screen.Text(x, y + 1, "└   ┘", Color.Yellow);
        }
        else
            screen.Put(x + 2, y, '·', Color.Grey);
    }

    /// <summary>Walls beside nothing but walls are not drawn.</summary>
    private bool IsSeen(int cell)
    {
        for (int y = -1; y <= 1; y++)
        {
            for (int x = -1; x <= 1; x++)
            {
                int column = (cell % Side) + x;
                int next = cell + (y * Side) + x;
                if (column is >= 0 and < Side && next is >= 0 and < CellCount && _cells[next] != Cell.Wall)
                    return true;
            }
        }

        return false;
    }

    private void DrawPlayer(Screen screen)
    {
        int x = TileX(_player);
        int y = TileY(_player);
        var ink = _bumpTicks > 0 || _oil == 0 ? Color.Red : Color.White;
        screen.Put(x + 2, y, _oil == 0 ? '☺' : '☻', ink);
        screen.Text(x + 1, y + 1, _facing == 2 ? "─█\\" : _facing == 3 ? "/█─" : "/█\\", ink);
    }

    private void DrawPanel(Screen screen)
    {
        for (int y = 1; y < 23; y++)
            screen.Put(PanelX - 2, y, '│', Color.Grey);
        screen.Text(PanelX, 2, "Room", Color.Grey);
        int x = screen.Number(PanelX + 9, 2, _room + 1);
        screen.Text(x + 1, 2, "of 16", Color.Grey);
        for (int i = 0; i < Shift; i++)
            screen.Put(PanelX + i, 3, i < _room ? '■' : i == _room ? '►' : '·', i < _room ? Color.Green : i == _room ? Color.Yellow : Color.Grey);
        screen.Text(PanelX, 5, "Pushes", Color.Grey);
        _ = screen.Number(PanelX + 9, 5, _pushes, _pushes > _par ? Color.Silver : Color.White);
        screen.Text(PanelX, 6, "Par", Color.Grey);
        _ = screen.Number(PanelX + 9, 6, _par, Color.Green);
        screen.Text(PanelX, 7, "Steps", Color.Grey);
        _ = screen.Number(PanelX + 9, 7, _steps);
        screen.Text(PanelX, 9, "Perfect", Color.Grey);
        _ = screen.Number(PanelX + 9, 9, _perfect, Color.Yellow);
        screen.Text(PanelX, 10, "Leaves", Color.Grey);
        for (int i = 0; i < _skips; i++)
            screen.Put(PanelX + 9 + (i * 2), 10, '→', Color.Silver);
        DrawLamp(screen);
        DrawNews(screen);
    }

    private void DrawLamp(Screen screen)
    {
        var glow = _oil == 0 ? Color.Grey : _oil < 25 ? Color.Red : Color.Yellow;
        screen.Text(PanelX + 4, 12, "▄▄▄", Color.Silver);
        screen.Text(PanelX + 3, 13, "█   █", Color.Silver);
        screen.Text(PanelX + 3, 14, "█   █", Color.Silver);
        screen.Text(PanelX + 2, 15, "▀█████▀", Color.Silver);
        screen.Put(PanelX + 5, 13, _oil == 0 ? ' ' : '♦', glow);
        screen.Put(PanelX + 5, 14, _oil == 0 ? '.' : '▀', glow);
        screen.Text(PanelX + 12, 13, "Oil", Color.Grey);
        _ = screen.Number(PanelX + 12, 14, _oil, glow);
    }

    private void DrawNews(Screen screen)
    {
        const int Y = 18;
        if (_scene == Scene.Solved)
        {
            bool perfect = _pushes <= _par;
            screen.Text(PanelX, Y, perfect ? "Perfect: no push too many!" : "Everything in its place.", perfect ? Color.Yellow : Color.Green);
            screen.Text(PanelX, Y + 1, "+", Color.Green);
            _ = screen.Number(PanelX + 1, Y + 1, _gained, Color.Green);
        }
        else if (_scene == Scene.Left)
            screen.Text(PanelX, Y, "Left as it is.", Color.Silver);
        else if (_oil == 0)
        {
            screen.Text(PanelX, Y, "The lamp is out.", Color.Red);
            screen.Text(PanelX, Y + 1, "Step back with U,", Color.Silver);
            screen.Text(PanelX, Y + 2, "or end it with Enter.", Color.Silver);
        }
    }
}

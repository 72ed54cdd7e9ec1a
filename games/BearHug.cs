using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// A clearing of hexagons. Each turn one friend steps in and every bear takes a step towards the woods. When friends and
/// trees make a closed ring the bear is hugged: the tighter the ring and the more friends left, the better.
/// </summary>
[Manifest(
    Title = "Bear Hug",
    Shard = 42,
    Author = "Monster Arcade",
    Pitch = "Close the ring around the bear before it slips into the woods.",
    Help = "Arrow keys move the brackets, Space puts a friend there.\n" +
        "Each turn the bear steps towards the woods at the rim; the small\n" +
        "ring shows where it means to go. It sleeps at first, until its turns\n" +
        "are over or a friend stands right beside it.\n" +
        "Friends and trees hold hands: close the ring and the bear is hugged.\n" +
        "\n" +
        "A tight ring and spare friends score. A ring of six is a bear hug.\n" +
        "H sets down honey instead: a bear nearby goes for it and eats.\n" +
        "Later bears sprint two steps, and some come in pairs.\n" +
        "Three bears lost to the woods end the day.",
    TicksPerSecond = 20,
    StateBytes = 6 * 1024)]
public sealed class BearHug : Game
{
    internal const int Side = 11;
    internal const int CellCount = Side * Side;
    internal const int Far = 99; // no way there
    internal const int HoneyRange = 5;

    private const int MaxBears = 2;
    private const int PanelX = 53;
    private const int ShowTicks = 36;
    private const int MaxHoney = 3;

    private readonly Cell[] _cells = new Cell[CellCount];
    private readonly byte[] _distance = new byte[CellCount];
    private readonly byte[] _queue = new byte[CellCount];
    private readonly int[] _bears = new int[MaxBears];
    private readonly int[] _meal = new int[MaxBears]; // turns a bear will still eat
    private readonly int[] _wish = new int[MaxBears]; // the cell a bear means to step on
    private readonly Sparks _sparks = new(64);
    private int _bearCount;
    private int _cursor;
    private int _honeyCell;
    private int _honey;
    private int _friends;
    private int _sleep; // turns until the bears wake up
    private int _lost;
    private int _level;
    private int _hugs;
    private int _turn;
    private int _score;
    private int _mood; // what this turn's bears make of ties
    private int _showTicks; // of the end of a level
    private int _tick;
    private int _region;
    private int _gained;
    private int _sound;
    private int _soundTicks;
    private Scene _scene;

    internal enum Cell : byte
    {
        Grass,
        Tree,
        Friend,
        Track,
    }

    private enum Scene : byte
    {
        Turn,
        Hugged,
        Escaped,
        Alone,
    }

    public override int Score => _score;

    internal int Cursor => _cursor;

    internal int BearCount => _bearCount;

    internal bool IsTurn => _scene == Scene.Turn;

    internal int Level => _level;

    internal int Turn => _turn;

    internal bool IsAsleep => _sleep > 0;

    internal int BearAt(int bear) => _bears[bear];

    internal Cell At(int cell) => _cells[cell];

    internal static bool IsRim(int cell)
    {
        int x = cell % Side;
        return x is 0 or Side - 1 || cell is < Side or >= CellCount - Side;
    }

    /// <summary>The neighbour in one of six directions, clockwise from the right, or -1 beyond the rim.</summary>
    internal static int Neighbour(int cell, int direction)
    {
        int x = cell % Side;
        int y = cell / Side;
        int shift = y & 1;
        switch (direction)
        {
            case 0: x++; break;
            case 1: x += shift; y++; break;
            case 2: x += shift - 1; y++; break;
            case 3: x--; break;
            case 4: x += shift - 1; y--; break;
            default: x += shift; y--; break;
        }

        return x is < 0 or >= Side || y is < 0 or >= Side ? -1 : (y * Side) + x;
    }

    protected override void Init()
    {
        _honey = 1;
        NewClearing();
    }

    public override Status Update(int key)
    {
        _tick++;
        _sparks.Step(-3);
        _soundTicks -= _soundTicks > 0 ? 1 : 0;
        int code = Key.Lower(Key.Code(key));
        if (_scene != Scene.Turn)
            return Show(code);
        switch (code)
        {
            case Key.Left or 'a': Move(3); break;
            case Key.Right or 'd': Move(0); break;
            case Key.Up or 'w': Move((_cursor / Side & 1) == 0 ? 5 : 4); break;
            case Key.Down or 's': Move((_cursor / Side & 1) == 0 ? 1 : 2); break;
            case Key.Space or Key.Enter: PutFriend(); break;
            case 'h': PutHoney(); break;
        }

        return Status.Playing;
    }

    private void NewClearing()
    {
        _level++;
        _turn = 0;
        _scene = Scene.Turn;
        _honeyCell = -1;
        for (int i = 0; i < CellCount; i++)
            _cells[i] = Cell.Grass;
        const int Middle = CellCount / 2;
        _bearCount = _level >= 5 && _level % 3 == 2 ? 2 : 1;
        _bears[0] = _bearCount == 2 ? Middle - 1 : Middle;
        _bears[1] = Middle + 1;
        _meal[0] = _meal[1] = 0;
        _friends = _bearCount == 2 ? 24 : 18;
        int trees = (_bearCount == 2 ? 26 : 20) - _level;
        trees = trees < 8 ? 8 : trees;
        while (trees > 0)
        {
            int cell = Random.Below(CellCount);
            if (_cells[cell] != Cell.Grass || IsBear(cell))
                continue;
            _cells[cell] = Cell.Tree;
            trees--;
        }

        int rest = 9 - (_level / 2);
        _sleep = (rest < 4 ? 4 : rest) + (_bearCount == 2 ? 2 : 0);
        _cursor = Middle + 2;
        _mood = Random.Below(1_000);
        Think();
    }

    private Status Show(int code)
    {
        _showTicks--;
        if (_scene == Scene.Hugged && _showTicks % 4 == 0)
            _sparks.Burst(ScreenX(_bears[0]), ScreenY(_bears[0]), 4, Color.Red, 16, 120);
        bool skip = _showTicks < ShowTicks - 10 && code is Key.Space or Key.Enter;
        if (_showTicks > 0 && !skip)
            return Status.Playing;
        if (_lost == 3)
            return Status.Over;
        NewClearing();
        return Status.Playing;
    }

    private void Move(int direction)
    {
        int next = Neighbour(_cursor, direction);
        if (next >= 0)
            _cursor = next;
        else
            Sound(90, 2);
    }

    private bool IsFree(int cell) => _cells[cell] is Cell.Grass or Cell.Track && !IsBear(cell);

    private bool IsBear(int cell) => _bears[0] == cell || (_bearCount == 2 && _bears[1] == cell);

    private void PutFriend()
    {
        if (!IsFree(_cursor) || _cursor == _honeyCell)
        {
            Sound(90, 3);
            return;
        }

        _cells[_cursor] = Cell.Friend;
        _friends--;
        if (IsBesideBear(_cursor))
            _sleep = 0;
        _sparks.Burst(ScreenX(_cursor), ScreenY(_cursor), 4, Color.White, 8, 90);
        Sound(440, 3);
        BearsTurn();
    }

    private bool IsBesideBear(int cell)
    {
        for (int direction = 0; direction < 6; direction++)
        {
            int next = Neighbour(cell, direction);
            if (next >= 0 && IsBear(next))
                return true;
        }

        return false;
    }

    private void PutHoney()
    {
        if (_honey == 0 || _honeyCell >= 0 || !IsFree(_cursor))
        {
            Sound(90, 3);
            return;
        }

        _honey--;
        _honeyCell = _cursor;
        Sound(660, 4);
        BearsTurn();
    }

    private void BearsTurn()
    {
        _turn++;
        Think();
        if (IsHugged())
        {
            Hug();
            return;
        }

        if (_sleep > 0)
            _sleep--;
        else
            WalkAll();
        _mood = Random.Below(1_000);
        Think();
        if (_friends == 0 && _scene == Scene.Turn)
            Lose(Scene.Alone);
    }

    private void WalkAll()
    {
        int steps = TurnsToSprint() == 0 ? 2 : 1;
        for (int step = 0; step < steps; step++)
        {
            for (int bear = 0; bear < _bearCount; bear++)
            {
                Walk(bear);
                if (IsRim(_bears[bear]))
                {
                    Lose(Scene.Escaped);
                    return;
                }
            }

            Think();
        }
    }

    /// <summary>Turns until a bear sprints: 0 when it does so this turn, -1 when bears of this level never do.</summary>
    private int TurnsToSprint()
    {
        if (_level < 4)
            return -1;
        int period = SprintPeriod;
        return (period - (_turn % period)) % period;
    }

    private int SprintPeriod => _level < 7 ? 5 : _level < 10 ? 4 : 3;

    private void Walk(int bear)
    {
        if (_meal[bear] > 0)
        {
            _meal[bear]--;
            return;
        }

        int next = _wish[bear];
        if (next < 0 || !IsFree(next))
            return;
        _cells[_bears[bear]] = Cell.Track;
        _bears[bear] = next;
        if (next == _honeyCell)
        {
            _honeyCell = -1;
            _meal[bear] = 2;
            _sparks.Burst(ScreenX(next), ScreenY(next), 6, Color.Brown);
        }
    }

    private void Lose(Scene how)
    {
        _scene = how;
        _lost++;
        _showTicks = ShowTicks;
        Sound(120, 12);
    }

    /// <summary>Every bear decides where it wants to step.</summary>
    private void Think()
    {
        for (int bear = 0; bear < _bearCount; bear++)
        {
            if (_honeyCell >= 0)
            {
                Flood(_honeyCell);
                if (_distance[_bears[bear]] <= HoneyRange)
                {
                    _wish[bear] = Nearest(bear);
                    continue;
                }
            }

            Flood(-1);
            bool dawdles = _sleep == 0 && _level <= 2 && _mood % (_level + 3) == 0;
            _wish[bear] = _meal[bear] > 0 ? -1 : dawdles ? AnyStep(bear) : Nearest(bear);
        }
    }

    private int Nearest(int bear)
    {
        int best = -1;
        int least = Far;
        for (int i = 0; i < 6; i++)
        {
            int next = Neighbour(_bears[bear], (i + _mood) % 6);
            if (next < 0 || !IsFree(next) || _distance[next] >= least)
                continue;
            best = next;
            least = _distance[next];
        }

        return best;
    }

    private int AnyStep(int bear)
    {
        for (int i = 0; i < 6; i++)
        {
            int next = Neighbour(_bears[bear], (i + _mood) % 6);
            if (next >= 0 && IsFree(next) && !IsRim(next))
                return next;
        }

        return -1;
    }

    /// <summary>Fills the distances to a cell, or to the nearest free cell of the rim when it is -1. Bears do not stand in the way.</summary>
    private void Flood(int target)
    {
        int head = 0;
        int tail = 0;
        for (int i = 0; i < CellCount; i++)
        {
            bool source = target < 0 ? IsRim(i) && IsOpen(i) : i == target;
            _distance[i] = source ? (byte)0 : (byte)Far;
            if (source)
                _queue[tail++] = (byte)i;
        }

        while (head < tail)
        {
            int cell = _queue[head++];
            for (int direction = 0; direction < 6; direction++)
            {
                int next = Neighbour(cell, direction);
                if (next < 0 || _distance[next] != Far || !IsOpen(next))
                    continue;
                _distance[next] = (byte)(_distance[cell] + 1);
                _queue[tail++] = (byte)next;
            }
        }

        _region = tail;
    }

    private bool IsOpen(int cell) => _cells[cell] is Cell.Grass or Cell.Track;

    private bool IsHugged()
    {
        Flood(-1);
        for (int bear = 0; bear < _bearCount; bear++)
        {
            if (_distance[_bears[bear]] != Far)
                return false;
        }

        return true;
    }

    private void Hug()
    {
        Flood(_bears[0]);
        int room = _region;
        if (_bearCount == 2 && _distance[_bears[1]] == Far)
        {
            Flood(_bears[1]);
            room += _region;
        }

        _region = room;
        int tight = room < 30 ? 30 - room : 0;
        _gained = _level * (50 + (tight * 5) + (_friends * 10));
        if (IsTight)
        {
            _gained += 200 * _level;
            _honey += _honey < MaxHoney ? 1 : 0;
        }

        _score += _gained;
        _hugs++;
        _scene = Scene.Hugged;
        _showTicks = ShowTicks;
        Sound(523, 16);
        for (int i = 0; i < CellCount; i++)
        {
            if (_cells[i] == Cell.Friend)
                _sparks.Burst(ScreenX(i), ScreenY(i), 2, Color.Red, 20, 60);
        }
    }

    /// <summary>A hug in which no bear can move.</summary>
    private bool IsTight => _region == _bearCount;

    private void Sound(int hertz, int ticks)
    {
        _sound = hertz;
        _soundTicks = ticks;
    }

    private static int ScreenX(int cell) => 4 + (cell % Side * 4) + ((cell / Side & 1) * 2);

    private static int ScreenY(int cell) => 1 + (cell / Side * 2);

    public override void Draw(Screen screen)
    {
        screen.Frame("Bear Hug", _score, "Arrows move   Space friend   H honey");
        for (int cell = 0; cell < CellCount; cell++)
            DrawCell(screen, cell);
        if (_scene == Scene.Turn)
            DrawTurn(screen);
        DrawBears(screen);
        DrawPanel(screen);
        _sparks.Draw(screen);
        if (_lost == 3)
            screen.Notice(9, _scene == Scene.Alone ? "No friends left to hold hands" : "The third bear is in the woods", "The day is over. Block ahead of the bear, not beside it.", Color.Red);
        if (_soundTicks > 0)
            screen.Voice(0, _sound + (_scene == Scene.Hugged ? (16 - _soundTicks) / 4 * 130 : 0), 8, _sound < 130 ? Waveform.Sawtooth : Waveform.Triangle);
    }

    private void DrawCell(Screen screen, int cell)
    {
        int x = ScreenX(cell);
        int y = ScreenY(cell);
        switch (_cells[cell])
        {
            case Cell.Grass:
                screen.Put(x, y, IsRim(cell) ? '"' : '·', IsRim(cell) ? Color.DarkGreen : Color.Grey);
                break;
            case Cell.Track:
                screen.Put(x, y, ':', Color.Brown);
                break;
            default:
                bool friend = _cells[cell] == Cell.Friend;
                Hands(screen, cell, x, y);
                screen.Put(x, y, friend ? '☻' : '♣', friend ? _scene == Scene.Hugged ? Color.Yellow : Color.White : Color.Green);
                break;
        }
    }

    /// <summary>The arms between neighbours that hold hands; trees let friends hold a branch, but not each other.</summary>
    private void Hands(Screen screen, int cell, int x, int y)
    {
        for (int direction = 0; direction < 3; direction++)
        {
            int next = Neighbour(cell, direction);
            if (next < 0 || IsOpen(next) || (_cells[cell] == Cell.Tree && _cells[next] == Cell.Tree))
                continue;
            var ink = _scene == Scene.Hugged ? Color.Yellow : Color.Silver;
            if (direction == 0)
                screen.Text(x + 1, y, "───", ink);
            else
                screen.Put(direction == 1 ? x + 1 : x - 1, y + 1, direction == 1 ? '\\' : '/', ink);
        }
    }

    private void DrawTurn(Screen screen)
    {
        for (int bear = 0; bear < _bearCount; bear++)
        {
            if (_wish[bear] >= 0)
                screen.Put(ScreenX(_wish[bear]), ScreenY(_wish[bear]), 'o', Color.Red);
        }

        if (_honeyCell >= 0)
            screen.Put(ScreenX(_honeyCell), ScreenY(_honeyCell), 'Ω', Color.Yellow);
        int x = ScreenX(_cursor);
        int y = ScreenY(_cursor);
        screen.Put(x - 1, y, '[', Color.Yellow);
        screen.Put(x + 1, y, ']', Color.Yellow);
    }

    private void DrawBears(Screen screen)
    {
        for (int bear = 0; bear < _bearCount; bear++)
        {
            int x = ScreenX(_bears[bear]);
            int y = ScreenY(_bears[bear]);
            bool under = _scene == Scene.Turn && _cursor == _bears[bear];
            screen.Put(x - 1, y, under ? '[' : '(', under ? Color.Yellow : Color.White, Color.Brown);
            screen.Put(x, y, _scene == Scene.Hugged ? '♥' : _meal[bear] > 0 ? 'Ω' : _sleep > 0 ? 'z' : 'ö', Color.White, Color.Brown);
            screen.Put(x + 1, y, under ? ']' : ')', under ? Color.Yellow : Color.White, Color.Brown);
        }
    }

    private void DrawPanel(Screen screen)
    {
        for (int y = 1; y < 23; y++)
            screen.Put(PanelX - 3, y, '│', Color.Grey);
        DrawFace(screen);
        screen.Text(PanelX, 10, "Clearing", Color.Grey);
        _ = screen.Number(PanelX + 10, 10, _level);
        screen.Text(PanelX, 11, "Hugs", Color.Grey);
        _ = screen.Number(PanelX + 10, 11, _hugs);
        screen.Text(PanelX, 12, "Escaped", Color.Grey);
        for (int i = 0; i < 3; i++)
            screen.Put(PanelX + 10 + (i * 2), 12, i < _lost ? '■' : '·', i < _lost ? Color.Red : Color.Grey);
        screen.Text(PanelX, 14, "Friends", Color.Grey);
        for (int i = 0; i < _friends; i++)
            screen.Put(PanelX + 10 + (i % 8 * 2), 14 + (i / 8), '☻', _friends < 5 ? Color.Red : Color.White);
        screen.Text(PanelX, 17, "Honey", Color.Grey);
        for (int i = 0; i < _honey; i++)
            screen.Put(PanelX + 10 + (i * 2), 17, 'Ω', Color.Yellow);
        DrawNews(screen);
    }

    private void DrawNews(Screen screen)
    {
        const int Y = 19;
        switch (_scene)
        {
            case Scene.Hugged:
                screen.Text(PanelX, Y, IsTight ? "A true bear hug! ♥♥♥" : "Hugged! ♥", Color.Green);
                screen.Text(PanelX, Y + 1, "Room in the ring", Color.Grey);
                _ = screen.Number(PanelX + 17, Y + 1, _region);
                screen.Text(PanelX, Y + 2, "Points", Color.Grey);
                _ = screen.Number(PanelX + 7, Y + 2, _gained, Color.Yellow);
                break;
            case Scene.Escaped:
                screen.Text(PanelX, Y, "It slipped into the woods.", Color.Red);
                break;
            case Scene.Alone:
                screen.Text(PanelX, Y, "No friends left.", Color.Red);
                break;
            default:
                int sprint = TurnsToNextSprint();
                if (_sleep > 0)
                {
                    screen.Text(PanelX, Y, "It sleeps for   turns.", Color.Green);
                    _ = screen.Number(PanelX + 14, Y, _sleep);
                    break;
                }

                if (sprint == 1)
                    screen.Text(PanelX, Y, "It gets ready to sprint!", Color.Red);
                else if (sprint > 1)
                {
                    screen.Text(PanelX, Y, "It sprints in   turns.", Color.Silver);
                    _ = screen.Number(PanelX + 14, Y, sprint);
                }

                break;
        }
    }

    private int TurnsToNextSprint()
    {
        int now = TurnsToSprint();
        return now < 0 ? -1 : now == 0 ? SprintPeriod : now;
    }

    private void DrawFace(Screen screen)
    {
        const int X = PanelX + 3;
        bool hugged = _scene == Scene.Hugged;
        bool gone = _scene is Scene.Escaped or Scene.Alone;
        char eye = hugged ? '^' : gone ? '¬' : _sleep > 0 ? '─' : TurnsToNextSprint() == 1 ? 'o' : '•';
        screen.Text(X, 2, " ▄██▄      ▄██▄ ", Color.Brown);
        screen.Text(X, 3, " ██████████████ ", Color.Brown);
        screen.Text(X, 4, " ███▀▀▀▀▀▀▀▀███ ", Color.Brown);
        screen.Text(X, 5, " ██          ██ ", Color.Brown);
        screen.Text(X, 6, " ██    ▄▄    ██ ", Color.Brown);
        screen.Text(X, 7, " ▀██        ██▀ ", Color.Brown);
        screen.Text(X, 8, "   ▀▀██████▀▀   ", Color.Brown);
        screen.Put(X + 5, 5, eye, Color.White);
        screen.Put(X + 10, 5, eye, Color.White);
        screen.Text(X + 6, 7, hugged ? "\\__/" : gone ? "▀▀▀▀" : " ── ", hugged ? Color.Red : Color.White);
    }
}

using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// Hop the 28 cubes of a pyramid until each has changed. Every cube is a note, a finished pyramid plays the tune that was
/// hopped. Thirty hops are perfect: the solver beside the tests shows that they are enough and that fewer are not.
/// </summary>
[Manifest(
    Title = "Melody Mix",
    Shard = 17,
    Author = "Monster Arcade",
    Pitch = "Hop 28 cubes into a tune, with sour notes on your heels",
    Help = "Hop on every cube. Each one sounds a note and changes.\n" +
        "Q W A S hop up-left, up-right, down-left, down-right;\n" +
        "so do the arrows ← ↑ ↓ → and the digits 7 9 1 3.\n" +
        "\n" +
        "Red ones cost a life: òó hunts you, •• tumbles down the pyramid.\n" +
        "Yellow >< undoes cubes: land on it to be rid of it.\n" +
        "☼ makes all others hold still for a while.\n" +
        "Fresh cubes in a row pay more and more. 30 hops for a pyramid is\n" +
        "perfect: a thousand times the level, and a life.",
    TicksPerSecond = 24,
    StateBytes = 8 * 1024)]
public sealed class MelodyMix : Game
{
    internal const int Rows = 7;
    internal const int Cubes = 28;
    internal const int PerfectHops = 30;

    private const int Out = -1;
    private const int Chaser = 0;
    private const int Tumbler = 1;
    private const int Eraser = 2;
    private const int HopTicks = 4;
    private const int EndTicks = 40;
    private const int PatientTicks = 360; // nobody comes before the first hop, or for fifteen seconds
    private const int NoteTicks = 3;

    private readonly bool[] _changed = new bool[Cubes];
    private readonly byte[] _tune = new byte[64];
    private readonly Pursuer[] _pursuers = new Pursuer[5];
    private readonly Sparks _sparks = new(96);

    private int _level;
    private int _score;
    private int _lives = 3;
    private int _cube;
    private int _before;
    private int _hopping; // ticks left of the hop that is seen
    private int _hops;
    private int _left; // cubes not yet changed
    private int _fresh; // fresh cubes in a row
    private int _levelTicks;
    private int _safe; // ticks in which nothing can hurt
    private int _holdCube = Out;
    private int _hold; // ticks that the others hold still
    private int _encore; // ticks of the tune after a finished pyramid
    private int _bonus;
    private int _ending;
    private int _caughtBy;
    private int _note;
    private int _noteTicks;
    private int _thud;

    public override int Score => _score;

    internal int Cube => _cube;

    internal int Hops => _hops;

    internal int Level => _level;

    internal int Left => _left;

    internal bool CanHop => _hopping == 0 && _encore == 0 && _ending == 0;

    internal int PursuerCount => _pursuers.Length;

    /// <summary>A pentatonic scale, so that every way across the pyramid is a tune. In Hz, C4 to E6.</summary>
    private static ReadOnlySpan<short> Scale => [262, 294, 330, 392, 440, 523, 587, 659, 784, 880, 1047, 1175, 1319];

    internal bool Changed(int cube) => _changed[cube];

    /// <summary>The cube of a pursuer that hurts, or -1.</summary>
    internal int DangerAt(int index) => _pursuers[index].Kind == Eraser ? Out : _pursuers[index].Cube;

    protected override void Init() => NewLevel();

    /// <summary>The cube that a hop leads to: 0 up-left, 1 up-right, 2 down-left, 3 down-right; -1 off the pyramid.</summary>
    internal static int Neighbour(int cube, int way)
    {
        int row = RowOf(cube);
        int column = cube - (row * (row + 1) / 2);
        row += way < 2 ? -1 : 1;
        column += way == 0 ? -1 : way == 3 ? 1 : 0;
        return row < 0 || row >= Rows || column < 0 || column > row ? Out : (row * (row + 1) / 2) + column;
    }

    internal static int RowOf(int cube)
    {
        int row = 0;
        while (cube > row)
            cube -= ++row;
        return row;
    }

    public override Status Update(int key)
    {
        _sparks.Step();
        Wane(ref _noteTicks);
        Wane(ref _thud);
        if (_ending > 0)
            return ++_ending > EndTicks ? Status.Over : Status.Playing;
        if (_encore > 0)
        {
            Encore(key);
            return Status.Playing;
        }

        _levelTicks++;
        Wane(ref _safe);
        Wane(ref _hold);
        Wane(ref _hopping);
        int way = WayOf(Key.Lower(key));
        if (way >= 0 && _hopping == 0)
            Hop(way);
        if (_encore == 0)
        {
            OfferHold();
            bool waits = _hold > 0 || (_hops == 0 && _levelTicks < PatientTicks);
            for (int i = 0; i < _pursuers.Length && !waits; i++)
                Pursue(ref _pursuers[i]);
            Meet();
        }

        return Status.Playing;
    }

    private static void Wane(ref int ticks)
    {
        if (ticks > 0)
            ticks--;
    }

    private static int WayOf(int key) => key switch
    {
        'q' or '7' or Key.Left => 0,
        'w' or '9' or Key.Up => 1,
        'a' or '1' or Key.Down => 2,
        's' or '3' or Key.Right => 3,
        _ => -1,
    };

    private void Hop(int way)
    {
        int to = Neighbour(_cube, way);
        if (to == Out)
        {
            _thud = 4;
            _sparks.Burst(X(_cube), Y(_cube) + 1, 4, Color.Grey, 6);
            return;
        }

        _before = _cube;
        _cube = to;
        _hopping = HopTicks;
        if (_hops < _tune.Length)
            _tune[_hops] = (byte)to;
        _hops++;
        Play(to);
        if (_cube == _holdCube)
        {
            _holdCube = Out;
            _hold = 96;
            _sparks.Burst(X(to), Y(to), 24, Color.Yellow, 20, 300);
        }

        if (_changed[to])
            _fresh = 0;
        else
            Change(to);
    }

    private void Change(int cube)
    {
        _changed[cube] = true;
        if (_fresh < 10)
            _fresh++;
        _score += 2 * _level * _fresh;
        _sparks.Burst(X(cube), Y(cube), 6 + _fresh, Color.White, 10, 200);
        if (--_left == 0)
            Finish();
    }

    private void Finish()
    {
        _bonus = _hops <= PerfectHops ? 1000 : 500 - ((_hops - PerfectHops) * 15);
        _bonus = Math.Max(_bonus, 50) * _level;
        _score += _bonus;
        if (_hops <= PerfectHops && _lives < 5)
            _lives++;
        _encore = 1;
    }

    /// <summary>The tune as it was hopped, cube by cube. A key goes on to the next pyramid.</summary>
    private void Encore(int key)
    {
        _encore++;
        Wane(ref _hopping);
        int notes = Math.Min(_hops, _tune.Length);
        int now = (_encore - 12) / NoteTicks;
        if (_encore >= 12 && _encore % NoteTicks == 0 && now < notes)
        {
            Play(_tune[now]);
            _sparks.Burst(X(_tune[now]), Y(_tune[now]), 6, Color.White, 12, 240);
        }

        if (now > notes + 6 || (_encore > 16 && key != Key.None))
            NewLevel();
    }

    private int Sounding()
    {
        int now = (_encore - 12) / NoteTicks;
        return _encore >= 12 && now < _hops && now < _tune.Length ? _tune[now] : Out;
    }

    private void NewLevel()
    {
        _level++;
        for (int i = 0; i < Cubes; i++)
            _changed[i] = false;
        _changed[0] = true;
        _left = Cubes - 1;
        _cube = 0;
        _before = 0;
        _hops = 0;
        _fresh = 0;
        _encore = 0;
        _levelTicks = 0;
        _holdCube = Out;
        _hold = 0;
        _safe = 24;
        SendAway();
    }

    /// <summary>Who comes in which level: hunters from the first, tumblers from the second, erasers from the third.</summary>
    private void SendAway()
    {
        for (int i = 0; i < _pursuers.Length; i++)
        {
            int kind = i < 2 ? Chaser : i < 4 ? Tumbler : Eraser;
            int since = i == 0 ? 1 : i == 1 ? 4 : i == 2 ? 2 : i == 3 ? 6 : 3;
            _pursuers[i].Kind = kind;
            _pursuers[i].Cube = Out;
            _pursuers[i].Before = Out;
            _pursuers[i].Timer = _level < since ? -1 : 60 + (i * 40) - (_level < 10 ? _level * 3 : 30);
        }
    }

    private int Beat(int kind)
    {
        int slow = kind == Chaser ? 25 : kind == Tumbler ? 20 : 22;
        int least = kind == Chaser ? 9 : 8;
        int beat = slow - (_level * 3 / 2);
        return Math.Max(beat, least);
    }

    private void Pursue(ref Pursuer pursuer)
    {
        if (pursuer.Timer < 0 || --pursuer.Timer > 0)
            return;
        pursuer.Timer = Beat(pursuer.Kind);
        pursuer.Before = pursuer.Cube;
        if (pursuer.Cube == Out)
            pursuer.Cube = pursuer.Kind == Chaser ? FarCorner() : pursuer.Kind == Tumbler ? SecondRow() : 3 + Random.Below(3);
        else if (pursuer.Kind == Chaser)
            pursuer.Cube = Nearer(pursuer.Cube);
        else
            pursuer.Cube = Neighbour(pursuer.Cube, 2 + Random.Below(2));
        if (pursuer.Cube == Out)
            pursuer.Timer = 50 + Random.Below(40);
        else if (pursuer.Kind == Eraser)
            Undo(pursuer.Cube);
    }

    private void Undo(int cube)
    {
        if (!_changed[cube] || cube == _cube)
            return;
        _changed[cube] = false;
        _left++;
        _sparks.Burst(X(cube), Y(cube), 6, Color.Grey, 10);
    }

    /// <summary>A tumbler never drops on the player's head.</summary>
    private int SecondRow() => _cube == 1 ? 2 : _cube == 2 ? 1 : 1 + Random.Below(2);

    private int FarCorner() => RowOf(_cube) > 3 ? 0 : ColumnOf(_cube) > 0 ? Cubes - Rows : Cubes - 1;

    /// <summary>The neighbour that is the fewest hops from the player, chance between equals.</summary>
    private int Nearer(int cube)
    {
        int best = cube;
        int least = 99;
        for (int i = 0, first = Random.Below(4); i < 4; i++)
        {
            int to = Neighbour(cube, (first + i) & 3);
            if (to == Out || HopsBetween(to, _cube) >= least || to == _pursuers[0].Cube || to == _pursuers[1].Cube)
                continue;
            least = HopsBetween(to, _cube);
            best = to;
        }

        return best;
    }

    internal static int HopsBetween(int a, int b)
    {
        int across = Math.Abs(ColumnOf(a) - ColumnOf(b));
        int down = Math.Abs(RowOf(a) - RowOf(b));
        return Math.Max(across, down);
    }

    private void OfferHold()
    {
        if (_levelTicks % 240 == 0)
            _holdCube = Random.Below(Cubes);
        else if (_levelTicks % 240 == 144)
            _holdCube = Out;
    }

    private void Meet()
    {
        for (int i = 0; i < _pursuers.Length; i++)
        {
            ref Pursuer pursuer = ref _pursuers[i];
            if (pursuer.Cube != _cube)
                continue;
            if (pursuer.Kind == Eraser)
            {
                pursuer.Cube = Out;
                pursuer.Timer = 240;
                _score += 25 * _level;
                _sparks.Burst(X(_cube), Y(_cube), 20, Color.Yellow, 16, 260);
            }
            else if (_safe == 0)
            {
                Lose(pursuer.Kind);
                return;
            }
        }
    }

    private void Lose(int kind)
    {
        _lives--;
        _fresh = 0;
        _caughtBy = kind;
        _safe = 48;
        _thud = 12;
        _sparks.Burst(X(_cube), Y(_cube), 40, Color.Red, 26, 320);
        SendAway();
        if (_lives == 0)
            _ending = 1;
    }

    private void Play(int cube)
    {
        _note = ColumnOf(cube) + Rows - 1;
        _noteTicks = 8;
    }

    /// <summary>How far right a cube stands, in half cubes: -6 to 6.</summary>
    private static int ColumnOf(int cube)
    {
        int row = RowOf(cube);
        return ((cube - (row * (row + 1) / 2)) * 2) - row;
    }

    private static int X(int cube) => 40 + (ColumnOf(cube) * 5);

    private static int Y(int cube) => 1 + (RowOf(cube) * 3);

    public override void Draw(Screen screen)
    {
        screen.Frame("Melody Mix", _score, "Q W A S or ← ↑ ↓ → hop   change every cube, 30 hops is perfect");
        int sounding = Sounding();
        for (int cube = 0; cube < Cubes; cube++)
            DrawCube(screen, cube, cube == sounding);
        if (_holdCube != Out)
            screen.Text(X(_holdCube) - 1, Y(_holdCube), "☼☼", Color.Black, Color.Yellow);
        if (_level == 1 && _hops < 12 && _encore == 0)
            DrawKeys(screen);
        for (int i = 0; i < _pursuers.Length; i++)
            DrawPursuer(screen, ref _pursuers[i]);
        if (_safe % 4 < 2)
            DrawSprite(screen, _before, _cube, _hopping, '°', '°', Color.White);
        DrawPanels(screen);
        _sparks.Draw(screen);
        if (_ending > 14)
            screen.Notice(7, "The last note", _caughtBy == Chaser ? "The hunter landed on your cube, and no life was left." : "A tumbler rolled over you, and no life was left.", Color.Red);
        Sound(screen);
    }

    /// <summary>
    /// A cube is ten cells wide and four rows high, the last under the cubes below it; the corners of its top show the sides
    /// of the cubes above. A cell of two colours has the top as its ground: in monochrome that is the bright one.
    /// </summary>
    private void DrawCube(Screen screen, int cube, bool sounding)
    {
        int x = X(cube) - 5;
        int y = Y(cube);
        Color top = sounding ? Color.White : TopOf(cube);
        Color left = LeftOf(cube);
        Color right = RightOf(cube);
        screen.Text(x + 1, y, "▀▀", RightOf(Neighbour(cube, 0)), top);
        screen.Text(x + 3, y, "████", top);
        screen.Text(x + 7, y, "▀▀", LeftOf(Neighbour(cube, 1)), top);
        screen.Text(x, y + 1, "▄▄", left, top);
        screen.Text(x + 2, y + 1, "██████", top);
        screen.Text(x + 8, y + 1, "▄▄", right, top);
        screen.Text(x, y + 2, "████", left);
        screen.Put(x + 4, y + 2, '▄', left, top);
        screen.Put(x + 5, y + 2, '▄', right, top);
        screen.Text(x + 6, y + 2, right == Color.Black ? "    " : "████", right);
        screen.Text(x + 2, y + 3, "▀▀▀", left);
        screen.Text(x + 5, y + 3, right == Color.Black ? "   " : "▀▀▀", right);
        if (RowOf(cube) < Rows - 1)
        {
            screen.Put(x + 4, y + 3, '█', left);
            screen.Put(x + 5, y + 3, right == Color.Black ? ' ' : '█', right);
        }

        if (_changed[cube])
            screen.Text(x + 4, y + 1, "♪♫", Color.Black, top);
    }

    private Color TopOf(int cube) => !_changed[cube] ? Color.DarkBlue : (_level % 3) switch
    {
        1 => Color.Green,
        2 => Color.Cyan,
        _ => Color.Magenta,
    };

    private Color LeftOf(int cube) => cube == Out ? Color.Black : !_changed[cube] ? Color.Grey : (_level % 3) switch
    {
        1 => Color.DarkGreen,
        2 => Color.DarkCyan,
        _ => Color.DarkMagenta,
    };

    private Color RightOf(int cube) => cube != Out && _changed[cube] ? Color.Grey : Color.Black;

    private void DrawKeys(Screen screen)
    {
        for (int way = 0; way < 4; way++)
        {
            int to = Neighbour(_cube, way);
            if (to != Out)
                screen.Put(X(to) + (way % 2 == 0 ? 0 : -1), Y(to), way == 0 ? 'Q' : way == 1 ? 'W' : way == 2 ? 'A' : 'S', Color.Black, Color.Yellow);
        }
    }

    private void DrawPursuer(Screen screen, ref Pursuer pursuer)
    {
        if (pursuer.Cube == Out)
            return;
        int since = Beat(pursuer.Kind) - pursuer.Timer;
        int left = pursuer.Before == Out || since >= HopTicks ? 0 : HopTicks - since;
        int from = pursuer.Before == Out ? pursuer.Cube : pursuer.Before;
        char eye = pursuer.Kind == Chaser ? 'ò' : pursuer.Kind == Tumbler ? '•' : '>';
        char other = pursuer.Kind == Chaser ? 'ó' : pursuer.Kind == Tumbler ? '•' : '<';
        Color color = _hold > 0 ? Color.Grey : pursuer.Kind == Eraser ? Color.Yellow : Color.Red;
        DrawSprite(screen, from, pursuer.Cube, left, eye, other, color);
    }

    /// <summary>A head with a dark outline and two feet, on an arc between two cubes.</summary>
    private static void DrawSprite(Screen screen, int from, int to, int left, char eye, char other, Color color)
    {
        int x = X(to) + ((X(from) - X(to)) * left / HopTicks) - 1;
        int y = Y(to) + ((Y(from) - Y(to)) * left / HopTicks) - (left is > 0 and < HopTicks ? 1 : 0);
        screen.Put(x - 1, y, '▐', color);
        screen.Put(x, y, eye, Color.Black, color);
        screen.Put(x + 1, y, other, Color.Black, color);
        screen.Put(x + 2, y, '▌', color);
        if (left == 0)
            screen.Text(x - 1, y + 1, " ▀▀ ", color);
    }

    private void DrawPanels(Screen screen)
    {
        screen.Text(2, 2, "Level", Color.Grey);
        screen.Number(9, 2, _level);
        screen.Text(2, 3, "Lives", Color.Grey);
        for (int i = 0; i < _lives; i++)
            screen.Put(9 + (i * 2), 3, '♥', Color.White);
        screen.Text(2, 5, "Hops", Color.Grey);
        int x = screen.Number(9, 5, _hops, _hops > PerfectHops ? Color.Silver : Color.White);
        screen.Text(x + 1, 5, "of 30", Color.Grey);
        screen.Text(2, 6, "Cubes", Color.Grey);
        x = screen.Number(9, 6, Cubes - _left);
        screen.Text(x + 1, 6, "of 28", Color.Grey);
        if (_fresh > 1 && _encore == 0)
        {
            screen.Text(2, 8, "Fresh x", Color.Green);
            screen.Number(10, 8, _fresh, Color.Green);
        }

        screen.Text(58, 2, "Q ←   ↑ W", Color.Grey);
        screen.Text(61, 3, "°°", Color.Black, Color.White);
        screen.Text(58, 4, "A ↓   → S", Color.Grey);
        if (_hold > 0)
            screen.Text(58, 9, "☼ All hold still", Color.Yellow);
        if (_encore == 0)
            return;
        screen.Text(58, 6, _hops <= PerfectHops ? "Perfect! A life" : "Your tune", Color.Yellow);
        x = screen.Number(59, 7, _bonus, Color.Green);
        screen.Put(58, 7, '+', Color.Green);
    }

    private void Sound(Screen screen)
    {
        if (_noteTicks > 0 && _note >= 0 && _note < Scale.Length)
        {
            screen.Voice(0, Scale[_note], 2 + _noteTicks, Waveform.Triangle);
            screen.Voice(1, Scale[_note] / 2, _noteTicks / 2, Waveform.Square);
        }

        if (_thud > 0)
            screen.Voice(2, 70, _thud, Waveform.Noise);
        if (_ending == 0 && _encore == 0 && _pursuers[0].Cube != Out && Beat(Chaser) - _pursuers[0].Timer < 2)
            screen.Voice(3, 98, 5, Waveform.Triangle);
    }

    private struct Pursuer
    {
        public int Kind;
        public int Cube;
        public int Before;
        public int Timer; // ticks to the next hop; -1 = not in this level
    }
}

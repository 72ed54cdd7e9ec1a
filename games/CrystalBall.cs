using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// Curses hide in a round crystal ball; numbers say how many touch a place. Every ball can be cleared by reasoning alone: while the
/// mist gathers, a solver plays the ball from its middle and moves the curses about until it never has to guess.
/// </summary>
[Manifest(
    Title = "Crystal Ball",
    Shard = 20,
    Author = "Monster Arcade",
    Pitch = "Clear the mist from the ball by reason alone: no guess is needed.",
    Help = "Arrow keys move. Space looks into a place, F marks a curse.\n" +
        "A number says how many of the eight places around it are cursed.\n" +
        "Space on a number with all its curses marked opens the rest.\n" +
        "You never have to guess: something can always be worked out.\n" +
        "\n" +
        "G asks the ball: it lights a place that is safe (twice a ball).\n" +
        "Every look without a mistake counts more than the last, up to x10;\n" +
        "asking and mistakes start the chain again.\n" +
        "The candle is a bonus for speed. Three curses end the seance.",
    TicksPerSecond = 20,
    StateBytes = 12 * 1024)]
public sealed class CrystalBall : Game
{
    internal const int Stride = 23; // 21 places and a rim on either side
    internal const int CellCount = Stride * Stride;
    internal const int Middle = (Stride * Stride) / 2;

    private const int BoardX = 17;
    private const int BoardY = 0;
    private const int Hearts = 3;
    private const int TopChain = 10;
    private const int PassesPerTick = 4;
    private const int Patience = 80; // repairs after which curses are taken away
    private const byte Safe = 1;
    private const byte Cursed = 2;

    private readonly bool[] _inside = new bool[CellCount];
    private readonly bool[] _mine = new bool[CellCount];
    private readonly bool[] _open = new bool[CellCount];
    private readonly bool[] _flag = new bool[CellCount];
    private readonly byte[] _near = new byte[CellCount];
    private readonly byte[] _mist = new byte[CellCount]; // ticks until an opened place is seen
    private readonly byte[] _known = new byte[CellCount]; // what the solver knows: 0, Safe or Cursed
    private readonly byte[] _unknown = new byte[CellCount]; // around a number: places not known
    private readonly byte[] _rest = new byte[CellCount]; // around a number: curses not known
    private readonly short[] _queue = new short[CellCount];
    private readonly Sparks _sparks = new(48);
    private Scene _scene;
    private int _level;
    private int _radius;
    private int _mines;
    private int _hidden; // safe places still closed
    private int _flags;
    private int _hearts;
    private int _chain;
    private int _gazes;
    private int _lit; // the place the ball has lit, or 0
    private int _cursor;
    private int _score;
    private int _gained;
    private int _gainedTicks;
    private int _candle; // ticks it still burns
    private int _candleFull;
    private int _repairs;
    private int _pause;
    private int _tick;
    private int _sound;
    private int _soundTicks;

    internal enum Scene : byte
    {
        Making,
        Playing,
        Cleared,
        Lost,
    }

    private static ReadOnlySpan<sbyte> Around => [-Stride - 1, -Stride, -Stride + 1, -1, 1, Stride - 1, Stride, Stride + 1];

    public override int Score => _score;

    internal Scene Now => _scene;

    internal int Level => _level;

    internal int Mines => _mines;

    internal int Cursor => _cursor;

    internal int HeartsLeft => _hearts;

    internal bool IsInside(int cell) => _inside[cell];

    /// <summary>The number a player sees, or -1 where nothing is open.</summary>
    internal int Seen(int cell) => _open[cell] && !_mine[cell] ? _near[cell] : -1;

    /// <summary>A curse that was hit and lies open.</summary>
    internal bool IsBroken(int cell) => _open[cell] && _mine[cell];

    protected override void Init()
    {
        _hearts = Hearts;
        NewBall();
    }

    public override Status Update(int key)
    {
        _tick++;
        _sparks.Step(-2);
        _soundTicks -= _soundTicks > 0 ? 1 : 0;
        _gainedTicks -= _gainedTicks > 0 ? 1 : 0;
        if (_scene == Scene.Making)
        {
            if (Make())
                Begin();
            return Status.Playing;
        }

        for (int i = 0; i < CellCount; i++)
            _mist[i] -= (byte)(_mist[i] > 0 ? 1 : 0);
        if (_scene != Scene.Playing)
        {
            if (--_pause > 0)
                return Status.Playing;
            if (_scene == Scene.Lost)
                return Status.Over;
            NewBall();
            return Status.Playing;
        }

        _candle -= _candle > 0 ? 1 : 0;
        Act(Key.Lower(Key.Code(key)));
        return Status.Playing;
    }

    private void Act(int code)
    {
        switch (code)
        {
            case Key.Left or 'a' or 'h': Move(-1); break;
            case Key.Right or 'd' or 'l': Move(1); break;
            case Key.Up or 'w' or 'k': Move(-Stride); break;
            case Key.Down or 's' or 'j': Move(Stride); break;
            case Key.Space or Key.Enter: Look(); break;
            case 'f' or 'm': Mark(); break;
            case 'g': Gaze(); break;
        }
    }

    private void Move(int by)
    {
        if (_inside[_cursor + by])
            _cursor += by;
    }

    private void Mark()
    {
        if (_open[_cursor])
            return;
        _flag[_cursor] = !_flag[_cursor];
        _flags += _flag[_cursor] ? 1 : -1;
        Sound(_flag[_cursor] ? 380 : 280, 2);
    }

    private void Look()
    {
        if (!_open[_cursor])
        {
            if (_flag[_cursor])
                Sound(90, 2);
            else
                Open(_cursor);
            return;
        }

        int marked = 0;
        for (int i = 0; i < 8; i++)
        {
            int next = _cursor + Around[i];
            marked += _flag[next] || (_open[next] && _mine[next]) ? 1 : 0;
        }

        if (marked != _near[_cursor] || _mine[_cursor])
        {
            Sound(90, 2);
            return;
        }

        int here = _cursor;
        for (int i = 0; i < 8 && _scene == Scene.Playing; i++)
        {
            int next = here + Around[i];
            if (_inside[next] && !_open[next] && !_flag[next])
                Open(next);
        }
    }

    /// <summary>One look by the player.</summary>
    private void Open(int cell)
    {
        if (_mine[cell])
        {
            Break(cell);
            return;
        }

        _chain += _chain < TopChain ? 1 : 0;
        int flooded = Spread(cell) - 1;
        Gain(_level * (_chain + flooded));
        Sound(300 + (_chain * 45), 3);
        if (cell == _lit)
            _lit = 0;
        if (_hidden == 0)
            Clear();
    }

    /// <summary>Opens a place, and all around it where nothing is near. Returns how many were opened.</summary>
    private int Spread(int start)
    {
        int head = 0;
        int tail = 0;
        _queue[tail++] = (short)start;
        _open[start] = true;
        while (head < tail)
        {
            int cell = _queue[head++];
            if (_flag[cell])
                _flags--;
            _flag[cell] = false;
            if (_near[cell] != 0)
                continue;
            for (int i = 0; i < 8; i++)
            {
                int next = cell + Around[i];
                if (!_inside[next] || _open[next])
                    continue;
                _open[next] = true;
                _mist[next] = (byte)(_mist[cell] < 20 ? _mist[cell] + 1 : 20);
                _queue[tail++] = (short)next;
            }
        }

        _hidden -= tail;
        return tail;
    }

    private void Break(int cell)
    {
        _open[cell] = true;
        _chain = 0;
        _hearts--;
        Sound(70, 16);
        _sparks.Burst(ScreenX(cell), ScreenY(cell), 24, Color.Red, 20, 220);
        if (_hearts > 0)
            return;
        _scene = Scene.Lost;
        _pause = 30;
    }

    private void Clear()
    {
        _scene = Scene.Cleared;
        _pause = 40;
        Gain((50 + (_candle / 20)) * _level);
        Sound(523, 24);
        for (int i = 0; i < 6; i++)
            _sparks.Burst(ScreenX(Middle) + Random.Between(-_radius, _radius), 11 + Random.Between(-_radius / 2, _radius / 2), 8, Color.Yellow, 24, 120);
    }

    private void Gain(int points)
    {
        _score += points;
        _gained = points;
        _gainedTicks = 16;
    }

    /// <summary>The ball shows a place that can be worked out, or any safe one should that be too far.</summary>
    private void Gaze()
    {
        if (_gazes == 0 || _lit != 0)
        {
            Sound(90, 2);
            return;
        }

        for (int i = 0; i < CellCount; i++)
            _known[i] = !_open[i] ? (byte)0 : _mine[i] ? Cursed : Safe;
        for (int pass = 0; pass < PassesPerTick && FindSafe() == 0; pass++)
        {
            if (!Reason())
                break;
        }

        int found = FindSafe();
        for (int i = 0; i < CellCount && found == 0; i++)
            found = _inside[i] && !_open[i] && !_mine[i] ? i : 0;
        _lit = found;
        _gazes--;
        _chain = 0;
        Sound(660, 10);
        _sparks.Burst(ScreenX(found), ScreenY(found), 12, Color.Yellow, 18, 90);
    }

    private int FindSafe()
    {
        for (int i = 0; i < CellCount; i++)
        {
            if (_inside[i] && _known[i] == Safe && !_open[i])
                return i;
        }

        return 0;
    }

    // ---- making a ball ----

    private void NewBall()
    {
        _level++;
        _scene = Scene.Making;
        _radius = 4 + (_level / 2);
        _radius = _radius < 10 ? _radius : 10;
        int cells = 0;
        for (int i = 0; i < CellCount; i++)
        {
            int x = (i % Stride) - (Stride / 2);
            int y = (i / Stride) - (Stride / 2);
            _inside[i] = (x * x) + (y * y) <= (_radius * _radius) + (_radius * 2 / 3);
            _mine[i] = _open[i] = _flag[i] = false;
            _mist[i] = 0;
            cells += _inside[i] ? 1 : 0;
        }

        int percent = 12 + _level < 21 ? 12 + _level : 21;
        _mines = 0;
        for (int wanted = cells * percent / 100; _mines < wanted;)
            _mines += Hide(false) ? 1 : 0;
        _hidden = cells - _mines;
        _candleFull = 20 * (30 + (cells / 2) + (_mines * 3));
        _candle = _candleFull;
        _flags = 0;
        _gazes = 2;
        _lit = 0;
        _repairs = 0;
        _cursor = Middle;
        Forget();
    }

    /// <summary>Tries to hide a curse somewhere; far from what the solver knows when asked so. The middle stays clear.</summary>
    private bool Hide(bool far)
    {
        int cell = Random.Below(CellCount);
        int x = (cell % Stride) - (Stride / 2);
        int y = (cell / Stride) - (Stride / 2);
        if (!_inside[cell] || _mine[cell] || (x is >= -1 and <= 1 && y is >= -1 and <= 1))
            return false;
        if (far && (_known[cell] != 0 || IsFrontier(cell)))
            return false;
        _mine[cell] = true;
        return true;
    }

    private void Forget()
    {
        for (int i = 0; i < CellCount; i++)
        {
            _known[i] = 0;
            _near[i] = 0;
            for (int n = 0; n < 8 && _inside[i]; n++)
                _near[i] += (byte)(_mine[i + Around[n]] ? 1 : 0);
        }

        _known[Middle] = Safe;
    }

    /// <summary>Some passes of the solver. True when the ball is cleared without a guess.</summary>
    private bool Make()
    {
        for (int pass = 0; pass < PassesPerTick; pass++)
        {
            if (Reason())
                continue;
            if (IsSolved())
                return true;
            Repair();
            Forget();
        }

        return false;
    }

    private bool IsSolved()
    {
        for (int i = 0; i < CellCount; i++)
        {
            if (_inside[i] && !_mine[i] && _known[i] != Safe)
                return false;
        }

        return true;
    }

    private bool IsFrontier(int cell)
    {
        for (int i = 0; i < 8; i++)
        {
            if (_known[cell + Around[i]] == Safe)
                return true;
        }

        return false;
    }

    /// <summary>The solver is stuck: takes one curse from the edge of what it knows and hides it farther away, or drops it.</summary>
    private void Repair()
    {
        int start = Random.Below(CellCount);
        int taken = 0;
        for (int i = 0; i < CellCount && taken == 0; i++)
        {
            int cell = (start + i) % CellCount;
            if (_inside[cell] && _mine[cell] && _known[cell] == 0 && IsFrontier(cell))
                taken = cell;
        }

        for (int i = 0; i < CellCount && taken == 0; i++)
            taken = _mine[i] && _known[i] == 0 ? i : 0;
        if (taken == 0)
            return;
        _mine[taken] = false;
        bool hidden = false;
        for (int tries = 0; tries < 60 && !hidden && _repairs < Patience; tries++)
            hidden = Hide(true);
        _repairs++;
        if (hidden)
            return;
        _mines--;
        _hidden++;
    }

    private void Begin()
    {
        _scene = Scene.Playing;
        _ = Spread(Middle);
        Sound(440, 6);
    }

    // ---- the solver ----

    /// <summary>One round of reasoning over what is known; first the easy rule, then pairs of numbers. False when nothing follows.</summary>
    private bool Reason()
    {
        bool any = false;
        for (int round = 0; round < 12; round++)
        {
            if (!ReasonByOne())
                break;
            any = true;
        }

        return any || ReasonByTwo() || ReasonByCount();
    }

    private void CountAround(int cell)
    {
        int unknown = 0;
        int rest = _near[cell];
        for (int i = 0; i < 8; i++)
        {
            int next = cell + Around[i];
            if (!_inside[next])
                continue;
            unknown += _known[next] == 0 ? 1 : 0;
            rest -= _known[next] == Cursed ? 1 : 0;
        }

        _unknown[cell] = (byte)unknown;
        _rest[cell] = (byte)rest;
    }

    /// <summary>A number whose curses are all known, or whose unknown places must all be cursed.</summary>
    private bool ReasonByOne()
    {
        bool any = false;
        for (int cell = 0; cell < CellCount; cell++)
        {
            _unknown[cell] = 0;
            if (!_inside[cell] || _known[cell] != Safe)
                continue;
            CountAround(cell);
            if (_unknown[cell] == 0 || (_rest[cell] != 0 && _rest[cell] != _unknown[cell]))
                continue;
            byte what = _rest[cell] == 0 ? Safe : Cursed;
            for (int i = 0; i < 8; i++)
            {
                int next = cell + Around[i];
                if (_inside[next] && _known[next] == 0)
                    _known[next] = what;
            }

            _unknown[cell] = 0;
            any = true;
        }

        return any;
    }

    /// <summary>Two numbers with places in common: where one must have more curses than the other by all the places only it touches.</summary>
    private bool ReasonByTwo()
    {
        for (int a = 0; a < CellCount; a++)
        {
            if (_unknown[a] == 0)
                continue;
            for (int y = -2; y <= 2; y++)
            {
                for (int x = -2; x <= 2; x++)
                {
                    int b = a + (y * Stride) + x;
                    if (b >= 0 && b < CellCount && b != a && _unknown[b] > 0 && Compare(a, b, x, y))
                        return true;
                }
            }
        }

        return false;
    }

    private bool Compare(int a, int b, int x, int y)
    {
        int common = 0;
        for (int i = 0; i < 8; i++)
        {
            int next = a + Around[i];
            common += _inside[next] && _known[next] == 0 && Touches(next, b) ? 1 : 0;
        }

        int onlyA = _unknown[a] - common;
        int onlyB = _unknown[b] - common;
        if (common == 0 || _rest[b] - _rest[a] != onlyB || onlyA + onlyB == 0)
            return false;
        for (int i = 0; i < 8; i++)
        {
            int next = a + Around[i];
            if (_inside[next] && _known[next] == 0 && !Touches(next, b))
                _known[next] = Safe;
            next = b + Around[i];
            if (_inside[next] && _known[next] == 0 && !Touches(next, a))
                _known[next] = Cursed;
        }

        return true;
    }

    private static bool Touches(int a, int b)
    {
        int x = (a % Stride) - (b % Stride);
        int y = (a / Stride) - (b / Stride);
        return x is >= -1 and <= 1 && y is >= -1 and <= 1;
    }

    /// <summary>The number of curses in the whole ball, which the player sees too.</summary>
    private bool ReasonByCount()
    {
        int unknown = 0;
        int rest = _mines;
        for (int i = 0; i < CellCount; i++)
        {
            unknown += _inside[i] && _known[i] == 0 ? 1 : 0;
            rest -= _known[i] == Cursed ? 1 : 0;
        }

        if (unknown == 0 || (rest != 0 && rest != unknown))
            return false;
        for (int i = 0; i < CellCount; i++)
        {
            if (_inside[i] && _known[i] == 0)
                _known[i] = rest == 0 ? Safe : Cursed;
        }

        return true;
    }

    private void Sound(int hertz, int ticks)
    {
        _sound = hertz;
        _soundTicks = ticks;
    }

    // ---- the picture ----

    private static int ScreenX(int cell) => BoardX + (cell % Stride * 2);

    private static int ScreenY(int cell) => BoardY + (cell / Stride);

    public override void Draw(Screen screen)
    {
        screen.Frame("Crystal Ball", _score, "Arrows move   Space look   F mark a curse   G ask the ball");
        DrawBall(screen);
        DrawPanels(screen);
        if (_scene == Scene.Playing)
        {
            screen.Put(ScreenX(_cursor) - 1, ScreenY(_cursor), '[', Color.Yellow);
            screen.Put(ScreenX(_cursor) + 1, ScreenY(_cursor), ']', Color.Yellow);
        }

        _sparks.Draw(screen);
        if (_hearts == 0)
            screen.Notice(9, "The third curse has broken the ball", "It could have been worked out: count the numbers around it.", Color.Red);
        if (_soundTicks > 0)
            screen.Voice(0, _sound + (_scene == Scene.Cleared ? (24 - _soundTicks) / 4 * 90 : 0), 7, _sound < 80 ? Waveform.Noise : Waveform.Triangle);
    }

    private void DrawBall(Screen screen)
    {
        for (int cell = 0; cell < CellCount; cell++)
        {
            if (_inside[cell])
            {
                DrawPlace(screen, cell);
                continue;
            }

            int x = cell % Stride;
            bool left = x < Stride - 1 && _inside[cell + 1];
            bool right = x > 0 && _inside[cell - 1];
            if (left)
                screen.Put(ScreenX(cell) + 1, ScreenY(cell), '▐', Color.Silver);
            if (right)
                screen.Put(ScreenX(cell), ScreenY(cell), '▌', Color.Silver);
            if (cell >= Stride && _inside[cell - Stride] && ScreenY(cell) < 22)
                screen.Text(ScreenX(cell), ScreenY(cell), "▀▀", Color.Silver);
            if (cell < CellCount - Stride && _inside[cell + Stride] && ScreenY(cell) > 0)
                screen.Text(ScreenX(cell), ScreenY(cell), "▄▄", Color.Silver);
        }

        int foot = 12 + _radius;
        int middle = ScreenX(Middle);
        if (foot > 21)
            return;
        screen.Text(middle - 5, foot, "▄████████▄▄", Color.Brown);
        for (int row = foot + 1; row < 22; row++)
            screen.Text(middle - 3, row, "███████", Color.Brown);
        screen.Text(middle - 8, 22, "▄▄█████████████▄▄", Color.Brown);
    }

    private void DrawPlace(Screen screen, int cell)
    {
        int x = ScreenX(cell);
        int y = ScreenY(cell);
        if (_scene == Scene.Making)
        {
            // The mist drifts while the ball is made.
            bool thick = ((cell * 7) + (_tick / 2) + (cell / Stride * 3)) % 11 < 5;
            screen.Text(x, y, thick ? "▒▒" : "░░", Color.DarkCyan);
        }
        else if (_mine[cell] && (_open[cell] || _hearts == 0))
            screen.Put(x, y, '☼', Color.Red);
        else if (!_open[cell] || _mist[cell] > 0)
        {
            bool lit = cell == _lit;
            screen.Text(x, y, lit ? "▓▓" : "▒▒", lit ? Color.Yellow : (cell & 1) == 0 ? Color.DarkCyan : Color.DarkBlue);
            if (_flag[cell])
                screen.Put(x, y, '♦', Color.Red);
        }
        else if (_near[cell] > 0)
            screen.Put(x, y, (char)('0' + _near[cell]), Ink(_near[cell]));
        else
            screen.Put(x, y, '·', Color.Grey);
    }

    private static Color Ink(int number) => number switch
    {
        1 => Color.Cyan,
        2 => Color.Green,
        3 => Color.Magenta,
        4 => Color.Blue,
        5 => Color.Brown,
        6 => Color.Red,
        _ => Color.White,
    };

    private void DrawPanels(Screen screen)
    {
        screen.Text(2, 3, "Ball", Color.Grey);
        _ = screen.Number(10, 3, _level);
        screen.Text(2, 5, "Curses", Color.Grey);
        _ = screen.Number(10, 5, _mines - _flags, Color.Red);
        screen.Text(2, 7, "Lives", Color.Grey);
        for (int i = 0; i < Hearts; i++)
            screen.Put(10 + (i * 2), 7, i < _hearts ? '♥' : '·', i < _hearts ? Color.Red : Color.Grey);
        screen.Text(2, 9, "Ask", Color.Grey);
        for (int i = 0; i < _gazes; i++)
            screen.Put(10 + (i * 2), 9, '♦', Color.Yellow);
        screen.Text(2, 11, "Chain", Color.Grey);
        screen.Fill(2, 12, TopChain, 1, '░', Color.Grey);
        screen.Fill(2, 12, _chain, 1, '█', _chain == TopChain ? Color.Yellow : Color.Green);
        if (_gainedTicks > 0)
        {
            screen.Text(2, 14, "+", Color.Green);
            _ = screen.Number(3, 14, _gained, Color.Green);
        }

        if (_scene == Scene.Making)
            screen.Text(2, 16, "The mist gathers", Color.Cyan);
        else if (_scene == Scene.Cleared)
            screen.Text(2, 16, "The ball is clear", Color.Green);
        else if (_lit != 0)
            screen.Text(2, 16, "This is safe ▓▓", Color.Yellow);
        DrawCandle(screen);
    }

    private void DrawCandle(Screen screen)
    {
        const int X = 71;
        const int Height = 14;
        int height = _candle * Height * 2 / (_candleFull > 0 ? _candleFull : 1); // half rows
        int top = 21 - (height / 2);
        screen.Text(X - 3, 22, "▀█████▀", Color.Brown);
        for (int row = 21; row > top; row--)
            screen.Text(X - 1, row, "███", Color.Silver);
        if ((height & 1) == 1)
            screen.Text(X - 1, top, "▄▄▄", Color.Silver);
        else
            top++;
        if (_candle > 0)
        {
            screen.Put(X, top - 1, '│', Color.Grey);
            screen.Put(X, top - 2, '♦', Color.Yellow);
            screen.Put(X, top - 3, '\'', Color.Brown);
        }

        screen.Text(X - 5, 3, "Candle", Color.Grey);
        _ = screen.Number(X + 2, 3, _candle / 20, Color.White);
    }
}

using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// Press lamps that flip their neighbours until all are dark. Every press costs power and every stage gives back a little more
/// than it needs, so a press too many is what ends a play. Stages change the stage's shape and what a press flips.
/// </summary>
[Manifest(
    Title = "Light Show",
    Shard = 7,
    Author = "Monster Arcade",
    Pitch = "Put out every lamp, and the show begins",
    Help = "Make every lamp dark.\n" +
        "Arrows: walk   Space or Enter: press   H: a hint, 3 power\n" +
        "\n" +
        "A press flips the lamps marked with a dot: lit goes dark, dark\n" +
        "lights up. What is flipped changes from stage to stage.\n" +
        "Every press costs power; out of power, the show is over.\n" +
        "A dark stage gives power back. To do it in par or fewer presses\n" +
        "is perfect, and perfect stages in a row pay more and more.\n" +
        "There is no hurry, but the quick bonus melts.",
    TicksPerSecond = 20,
    StateBytes = 8 * 1024)]
public sealed class LightShow : Game
{
    internal const int Side = 7;
    internal const int Lamps = Side * Side;

    private const int CellWidth = 8;
    private const int CellHeight = 3;
    private const int Left = 12;
    private const int Top = 1;
    private const int MaxPower = 30;
    private const int ShowTicks = 70;
    private const int EndTicks = 40;
    private const int FlashTicks = 5;
    private const int Fixed = 16; // stages that are written down; after them shape and rule are drawn

    private readonly bool[] _there = new bool[Lamps];
    private readonly bool[] _lit = new bool[Lamps];
    private readonly bool[] _answer = new bool[Lamps]; // presses that would make all dark
    private readonly byte[] _flash = new byte[Lamps];
    private readonly int[] _order = new int[Lamps];
    private readonly Sparks _sparks = new(128);

    private int _stage;
    private int _score;
    private int _power = 12;
    private int _rule;
    private int _par;
    private int _presses;
    private int _cursor;
    private int _streak;
    private int _quick; // the quick bonus, in 1/16 points
    private int _hint = -1;
    private bool _hinted;
    private int _show;
    private int _won;
    private int _gained;
    private int _bump;
    private int _click;
    private int _ending;

    public override int Score => _score;

    internal int Stage => _stage;

    internal int Power => _power;

    internal int Par => _par;

    internal int Cursor => _cursor;

    internal bool Waiting => _show == 0 && _ending == 0;

    /// <summary>Each stage: shape, rule, presses.</summary>
    private static ReadOnlySpan<byte> Stages =>
    [
        0, 0, 1, 0, 0, 2, 1, 0, 2, 1, 0, 3,
        3, 0, 3, 2, 1, 2, 2, 1, 3, 4, 0, 3,
        2, 0, 4, 5, 1, 3, 2, 2, 3, 6, 0, 4,
        2, 3, 3, 7, 0, 5, 6, 1, 4, 8, 0, 5,
    ];

    /// <summary>Seven rows a shape, bit 6 on the left.</summary>
    private static ReadOnlySpan<byte> Shapes =>
    [
        0b0000000, 0b0000000, 0b0011100, 0b0011100, 0b0011100, 0b0000000, 0b0000000, // a small square
        0b0000000, 0b0111100, 0b0111100, 0b0111100, 0b0111100, 0b0000000, 0b0000000, // four by four
        0b0000000, 0b0111110, 0b0111110, 0b0111110, 0b0111110, 0b0111110, 0b0000000, // five by five
        0b0000000, 0b0001000, 0b0011100, 0b0111110, 0b0011100, 0b0001000, 0b0000000, // a diamond
        0b0011100, 0b0110110, 0b1100011, 0b1100011, 0b1100011, 0b0110110, 0b0011100, // a ring
        0b0011100, 0b0011100, 0b1111111, 0b1111111, 0b1111111, 0b0011100, 0b0011100, // a cross
        0b0000000, 0b1111111, 0b1111111, 0b1111111, 0b1111111, 0b1111111, 0b0000000, // seven by five
        0b0110110, 0b1111111, 0b1111111, 0b1111111, 0b0111110, 0b0011100, 0b0001000, // a heart
        0b1111111, 0b1111111, 0b1111111, 0b1111111, 0b1111111, 0b1111111, 0b1111111, // the full stage
    ];

    /// <summary>What a press flips: five rows a rule around the middle, bit 4 on the left.</summary>
    private static ReadOnlySpan<byte> Rules =>
    [
        0b00000, 0b00100, 0b01110, 0b00100, 0b00000, // neighbours
        0b00000, 0b01010, 0b00100, 0b01010, 0b00000, // corners
        0b00100, 0b00100, 0b11111, 0b00100, 0b00100, // two far
        0b01010, 0b10001, 0b00100, 0b10001, 0b01010, // a knight's leap
        0b00000, 0b01110, 0b01010, 0b01110, 0b00000, // all round, not itself
    ];

    internal bool There(int lamp) => _there[lamp];

    internal bool Lit(int lamp) => _lit[lamp];

    /// <summary>Whether a press on one lamp flips another, in this stage.</summary>
    internal bool Flips(int pressed, int lamp)
    {
        int x = (lamp % Side) - (pressed % Side) + 2;
        int y = (lamp / Side) - (pressed / Side) + 2;
        return _there[lamp] && (uint)x < 5 && (uint)y < 5 && (Rules[(_rule * 5) + y] >> (4 - x) & 1) != 0;
    }

    protected override void Init() => NextStage();

    public override Status Update(int key)
    {
        _sparks.Step(2);
        Wane(ref _bump);
        Wane(ref _click);
        for (int i = 0; i < Lamps; i++)
        {
            if (_flash[i] > 0)
                _flash[i]--;
        }

        if (_ending > 0)
            return ++_ending > EndTicks ? Status.Over : Status.Playing;
        if (_show > 0)
        {
            Show(key);
            return Status.Playing;
        }

        if (_quick > 0)
            _quick--;
        Act(Key.Lower(key));
        return Status.Playing;
    }

    private static void Wane(ref int ticks)
    {
        if (ticks > 0)
            ticks--;
    }

    private void Act(int key)
    {
        switch (key)
        {
            case Key.Up:
                Walk(0, -1);
                break;
            case Key.Down:
                Walk(0, 1);
                break;
            case Key.Left:
                Walk(-1, 0);
                break;
            case Key.Right:
                Walk(1, 0);
                break;
            case Key.Space:
            case Key.Enter:
                Press();
                break;
            case 'h':
                Hint();
                break;
        }
    }

    private void Walk(int dx, int dy)
    {
        int to = Beside(_cursor, dx, dy);
        if (to < 0)
            _bump = 3;
        else
            _cursor = to;
    }

    /// <summary>The next lamp that way, over gaps; where the row or column ends, the one nearest to it; -1 at the edge.</summary>
    internal int Beside(int from, int dx, int dy)
    {
        int best = -1;
        int least = 99;
        for (int lamp = 0; lamp < Lamps; lamp++)
        {
            int x = (lamp % Side) - (from % Side);
            int y = (lamp / Side) - (from / Side);
            int along = (x * dx) + (y * dy);
            int aside = Math.Abs(dx == 0 ? x : y);
            int cost = along + (aside * 8);
            if (!_there[lamp] || along <= 0 || aside > along || cost >= least)
                continue;
            least = cost;
            best = lamp;
        }

        return best;
    }

    private void Press()
    {
        _hint = -1;
        _click = 8;
        _power--;
        _presses++;
        Flip(_cursor);
        int lit = 0;
        for (int lamp = 0; lamp < Lamps; lamp++)
        {
            lit += _lit[lamp] ? 1 : 0;
            if (!Flips(_cursor, lamp))
                continue;
            _flash[lamp] = FlashTicks;
            _sparks.Burst(CenterX(lamp), CenterY(lamp), 3, _lit[lamp] ? Color.Yellow : Color.Grey, 8, 160);
        }

        if (lit == 0)
            Win();
        else if (_power == 0)
            _ending = 1;
    }

    private void Flip(int pressed)
    {
        _answer[pressed] = !_answer[pressed];
        for (int lamp = 0; lamp < Lamps; lamp++)
        {
            if (Flips(pressed, lamp))
                _lit[lamp] = !_lit[lamp];
        }
    }

    private void Hint()
    {
        if (_power <= 3)
        {
            _bump = 3;
            return;
        }

        _power -= 3;
        _hinted = true;
        for (int lamp = 0; lamp < Lamps; lamp++)
        {
            if (_answer[lamp])
                _hint = lamp;
        }
    }

    private void Win()
    {
        bool perfect = _presses <= _par && !_hinted;
        _streak = perfect ? Math.Min(_streak + 1, 5) : 0;
        _won = (40 * _par) + (60 * _par * _streak) + (_quick >> 4);
        _score += _won;
        _gained = _stage <= 10 ? _par + 2 : _stage <= 20 ? _par + 1 : _stage <= 30 ? _par : _par - 1;
        _power = Math.Min(_power + _gained, MaxPower);
        _show = 1;
    }

    private void Show(int key)
    {
        if (_show % 5 == 1)
        {
            int lamp = Random.Below(Lamps);
            _sparks.Burst(CenterX(lamp), CenterY(lamp), 14, (Color)(9 + Random.Below(7)), 24, 300);
        }

        if (++_show > ShowTicks || (_show > 12 && key != Key.None))
            NextStage();
    }

    private void NextStage()
    {
        _stage++;
        _show = 0;
        _presses = 0;
        _hinted = false;
        _hint = -1;
        int shape = 2 + Random.Below(7);
        _rule = Random.Below(5);
        _par = 4 + ((_stage - 12) / 3);
        if (_stage <= Fixed)
        {
            int at = (_stage - 1) * 3;
            shape = Stages[at];
            _rule = Stages[at + 1];
            _par = Stages[at + 2];
        }

        _par = Math.Min(_par, 12);
        _quick = _par * 50 * 16;
        for (int lamp = 0; lamp < Lamps; lamp++)
            _there[lamp] = (Shapes[(shape * Side) + (lamp / Side)] >> (Side - 1 - (lamp % Side)) & 1) != 0;
        _cursor = Lamps / 2;
        if (!_there[_cursor])
            Walk(1, 0);
        while (!Scramble())
        {
        }
    }

    /// <summary>Presses as many different lamps as par says; false when that leaves all dark.</summary>
    private bool Scramble()
    {
        int count = 0;
        for (int lamp = 0; lamp < Lamps; lamp++)
        {
            _lit[lamp] = false;
            _answer[lamp] = false;
            if (_there[lamp])
                _order[count++] = lamp;
        }

        Random.Shuffle(_order, count);
        for (int i = 0; i < _par && i < count; i++)
            Flip(_order[i]);
        for (int lamp = 0; lamp < Lamps; lamp++)
        {
            if (_lit[lamp])
                return true;
        }

        return false;
    }

    private static int CenterX(int lamp) => Left + (lamp % Side * CellWidth) + 4;

    private static int CenterY(int lamp) => Top + (lamp / Side * CellHeight) + 1;

    public override void Draw(Screen screen)
    {
        screen.Frame("Light Show", _score, "Arrows walk   Space press   H hint for 3 power   make every lamp dark");
        for (int lamp = 0; lamp < Lamps; lamp++)
        {
            if (!_there[lamp])
                continue;
            if (_show > 0)
                DrawShow(screen, lamp);
            else
                DrawLamp(screen, lamp);
        }

        DrawLeftPanel(screen);
        DrawRightPanel(screen);
        _sparks.Draw(screen);
        if (_show > 4)
            DrawResult(screen);
        if (_ending > 12)
            screen.Notice(7, "Lights on, power out", "The last press left lamps lit. Fewer presses go further.", Color.Red);
        Sound(screen);
    }

    private void DrawLamp(Screen screen, int lamp)
    {
        bool lit = _lit[lamp];
        bool flash = _flash[lamp] > 2;
        DrawBulb(screen, lamp, lit || flash, flash ? Color.White : lit ? _ending > 0 ? Color.Red : Color.Yellow : Color.Grey);
        int x = CenterX(lamp);
        int y = CenterY(lamp);
        if (Flips(_cursor, lamp) && !flash)
            screen.Text(x - 1, y, "••", lit ? Color.Black : Color.White, lit ? Color.Yellow : Color.Black);
        if (lamp == _hint)
            screen.Text(x - 1, y, "??", Color.Black, Color.Green);
        if (lamp != _cursor)
            return;
        screen.Put(x - 4, y, '►', _bump > 0 ? Color.Red : Color.White);
        screen.Put(x + 3, y, '◄', _bump > 0 ? Color.Red : Color.White);
        screen.Text(x - 4, y - 1, "┌", Color.White);
        screen.Text(x + 3, y - 1, "┐", Color.White);
        screen.Text(x - 4, y + 1, "└", Color.White);
        screen.Text(x + 3, y + 1, "┘", Color.White);
    }

    private static void DrawBulb(Screen screen, int lamp, bool full, Color color)
    {
        int x = CenterX(lamp) - 3;
        int y = CenterY(lamp);
        screen.Text(x, y - 1, full ? " ▄▄▄▄ " : "┌────┐", color);
        screen.Text(x, y, full ? "██████" : "│    │", color);
        screen.Text(x, y + 1, full ? " ▀▀▀▀ " : "└────┘", color);
    }

    /// <summary>Rings of colour run outward over the stage.</summary>
    private void DrawShow(Screen screen, int lamp)
    {
        int x = Math.Abs((lamp % Side) - 3);
        int y = Math.Abs((lamp / Side) - 3);
        int ring = ((_stage & 1) == 0 ? x + y : Math.Max(x, y)) + 12 - (_show / 3 % 12);
        DrawBulb(screen, lamp, ring % 3 != 0, (Color)(9 + (ring % 6)));
    }

    private void DrawLeftPanel(Screen screen)
    {
        screen.Text(1, 2, "Stage", Color.Grey);
        screen.Number(9, 2, _stage);
        screen.Text(1, 4, "Par", Color.Grey);
        screen.Number(9, 4, _par);
        screen.Text(1, 5, "Pressed", Color.Grey);
        screen.Number(9, 5, _presses, _presses > _par ? Color.Red : Color.White);
        screen.Text(1, 7, "Streak", Color.Grey);
        screen.Put(8, 7, 'x', Color.Green);
        screen.Number(9, 7, _streak, Color.Green);
        screen.Text(1, 9, "Quick", Color.Grey);
        screen.Number(8, 9, _quick >> 4, Color.Silver);
    }

    private void DrawRightPanel(Screen screen)
    {
        screen.Text(69, 2, "One press", Color.Grey);
        for (int i = 0; i < 25; i++)
        {
            bool flips = (Rules[(_rule * 5) + (i / 5)] >> (4 - (i % 5)) & 1) != 0;
            screen.Put(69 + (i % 5 * 2), 3 + (i / 5), flips ? '■' : '·', flips ? i == 12 ? Color.White : Color.Yellow : Color.Grey);
        }

        screen.Text(69, 10, "Power", Color.Grey);
        screen.Number(75, 10, _power, _power < 4 ? Color.Red : Color.White);
        for (int i = 0; i < MaxPower; i++)
        {
            bool on = i < _power;
            screen.Text(69 + (i % 3 * 3), 21 - (i / 3), on ? "██" : "··", on ? _power < 4 ? Color.Red : Color.Green : Color.Grey);
        }
    }

    private void DrawResult(Screen screen)
    {
        screen.Text(24, 22, _streak > 0 ? "     Perfect" : "Dark at last", Color.Green);
        screen.Put(38, 22, '+', Color.Green);
        int x = screen.Number(39, 22, _won, Color.Green);
        screen.Text(x + 2, 22, "Power +", Color.Silver);
        screen.Number(x + 9, 22, _gained, Color.Silver);
    }

    private void Sound(Screen screen)
    {
        if (_click > 0)
            screen.Voice(0, _lit[_cursor] ? 392 : 196, _click, Waveform.Triangle);
        if (_bump > 0)
            screen.Voice(1, 80, 5, Waveform.Square);
        if (_show > 0)
        {
            int step = _show / 4 % 8;
            screen.Voice(1, 262 + (step * (step % 2 == 0 ? 33 : 49)), 7, Waveform.Square);
            screen.Voice(2, 131 + (_show / 16 * 20), 6, Waveform.Triangle);
        }

        if (_ending is > 0 and < 30)
            screen.Voice(3, 240 - (_ending * 6), 8, Waveform.Sawtooth);
    }
}

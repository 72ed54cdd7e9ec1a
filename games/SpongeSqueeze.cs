using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// Slide wet sponges on a 4x4 board; two merge when their sum is a number of the series 2, 1, 3, 4, 7, 11, 18 (Lucas numbers:
/// each is the sum of the two before it). Every merge squeezes water into the bucket, and a full bucket pays for a wring.
/// Mould slides along, merges with nothing, and is washed off by a merge beside it.
/// </summary>
[Manifest(
    Title = "Sponge Squeeze",
    Shard = 47,
    Author = "Monster Arcade",
    Pitch = "Squeeze two sponges into one and keep ahead of the mould.",
    Help = "Arrow keys slide all sponges.\n" +
        "Two that meet merge when their sum is in the series:\n" +
        "2  1  3  4  7  11  18  29  47 ...  so 1+1, 1+2, 3+1, 3+4, 4+7, 7+11.\n" +
        "Several merges in one slide count double, triple and so on.\n" +
        "\n" +
        "Water fills the bucket. A full bucket gives you a wring: Space\n" +
        "takes the smallest sponges off the board. Three can be kept.\n" +
        "\n" +
        "Mould (M) merges with nothing. A merge beside it washes it off.\n" +
        "It comes more and more often. The end: nothing slides, no wring.",
    TicksPerSecond = 20,
    StateBytes = 4 * 1024)]
public sealed class SpongeSqueeze : Game
{
    internal const int Side = 4;
    internal const int CellCount = Side * Side;
    internal const byte Mould = 31;
    internal const int TermCount = 24;
    internal const int MaxWrings = 3;

    private const int SlideTicks = 3;
    private const int TileWidth = 10;
    private const int TileHeight = 5;
    private const int BoardX = 2;
    private const int BoardY = 2;
    private const int PanelX = 47;
    private const int CalmTurns = 20; // before the first mould

    private readonly byte[] _cells = new byte[CellCount]; // 0 empty, 1 + the place in the series, or Mould
    private readonly byte[] _before = new byte[CellCount]; // the board before the last slide, to show the way
    private readonly byte[] _goal = new byte[CellCount]; // where each of those went
    private readonly byte[] _glow = new byte[CellCount]; // ticks that a cell still shows what happened in it
    private readonly Sparks _sparks = new(40);
    private int _score;
    private int _turns;
    private int _level;
    private int _water;
    private int _bucket; // what a full bucket holds
    private int _wrings;
    private int _sliding; // ticks of the slide still to show
    private int _newest;
    private int _best; // the highest place in the series so far, plus one
    private int _gained;
    private int _gainedTicks;
    private int _merges;
    private int _sound;
    private int _soundTicks;
    private int _ending;
    private Event _event;

    private enum Event : byte
    {
        None,
        Merge,
        Wash,
        Full,
        Wrung,
        Refused,
    }

    private static ReadOnlySpan<int> Series =>
    [
        2, 1, 3, 4, 7, 11, 18, 29, 47, 76, 123, 199, 322, 521, 843, 1364, 2207, 3571, 5778, 9349, 15127, 24476, 39603, 64079,
    ];

    private static ReadOnlySpan<byte> Inks => [6, 14, 4, 12, 2, 10, 3, 11, 5, 13, 1, 9, 7, 15];

    public override int Score => _score;

    internal int Wrings => _wrings;

    internal int Turns => _turns;

    internal int Level => _level;

    internal bool Sliding => _sliding > 0;

    internal byte CellAt(int cell) => _cells[cell];

    /// <summary>The value of a cell's content: a number of the series, 0 for nothing and for mould.</summary>
    internal static int Value(byte content) => content is 0 or Mould ? 0 : Series[content - 1];

    /// <summary>What two contents merge into; 0 when they do not.</summary>
    internal static byte Merged(byte a, byte b)
    {
        if (a is 0 or Mould || b is 0 or Mould)
            return 0;
        if (a == b)
            return (byte)(a == 1 ? 4 : a == 2 ? 1 : 0); // 2 + 2 and 1 + 1, the only equal ones
        int higher = a > b ? a : b;
        return (byte)((a + 1 == b || b + 1 == a) && higher < TermCount ? higher + 1 : 0);
    }

    protected override void Init()
    {
        _level = 1;
        _bucket = 60;
        _wrings = 1;
        _newest = -1;
        Add(1);
        Add(1);
        Add(2);
    }

    public override Status Update(int key)
    {
        _sparks.Step();
        _sliding -= _sliding > 0 ? 1 : 0;
        _gainedTicks -= _gainedTicks > 0 ? 1 : 0;
        _soundTicks -= _soundTicks > 0 ? 1 : 0;
        for (int i = 0; i < CellCount; i++)
            _glow[i] -= (byte)(_glow[i] > 0 ? 1 : 0);
        if (_ending > 0)
            return --_ending == 0 ? Status.Over : Status.Playing;

        int direction = Direction(Key.Lower(Key.Code(key)));
        if (direction >= 0)
            Turn(direction);
        else if (Key.Code(key) == Key.Space)
            Wring();
        if (!CanGoOn())
            _ending = 24;
        return Status.Playing;
    }

    /// <summary>Slides a board given by the caller: 0 up, 1 down, 2 left, 3 right.</summary>
    /// <param name="cells">Changed in place.</param>
    /// <param name="direction">0 to 3.</param>
    /// <param name="goal">Where each cell's content went.</param>
    /// <returns>The points, or -1 when nothing moves.</returns>
    internal static int Slide(byte[] cells, int direction, byte[] goal)
    {
        int gain = 0;
        int merges = 0;
        bool moved = false;
        for (int line = 0; line < Side; line++)
        {
            int free = 0; // the place nearest to the wall that the next one can take
            bool open = false; // may the one before it still merge?
            for (int place = 0; place < Side; place++)
            {
                int from = Place(direction, line, place);
                byte content = cells[from];
                if (content == 0)
                    continue;
                int last = Place(direction, line, free > 0 ? free - 1 : 0);
                byte merged = open ? Merged(cells[last], content) : (byte)0;
                cells[from] = 0;
                if (merged != 0)
                {
                    cells[last] = merged;
                    goal[from] = (byte)last;
                    merges++;
                    gain += Series[merged - 1] * merges;
                    open = false;
                    moved = true;
                    continue;
                }

                int to = Place(direction, line, free++);
                cells[to] = content;
                goal[from] = (byte)to;
                moved |= to != from;
                open = true;
            }
        }

        return moved ? gain : -1;
    }

    private static int Direction(int code) => code switch
    {
        Key.Up or 'w' or 'k' => 0,
        Key.Down or 's' or 'j' => 1,
        Key.Left or 'a' or 'h' => 2,
        Key.Right or 'd' or 'l' => 3,
        _ => -1,
    };

    /// <summary>The cell at a place counted from the wall that a slide goes to.</summary>
    private static int Place(int direction, int line, int place) => direction switch
    {
        0 => (place * Side) + line,
        1 => ((Side - 1 - place) * Side) + line,
        2 => (line * Side) + place,
        _ => (line * Side) + Side - 1 - place,
    };

    private void Turn(int direction)
    {
        for (int i = 0; i < CellCount; i++)
            _before[i] = _cells[i];
        int gain = Slide(_cells, direction, _goal);
        if (gain < 0)
        {
            Say(Event.Refused, 90);
            return;
        }

        _turns++;
        _sliding = SlideTicks;
        _merges = 0;
        if (gain > 0)
            Squeeze(gain);
        Add(NextContent());
    }

    /// <summary>What follows from the merges of a slide: glow, water, washed mould.</summary>
    private void Squeeze(int gain)
    {
        _score += gain;
        _gained = gain;
        _gainedTicks = 20;
        int highest = 0;
        bool washed = false;
        for (int cell = 0; cell < CellCount; cell++)
        {
            if (!MergedInto(cell))
                continue;
            _merges++;
            _glow[cell] = 8;
            highest = _cells[cell] > highest ? _cells[cell] : highest;
            _sparks.Burst(MiddleX(cell), MiddleY(cell), 5, Color.Cyan, 10);
            washed |= Wash(cell);
        }

        Say(washed ? Event.Wash : Event.Merge, 180 + (highest * 50));
        if (highest > _best)
        {
            _best = highest;
            _sparks.Burst(60, 6, 8, Color.Yellow);
        }

        _water += gain;
        if (_water >= _bucket)
            Fill();
    }

    private bool MergedInto(int cell)
    {
        int sources = 0;
        for (int from = 0; from < CellCount; from++)
            sources += _before[from] != 0 && _goal[from] == cell ? 1 : 0;
        return sources == 2;
    }

    private bool Wash(int cell)
    {
        bool any = false;
        int x = cell % Side;
        any |= x > 0 && WashOne(cell - 1);
        any |= x < Side - 1 && WashOne(cell + 1);
        any |= cell >= Side && WashOne(cell - Side);
        any |= cell < CellCount - Side && WashOne(cell + Side);
        return any;
    }

    private bool WashOne(int cell)
    {
        if (_cells[cell] != Mould)
            return false;
        _cells[cell] = 0;
        _score += 10 * _level;
        _sparks.Burst(MiddleX(cell), MiddleY(cell), 10, Color.Green);
        return true;
    }

    private void Fill()
    {
        _water -= _bucket;
        _water = _water > _bucket ? _bucket : _water;
        _bucket += (_bucket >> 2) + 20;
        _level++;
        _wrings += _wrings < MaxWrings ? 1 : 0;
        _score += 25 * _level;
        _sparks.Burst(62, 18, 16, Color.Cyan, 20);
        Say(Event.Full, 880);
    }

    /// <summary>Takes the smallest sponges off the board, and the mould beside them goes too.</summary>
    private void Wring()
    {
        byte smallest = 0;
        for (int i = 0; i < CellCount; i++)
        {
            if (Value(_cells[i]) > 0 && (smallest == 0 || Value(_cells[i]) < Value(smallest)))
                smallest = _cells[i];
        }

        if (_wrings == 0 || smallest == 0)
        {
            Say(Event.Refused, 90);
            return;
        }

        _wrings--;
        _newest = -1;
        for (int i = 0; i < CellCount; i++)
        {
            if (_cells[i] != smallest)
                continue;
            _cells[i] = 0;
            _glow[i] = 6;
            _sparks.Burst(MiddleX(i), MiddleY(i), 6, Color.Cyan);
            _ = Wash(i);
        }

        if (IsEmpty())
            Add(1);
        Say(Event.Wrung, 140);
    }

    private byte NextContent()
    {
        // From one in 10 down to one in 4; never before the first turns are over.
        int every = 11 - _level > 4 ? 11 - _level : 4;
        if (_turns > CalmTurns && Random.OneIn(every))
            return Mould;
        return (byte)(Random.OneIn(4) ? 1 : 2);
    }

    private void Add(byte content)
    {
        int free = 0;
        for (int i = 0; i < CellCount; i++)
            free += _cells[i] == 0 ? 1 : 0;
        int wanted = Random.Below(free);
        for (int i = 0; i < CellCount; i++)
        {
            if (_cells[i] != 0 || wanted-- != 0)
                continue;
            _cells[i] = content;
            _newest = i;
            return;
        }
    }

    private bool IsEmpty()
    {
        for (int i = 0; i < CellCount; i++)
        {
            if (Value(_cells[i]) > 0)
                return false;
        }

        return true;
    }

    private bool CanGoOn()
    {
        if (_wrings > 0)
            return true;
        for (int i = 0; i < CellCount; i++)
        {
            if (_cells[i] == 0)
                return true;
            if (i % Side < Side - 1 && Merged(_cells[i], _cells[i + 1]) != 0)
                return true;
            if (i < CellCount - Side && Merged(_cells[i], _cells[i + Side]) != 0)
                return true;
        }

        return false;
    }

    private void Say(Event what, int hertz)
    {
        _event = what;
        _sound = hertz;
        _soundTicks = what == Event.Full ? 8 : 3;
    }

    private static int CellX(int cell) => BoardX + 1 + ((cell % Side) * TileWidth);

    private static int CellY(int cell) => BoardY + ((cell / Side) * TileHeight);

    private static int MiddleX(int cell) => CellX(cell) + (TileWidth / 2);

    private static int MiddleY(int cell) => CellY(cell) + 2;

    public override void Draw(Screen screen)
    {
        screen.Frame("Sponge Squeeze", _score, "Arrows slide   Space wring");
        screen.Box(BoardX, BoardY - 1, (Side * TileWidth) + 2, (Side * TileHeight) + 2, _event == Event.Refused && _soundTicks > 0 ? Color.Red : Color.Grey);
        DrawBoard(screen);
        DrawSeries(screen);
        DrawBucket(screen);
        _sparks.Draw(screen);
        if (_ending > 0 || !CanGoOn())
            screen.Notice(9, "The board is full", "Nothing slides, nothing merges, and no wring is left.", Color.Red);
        Sound(screen);
    }

    private void DrawBoard(Screen screen)
    {
        for (int cell = 0; cell < CellCount; cell++)
        {
            screen.Put(MiddleX(cell) - 1, MiddleY(cell), '·', Color.Grey);
            screen.Put(MiddleX(cell), MiddleY(cell), '·', Color.Grey);
        }

        for (int cell = 0; cell < CellCount; cell++)
        {
            if (_sliding == 0)
            {
                DrawTile(screen, CellX(cell), CellY(cell), _cells[cell], _glow[cell] > 0, cell == _newest);
                continue;
            }

            int goal = _goal[cell];
            int done = SlideTicks - _sliding + 1;
            int x = CellX(cell) + ((CellX(goal) - CellX(cell)) * done / (SlideTicks + 1));
            int y = CellY(cell) + ((CellY(goal) - CellY(cell)) * done / (SlideTicks + 1));
            DrawTile(screen, x, y, _before[cell], false, false);
        }
    }

    private static void DrawTile(Screen screen, int x, int y, byte content, bool glow, bool isNew)
    {
        if (content == 0)
            return;
        bool mould = content == Mould;
        var ink = mould ? Color.Grey : glow ? Color.White : (Color)Inks[(content - 1) % Inks.Length];
        for (int i = 1; i < TileWidth - 1; i++)
        {
            screen.Put(x + i, y, '▄', ink);
            screen.Put(x + i, y + TileHeight - 1, '▀', ink);
        }

        for (int row = y + 1; row < y + TileHeight - 1; row++)
        {
            screen.Fill(x, row, TileWidth, 1, mould ? '▒' : ' ', Color.Black, ink);
            screen.Put(x, row, '▐', ink);
            screen.Put(x + TileWidth - 1, row, '▌', ink);
        }

        if (mould)
        {
            screen.Text(x + 3, y + 2, " M  ", Color.Green, Color.Black);
            return;
        }

        Pores(screen, x, y, content, ink);
        int width = Screen.NumberWidth(Series[content - 1]);
        screen.Number(x + ((TileWidth - width + 1) / 2), y + 2, Series[content - 1], Color.Black, ink);
        if (isNew)
        {
            screen.Put(x + 1, y + 2, '►', Color.Black, ink);
            screen.Put(x + TileWidth - 2, y + 2, '◄', Color.Black, ink);
        }
    }

    /// <summary>The holes of a sponge; each number has its own pattern.</summary>
    private static void Pores(Screen screen, int x, int y, int content, Color ink)
    {
        screen.Put(x + 2 + (content % 3), y + 1, 'o', Color.Black, ink);
        screen.Put(x + 6 + (content % 2), y + 1, '°', Color.Black, ink);
        screen.Put(x + 2 + (content % 2), y + 3, '∙', Color.Black, ink);
        screen.Put(x + 5 + (content % 3), y + 3, 'o', Color.Black, ink);
    }

    private void DrawSeries(Screen screen)
    {
        screen.Text(PanelX, 1, "Merge into the series", Color.Grey);
        int first = _best > 6 ? _best - 5 : 1;
        for (int row = 0; row < 8; row++)
        {
            int term = first + row;
            bool reached = term < _best;
            var ink = term == _best ? Color.Yellow : reached ? Color.Green : Color.Silver;
            screen.NumberLeft(PanelX + 8, 3 + row, term == 1 ? 2 : Series[term], ink);
            screen.Text(PanelX + 9, 3 + row, "=", Color.Grey);
            int x = screen.Number(PanelX + 11, 3 + row, term == 1 ? 1 : Series[term - 2], ink);
            screen.Text(x + 1, 3 + row, "+", Color.Grey);
            _ = screen.Number(x + 3, 3 + row, term == 1 ? 1 : Series[term - 1], ink);
            if (term == _best)
                screen.Text(PanelX + 25, 3 + row, "◄ next", Color.Yellow);
            else if (reached)
                screen.Put(PanelX + 25, 3 + row, '√', Color.Green);
        }
    }

    private void DrawBucket(Screen screen)
    {
        const int Top = 14;
        const int Depth = 7;
        const int Width = 24;
        int level = _water * Depth * 2 / _bucket; // in half rows
        for (int row = 0; row < Depth; row++)
        {
            int y = Top + row;
            int slope = row / 3;
            int left = PanelX + slope;
            int right = PanelX + Width + 1 - slope;
            int height = level - ((Depth - 1 - row) * 2);
            if (height > 0)
                screen.Fill(left + 1, y, right - left - 1, 1, height == 1 ? '▄' : (row & 1) == 0 ? '▓' : '█', Color.DarkCyan);
            screen.Put(left, y, '█', Color.Silver);
            screen.Put(right, y, '█', Color.Silver);
        }

        screen.Fill(PanelX + 2, Top + Depth, Width - 2, 1, '▀', Color.Silver);
        screen.Text(PanelX, Top - 2, "Bucket", Color.Grey);
        _ = screen.Number(PanelX + 7, Top - 2, _level, Color.White);
        if (_gainedTicks > 0)
        {
            screen.Text(PanelX + 10, Top - 2, "+", Color.Cyan);
            int x = screen.Number(PanelX + 11, Top - 2, _gained, Color.Cyan);
            if (_merges > 1)
            {
                screen.Text(x + 1, Top - 2, "merges:", Color.Yellow);
                _ = screen.Number(x + 9, Top - 2, _merges, Color.Yellow);
            }
        }

        screen.Text(PanelX + 27, Top + 2, "Wring", _wrings > 0 ? Color.Yellow : Color.Grey);
        for (int i = 0; i < MaxWrings; i++)
            screen.Put(PanelX + 27 + (i * 2), Top + 4, i < _wrings ? '♦' : '·', i < _wrings ? Color.Yellow : Color.Grey);
    }

    private void Sound(Screen screen)
    {
        if (_soundTicks == 0)
            return;
        var wave = _event is Event.Wrung or Event.Wash ? Waveform.Noise : _event == Event.Refused ? Waveform.Sawtooth : Waveform.Triangle;
        screen.Voice(0, _sound + (_event == Event.Full ? (8 - _soundTicks) * 60 : 0), 8, wave);
        if (_merges > 1)
            screen.Voice(1, _sound * 3 / 2, 6, Waveform.Triangle);
    }
}

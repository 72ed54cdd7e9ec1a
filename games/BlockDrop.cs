using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// Pack falling polyominoes of three to five cells and clear rows. A row pays the size of the piece each of its cells
/// came from, so the awkward fives are also the ones worth packing, and rows cleared together pay far more than one by one.
/// </summary>
[Manifest(
    Title = "Block Drop",
    Shard = 2,
    Author = "Monster Arcade",
    Pitch = "Threes, fours and fives fall: pack them and clear rows",
    Help = "Fill a row from wall to wall and it clears.\n" +
        "Left, Right: move   Up: turn   Z: turn back   Down: faster\n" +
        "Space: drop   C: keep this piece for later\n" +
        "\n" +
        "Every cell of a row pays the size of the piece it came from:\n" +
        "▒▒ three, ▓▓ four, ██ five. Then times your level, and for\n" +
        "2, 3, 4 or 5 rows at once times 3, 6, 10 or 15.\n" +
        "Clearing with piece after piece adds a chain bonus.\n" +
        "Every eight rows: a level up, faster, with stranger fives.",
    TicksPerSecond = 30,
    StateBytes = 8 * 1024)]
public sealed class BlockDrop : Game
{
    internal const int Width = 12;
    internal const int Height = 20;
    internal const int BoxSide = 5;

    private const int Shapes = 27;
    private const int Left = 28;
    private const int Top = 1;
    private const int ClearTicks = 8;
    private const int LockTicks = 14;
    private const int EndTicks = 50;

    // Two threes, seven fours, eighteen fives; the fives in the order in which the levels bring them.
    private const string Forms =
        ".../###/... #./## " +
        "..../####/..../.... ##/## .#./###/... .##/##./... ##./.##/... #../###/... ..#/###/... " +
        ".##/.##/.#. ##./##./.#. ...#/####/..../.... #.../####/..../.... ...../...../#####/...../..... #../#../### " +
        "..#./####/..../.... .#../####/..../.... ##../.###/..../.... ..##/###./..../.... #.#/###/... ###/.#./.#. " +
        "##./.#./.## .##/.#./##. #../##./.## .##/##./.#. ##./.##/.#. .#./###/.#. ";

    private readonly byte[] _well = new byte[Width * Height]; // 0, or the size of the piece the cell came from
    private readonly int[] _masks = new int[Shapes * 4];
    private readonly int[] _bag = new int[24];
    private readonly int[] _next = new int[3];
    private readonly bool[] _full = new bool[Height];
    private readonly Sparks _sparks = new(96);

    private int _bagCount;
    private int _shape;
    private int _turn;
    private int _x;
    private int _y;
    private int _kept = -1;
    private bool _keptNow;
    private int _pieces;
    private int _fall;
    private bool _hurried;
    private int _resting;
    private int _shuffles; // moves that put the lock off, counted so that it cannot be put off for ever
    private int _clearing;
    private int _rows;
    private int _chain;
    private int _score;
    private int _paid;
    private int _paidTicks;
    private int _streak; // ticks the trail of a drop stays
    private int _streakFrom;
    private int _streakColumns;
    private int _raised; // ticks left to say that the level went up
    private int _ending;
    private int _beep;
    private int _beepTicks;

    public override int Score => _score;

    internal int Pieces => _pieces;

    internal int Shape => _shape;

    internal int Kept => _kept;

    internal int Turn => _turn;

    internal int X => _x;

    internal bool Falling => _clearing == 0 && _ending == 0;

    internal int Level => 1 + (_rows / 8);

    private static ReadOnlySpan<byte> FallTicks => [24, 21, 18, 16, 14, 12, 10, 8, 7, 6, 5, 4, 3, 3, 2, 2, 1];

    private static ReadOnlySpan<sbyte> Kicks => [0, 0, -1, 0, 1, 0, 0, -1, -2, 0, 2, 0, -1, -1, 1, -1, 0, -2];

    private static ReadOnlySpan<byte> RowFactor => [0, 1, 3, 6, 10, 15];

    internal int Cell(int x, int y) => _well[(y * Width) + x];

    internal int Next(int index) => _next[index];

    /// <summary>The cells of a shape in one of its four turns: bit 5y + x of a 5x5 box.</summary>
    internal int Mask(int shape, int turn) => _masks[(shape * 4) + turn];

    internal static int SizeOf(int shape) => shape < 2 ? 3 : shape < 9 ? 4 : 5;

    protected override void Init()
    {
        ReadForms();
        for (int i = 0; i < _next.Length; i++)
            _next[i] = FromBag();
        Enter(TakeNext());
    }

    public override Status Update(int key)
    {
        _sparks.Step();
        Wane(ref _beepTicks);
        Wane(ref _paidTicks);
        Wane(ref _streak);
        Wane(ref _raised);
        if (_ending > 0)
            return ++_ending > EndTicks ? Status.Over : Status.Playing;
        if (_clearing > 0)
        {
            if (--_clearing == 0)
                Collapse();
            return Status.Playing;
        }

        Steer(Key.Lower(key));
        if (Falling)
            Sink();
        return Status.Playing;
    }

    private static void Wane(ref int ticks)
    {
        if (ticks > 0)
            ticks--;
    }

    private void Steer(int key)
    {
        switch (key)
        {
            case Key.Left:
                Move(-1);
                break;
            case Key.Right:
                Move(1);
                break;
            case Key.Up:
                Rotate(1);
                break;
            case 'z':
                Rotate(3);
                break;
            case Key.Down:
                _hurried = true;
                break;
            case Key.Space:
                DropNow();
                break;
            case 'c':
                Keep();
                break;
        }
    }

    private void Move(int by)
    {
        if (!Fits(_shape, _turn, _x + by, _y))
            return;
        _x += by;
        PutOffLock();
        Beep(220, 1);
    }

    private void Rotate(int quarters)
    {
        int turn = (_turn + quarters) & 3;
        for (int i = 0; i < Kicks.Length; i += 2)
        {
            int x = _x + Kicks[i];
            int y = _y + Kicks[i + 1];
            if (!Fits(_shape, turn, x, y))
                continue;
            _turn = turn;
            _x = x;
            _y = y;
            PutOffLock();
            Beep(330, 2);
            return;
        }

        Beep(80, 3);
    }

    private void PutOffLock()
    {
        if (_shuffles++ < 12)
            _resting = 0;
    }

    private void DropNow()
    {
        _streakFrom = _y;
        while (Fits(_shape, _turn, _x, _y + 1))
            _y++;
        _streak = 5;
        _streakColumns = 0;
        for (int bit = 0; bit < 25; bit++)
            _streakColumns |= (Mask(_shape, _turn) >> bit & 1) << (bit % BoxSide);
        _streakColumns = _x < 0 ? _streakColumns >> -_x : _streakColumns << _x;
        Settle();
    }

    private void Keep()
    {
        if (_keptNow)
        {
            Beep(80, 3);
            return;
        }

        int shape = _kept < 0 ? TakeNext() : _kept;
        _kept = _shape;
        Enter(shape);
        _keptNow = true;
        Beep(440, 4);
    }

    private void Sink()
    {
        bool hurried = _hurried;
        _hurried = false;
        if (!Fits(_shape, _turn, _x, _y + 1))
        {
            // Down held lands softly: a moment is left to slide.
            if (++_resting > LockTicks || (hurried && _resting > 6))
                Settle();
            return;
        }

        int level = Math.Min(Level, FallTicks.Length);
        if (++_fall < FallTicks[level - 1] && !hurried)
            return;
        _fall = 0;
        _y++;
        _resting = 0;
    }

    /// <summary>The piece becomes part of the well.</summary>
    private void Settle()
    {
        int mask = Mask(_shape, _turn);
        bool above = false;
        for (int bit = 0; bit < 25; bit++)
        {
            if ((mask >> bit & 1) == 0)
                continue;
            int x = _x + (bit % BoxSide);
            int y = _y + (bit / BoxSide);
            if (y < 0)
                above = true;
            else
                _well[(y * Width) + x] = (byte)SizeOf(_shape);
        }

        Beep(110, 3);
        int rows = MarkFull();
        if (rows > 0)
        {
            Pay(rows);
            return;
        }

        _chain = 0;
        if (above)
            _ending = 1;
        else
            Enter(TakeNext());
    }

    private int MarkFull()
    {
        int rows = 0;
        for (int y = 0; y < Height; y++)
        {
            _full[y] = true;
            for (int x = 0; x < Width; x++)
                _full[y] &= _well[(y * Width) + x] != 0;
            rows += _full[y] ? 1 : 0;
        }

        return rows;
    }

    private void Pay(int rows)
    {
        int sum = 0;
        for (int y = 0; y < Height; y++)
        {
            if (!_full[y])
                continue;
            for (int x = 0; x < Width; x++)
            {
                sum += _well[(y * Width) + x];
                if (x % 2 == 0)
                    _sparks.Burst(Left + (x * 2), Top + y, 1 + rows, SizeColor(_well[(y * Width) + x], true), 18, 200);
            }
        }

        _chain++;
        _paid = ((sum / rows * RowFactor[rows]) + (20 * (_chain - 1))) * Level;
        _paidTicks = 45;
        _score += _paid;
        _clearing = ClearTicks;
        Beep(350 + (rows * 120) + (_chain * 40), 10);
    }

    private void Collapse()
    {
        int level = Level;
        int to = Height - 1;
        for (int from = Height - 1; from >= 0; from--)
        {
            if (_full[from])
            {
                _rows++;
                continue;
            }

            for (int x = 0; x < Width; x++)
                _well[(to * Width) + x] = _well[(from * Width) + x];
            to--;
        }

        for (int cell = ((to + 1) * Width) - 1; cell >= 0; cell--)
            _well[cell] = 0;
        for (int y = 0; y < Height; y++)
            _full[y] = false;
        if (Level > level)
        {
            _raised = 60;
            _sparks.Burst(12, 2, 24, Color.Yellow, 20, 250);
        }

        Enter(TakeNext());
    }

    private void Enter(int shape)
    {
        _shape = shape;
        _turn = 0;
        _fall = 0;
        _resting = 0;
        _shuffles = 0;
        _keptNow = false;
        _pieces++;
        int mask = Mask(shape, 0);
        _y = (mask & 0x1F) != 0 ? 0 : (mask & 0x3E0) != 0 ? -1 : -2;
        _x = 4;
        if (!Fits(shape, 0, _x, _y))
        {
            _ending = 1;
            Beep(60, 40);
        }
    }

    private bool Fits(int shape, int turn, int left, int top)
    {
        int mask = Mask(shape, turn);
        for (int bit = 0; mask != 0; bit++, mask >>= 1)
        {
            if ((mask & 1) == 0)
                continue;
            int x = left + (bit % BoxSide);
            int y = top + (bit / BoxSide);
            if ((uint)x >= Width || y >= Height || (y >= 0 && _well[(y * Width) + x] != 0))
                return false;
        }

        return true;
    }

    private int TakeNext()
    {
        int shape = _next[0];
        _next[0] = _next[1];
        _next[1] = _next[2];
        _next[2] = FromBag();
        return shape;
    }

    /// <summary>A bag holds the two threes, the seven fours and some fives, so that nothing stays away for long.</summary>
    private int FromBag()
    {
        if (_bagCount == 0)
        {
            int fives = Level >= 12 ? 9 : 2 + (Level / 2);
            int kinds = Level >= 7 ? 18 : 4 + (Level * 2);
            while (_bagCount < 9)
            {
                _bag[_bagCount] = _bagCount;
                _bagCount++;
            }

            for (int i = 0; i < fives; i++)
                _bag[_bagCount++] = 9 + Random.Below(kinds);
            Random.Shuffle(_bag, _bagCount);
        }

        return _bag[--_bagCount];
    }

    /// <summary>Reads the shapes and turns each three times inside its own box.</summary>
    private void ReadForms()
    {
        int shape = 0, x = 0, y = 0, mask = 0;
        for (int i = 0; i < Forms.Length; i++)
        {
            char c = Forms[i];
            if (c == '#')
                mask |= 1 << ((y * BoxSide) + x);
            x++;
            if (c == '/')
            {
                x = 0;
                y++;
            }
            else if (c == ' ')
            {
                for (int turn = 0; turn < 4; turn++)
                {
                    _masks[(shape * 4) + turn] = mask;
                    mask = Turned(mask, y + 1);
                }

                shape++;
                x = 0;
                y = 0;
                mask = 0;
            }
        }
    }

    private static int Turned(int mask, int side)
    {
        int turned = 0;
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                if ((mask >> ((y * BoxSide) + x) & 1) != 0)
                    turned |= 1 << ((x * BoxSide) + side - 1 - y);
            }
        }

        return turned;
    }

    private void Beep(int hertz, int ticks)
    {
        _beep = hertz;
        _beepTicks = ticks;
    }

    public override void Draw(Screen screen)
    {
        screen.Frame("Block Drop", _score, "←→ move   ↑ turn   Z turn back   ↓ faster   Space drop   C keep");
        DrawWell(screen);
        if (Falling)
            DrawPiece(screen);
        DrawLeftPanel(screen);
        DrawRightPanel(screen);
        _sparks.Draw(screen);
        if (_ending > 20)
            screen.Notice(8, "The stack reached the top", "No room was left for the next piece.", Color.Red);
        if (_beepTicks > 0)
            screen.Voice(0, _beep, 8, Waveform.Square);
        if (_clearing > 0)
            screen.Voice(1, 300 + ((ClearTicks - _clearing) * 90), 6, Waveform.Triangle);
    }

    private void DrawWell(Screen screen)
    {
        Color wall = _ending > 0 ? Color.Red : Color.Grey;
        for (int y = 0; y < Height; y++)
        {
            screen.Put(Left - 1, Top + y, '█', wall);
            screen.Put(Left + (Width * 2), Top + y, '█', wall);
            for (int x = 0; x < Width; x++)
            {
                int size = _well[(y * Width) + x];
                if (_full[y])
                    DrawCleared(screen, x, y);
                else if (size == 0)
                    DrawEmpty(screen, x, y);
                else if (_ending > 0 && Height - y < _ending)
                    DrawCell(screen, x, y, '░', Color.Grey);
                else
                    DrawCell(screen, x, y, SizeGlyph(size), SizeColor(size, false));
            }
        }

        screen.Fill(Left - 1, Top + Height, (Width * 2) + 2, 1, '▀', wall);
    }

    private void DrawEmpty(Screen screen, int x, int y)
    {
        bool trail = _streak > 0 && y >= _streakFrom && (_streakColumns >> x & 1) != 0;
        for (int above = _streakFrom < 0 ? 0 : _streakFrom; trail && above < y; above++)
            trail = _well[(above * Width) + x] == 0;
        screen.Put(Left + (x * 2), Top + y, trail ? '│' : '·', Color.Grey);
        if (trail)
            screen.Put(Left + (x * 2) + 1, Top + y, '│', Color.Grey);
    }

    /// <summary>A cleared row burns from the middle to the walls.</summary>
    private void DrawCleared(Screen screen, int x, int y)
    {
        int fromMiddle = x < Width / 2 ? (Width / 2) - 1 - x : x - (Width / 2);
        if (fromMiddle >= ClearTicks - _clearing - 1)
            DrawCell(screen, x, y, '█', Color.White);
    }

    private void DrawPiece(Screen screen)
    {
        int landing = _y;
        while (Fits(_shape, _turn, _x, landing + 1))
            landing++;
        int mask = Mask(_shape, _turn);
        int size = SizeOf(_shape);
        for (int bit = 0; bit < 25; bit++)
        {
            if ((mask >> bit & 1) == 0)
                continue;
            int x = _x + (bit % BoxSide);
            int y = landing + (bit / BoxSide);
            if (y >= 0)
            {
                screen.Put(Left + (x * 2), Top + y, '[', Color.White);
                screen.Put(Left + (x * 2) + 1, Top + y, ']', Color.White);
            }
        }

        for (int bit = 0; bit < 25; bit++)
        {
            if ((mask >> bit & 1) != 0)
                DrawCell(screen, _x + (bit % BoxSide), _y + (bit / BoxSide), SizeGlyph(size), SizeColor(size, true));
        }
    }

    private static void DrawCell(Screen screen, int x, int y, char glyph, Color color)
    {
        if (y >= 0)
            screen.Fill(Left + (x * 2), Top + y, 2, 1, glyph, color);
    }

    private void DrawLeftPanel(Screen screen)
    {
        screen.Text(4, 2, "Level", Color.Grey);
        screen.Number(12, 2, Level);
        screen.Text(4, 3, "Rows", Color.Grey);
        screen.Number(12, 3, _rows);
        for (int i = 0; i < 8; i++)
            screen.Fill(4 + (i * 2), 4, 2, 1, i < _rows % 8 ? '▀' : '·', i < _rows % 8 ? Color.Green : Color.Grey);
        screen.Text(4, 7, "Kept", Color.Grey);
        screen.Box(4, 8, 14, 7, _keptNow ? Color.DarkRed : Color.Grey);
        if (_kept >= 0)
            DrawSample(screen, 6, 10, _kept, !_keptNow);
        if (_raised > 0)
            screen.Text(16, 2, "faster!", Color.Yellow);
        if (_paidTicks == 0)
            return;
        int x = screen.Number(5, 17, _paid, Color.Green);
        screen.Put(4, 17, '+', Color.Green);
        if (_chain < 2)
            return;
        x = screen.Number(4, 18, _chain, Color.Yellow);
        screen.Text(x + 1, 18, "in a row", Color.Yellow);
    }

    private void DrawRightPanel(Screen screen)
    {
        screen.Text(58, 1, "Next", Color.Grey);
        screen.Box(58, 2, 14, 16, Color.Grey);
        for (int i = 0; i < 3; i++)
            DrawSample(screen, 60, 4 + (i * 5), _next[i], i == 0);
        screen.Text(56, 18, "Each cell of a row pays", Color.Grey);
        for (int size = 3; size <= 5; size++)
        {
            int x = 56 + ((size - 3) * 8);
            screen.Fill(x, 19, 2, 1, SizeGlyph(size), SizeColor(size, true));
            screen.Number(x + 3, 19, size);
        }
    }

    private void DrawSample(Screen screen, int left, int top, int shape, bool bright)
    {
        int size = SizeOf(shape);
        int mask = Mask(shape, 0);
        while ((mask & 0x1F) == 0)
            mask >>= BoxSide;
        for (int bit = 0; bit < 25; bit++)
        {
            if ((mask >> bit & 1) != 0)
                screen.Fill(left + (bit % BoxSide * 2), top + (bit / BoxSide), 2, 1, SizeGlyph(size), SizeColor(size, bright));
        }
    }

    private static char SizeGlyph(int size) => size == 3 ? '▒' : size == 4 ? '▓' : '█';

    private static Color SizeColor(int size, bool bright) => size switch
    {
        3 => bright ? Color.Green : Color.DarkGreen,
        4 => bright ? Color.Cyan : Color.DarkCyan,
        _ => bright ? Color.Magenta : Color.DarkMagenta,
    };
}

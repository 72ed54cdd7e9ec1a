using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// Flank and flip on eight boards, one for each phase of the moon, against a machine that searches (alpha-beta, one root move
/// a tick, a fixed number of nodes for each). Two lost rounds end the match.
/// </summary>
[Manifest(
    Title = "Moon Phase",
    Shard = 67,
    Author = "Monster Arcade",
    Pitch = "Flank their moons and turn them: eight boards, three machines.",
    Help = "Place a full moon so that it and another of yours flank a straight\n" +
        "row of the machine's hollow moons: all in between turn to yours.\n" +
        "Who cannot flank passes. When nobody can, most moons win the round.\n" +
        "\n" +
        "Arrows move, Enter places, Tab goes to the next possible square.\n" +
        "A letter and a digit go straight to a square.\n" +
        "\n" +
        "A match has eight rounds, each on another board; some squares are\n" +
        "craters and stay empty. Two lost rounds end the match.\n" +
        "Points: margin and round, times the machine's strength (1 to 3).",
    TicksPerSecond = 20,
    StateBytes = 8 * 1024)]
public sealed class MoonPhase : Game
{
    internal const int Size = 8;
    internal const int Squares = Size * Size;

    private const int Rounds = 8;
    private const int LossesAllowed = 2;
    private const int TurnTicks = 8; // a moon turns in so many ticks
    private const int Left = 3; // the board's left column on the screen
    private const int Top = 3;

    private readonly MoonSearch _search = new();
    private readonly byte[] _turning = new byte[Squares]; // ticks until a moon has turned
    private readonly Sparks _sparks = new(40);
    private Position _board; // Own is the player's
    private uint _craterLow;
    private uint _craterHigh;
    private Stage _stage;
    private bool _machineMoves;
    private int _tick;
    private int _strength = 1;
    private int _round;
    private int _losses;
    private int _wins;
    private int _score;
    private int _gain;
    private int _cursor;
    private int _last = -1; // the square placed last
    private int _stageTicks;
    private Word _word;

    internal enum Stage : byte
    {
        Choose,
        Player,
        Machine,
        Turning,
        Pass,
        RoundEnd,
        Over,
    }

    private enum Word : byte
    {
        None,
        YouPass,
        MachinePasses,
        NotThere,
    }

    public override int Score => _score;

    internal Stage Now => _stage;

    internal int Cursor => _cursor;

    protected override void Init()
    {
        _cursor = 19;
        _round = 1;
        SetBoard();
    }

    public override Status Update(int key)
    {
        _tick++;
        _stageTicks++;
        _sparks.Step();
        key = Key.Lower(Key.Code(key));
        bool turning = StepTurning();
        switch (_stage)
        {
            case Stage.Choose:
                Choose(key);
                break;
            case Stage.Player:
                PlayerTurn(key);
                break;
            case Stage.Machine:
                MachineTurn();
                break;
            case Stage.Turning:
                if (!turning && _stageTicks > 3)
                    NextTurn();
                break;
            case Stage.Pass:
                if (_stageTicks > 30)
                    Begin(_machineMoves ? Stage.Machine : Stage.Player);
                break;
            case Stage.RoundEnd:
                return EndOfRound(key);
            default:
                break;
        }

        return _stage == Stage.Over ? Status.Over : Status.Playing;
    }

    /// <summary>Can the player place a moon on this square now?</summary>
    internal bool IsLegal(int square)
    {
        _board.Moves(_craterLow, _craterHigh, out uint low, out uint high);
        return Position.Has(low, high, square);
    }

    /// <summary>How good the board would be for the player after this move, by the search's own measure.</summary>
    internal int Judge(int square)
    {
        Position after = _board;
        after.Play(Position.LowBit(square), Position.HighBit(square));
        _search.Prepare(_craterLow, _craterHigh);
        return _search.Evaluate(ref after);
    }

    // ---- the match

    private static string RoundName(int round) => round switch
    {
        1 => "New moon",
        2 => "Young moon",
        3 => "First half",
        4 => "Bright moon",
        5 => "Full moon",
        6 => "Late moon",
        7 => "Last half",
        _ => "Old moon",
    };

    private static string RoundNote(int round) => round switch
    {
        2 => "Two corners are gone",
        3 => "No corners at all",
        4 => "Four craters inside",
        5 => "The board is round",
        6 => "Notches in the edges",
        7 => "Craters fell anywhere",
        8 => "It already has a corner",
        _ => "The plain board",
    };

    private static string StrengthName(int strength) => strength == 1 ? "Gentle" : strength == 2 ? "Keen" : "Fierce";

    private void Begin(Stage stage)
    {
        _stage = stage;
        _stageTicks = 0;
        if (stage == Stage.Machine)
        {
            Position seen = _board;
            seen.Swap();
            _search.Prepare(_craterLow, _craterHigh);
            _search.Begin(ref seen, _strength, _round);
        }
    }

    private void SetBoard()
    {
        _craterLow = 0;
        _craterHigh = 0;
        _board.OtherLow = 0x08000000; // d4
        _board.OtherHigh = 0x00000010; // e5
        _board.OwnLow = 0x10000000; // e4
        _board.OwnHigh = 0x00000008; // d5
        _last = -1;
        switch (_round)
        {
            case 2:
                Crater(0);
                break;
            case 3:
                Crater(0);
                Crater(7);
                break;
            case 4:
                Crater(18);
                Crater(21);
                break;
            case 5:
                Crater(0);
                Crater(1);
                Crater(8);
                Crater(7);
                Crater(6);
                Crater(15);
                break;
            case 6:
                Crater(3);
                Crater(32);
                break;
            case 7:
                for (int i = 0; i < 4; i++)
                    RandomCrater();
                break;
            case 8:
                _board.OtherLow |= 1;
                break;
            default:
                break;
        }
    }

    /// <summary>A crater here and at the opposite square, so that no board favours a side.</summary>
    private void Crater(int square)
    {
        _craterLow |= Position.LowBit(square) | Position.LowBit(Squares - 1 - square);
        _craterHigh |= Position.HighBit(square) | Position.HighBit(Squares - 1 - square);
    }

    private void RandomCrater()
    {
        int row = Random.Below(Size / 2);
        int column = Random.Below(Size);
        if (row >= 2 && column is >= 2 and <= 5)
            row -= 2; // the middle stays free for the opening
        Crater((row * Size) + column);
    }

    private void NextTurn()
    {
        _machineMoves = !_machineMoves;
        if (CanMove(_machineMoves))
        {
            Begin(_machineMoves ? Stage.Machine : Stage.Player);
        }
        else if (CanMove(!_machineMoves))
        {
            _word = _machineMoves ? Word.MachinePasses : Word.YouPass;
            _machineMoves = !_machineMoves;
            Begin(Stage.Pass);
        }
        else
        {
            FinishRound();
        }
    }

    private bool CanMove(bool machine)
    {
        Position seen = _board;
        if (machine)
            seen.Swap();
        seen.Moves(_craterLow, _craterHigh, out uint low, out uint high);
        return (low | high) != 0;
    }

    private int Margin() => _board.CountOwn() - _board.CountOther();

    private void FinishRound()
    {
        int margin = Margin();
        _gain = margin > 0 ? ((margin * 10) + (100 * _round)) * _strength : margin == 0 ? 50 * _strength : 0;
        _score += _gain;
        if (margin > 0)
        {
            _wins++;
            for (int i = 0; i < 4; i++)
                _sparks.Burst(12 + (i * 10), 8, 10, Color.Yellow, 24);
        }
        else if (margin < 0)
        {
            _losses++;
        }

        Begin(Stage.RoundEnd);
    }

    private Status EndOfRound(int key)
    {
        if (_losses == LossesAllowed || _round == Rounds)
        {
            if (_stageTicks < 30)
                return Status.Playing;
            _stage = Stage.Over;
            return Status.Over;
        }

        if (_stageTicks < 12 || (key != Key.Enter && key != Key.Space))
            return Status.Playing;
        _round++;
        SetBoard();
        _machineMoves = (_round & 1) == 0;
        Begin(_machineMoves ? Stage.Machine : Stage.Player);
        return Status.Playing;
    }

    private void Choose(int key)
    {
        if (key is >= '1' and <= '3')
            _strength = key - '0';
        else if (key == Key.Left && _strength > 1)
            _strength--;
        else if (key == Key.Right && _strength < 3)
            _strength++;
        if (key == Key.Enter || key == Key.Space || key is >= '1' and <= '3')
            Begin(Stage.Player);
    }

    // ---- moves

    private void PlayerTurn(int key)
    {
        if (_stageTicks > 40)
            _word = Word.None;
        int row = _cursor >> 3;
        int column = _cursor & 7;
        if (key == Key.Up)
            row = (row + 7) & 7;
        else if (key == Key.Down)
            row = (row + 1) & 7;
        else if (key == Key.Left)
            column = (column + 7) & 7;
        else if (key == Key.Right)
            column = (column + 1) & 7;
        else if (key is >= 'a' and <= 'h')
            column = key - 'a';
        else if (key is >= '1' and <= '8')
            row = key - '1';
        _cursor = (row * Size) + column;
        if (key == Key.Tab)
            NextLegal();
        else if (key == Key.Enter || key == Key.Space)
            TryPlace();
    }

    private void NextLegal()
    {
        for (int i = 1; i <= Squares; i++)
        {
            int square = (_cursor + i) & (Squares - 1);
            if (!IsLegal(square))
                continue;
            _cursor = square;
            return;
        }
    }

    private void TryPlace()
    {
        if (IsLegal(_cursor))
        {
            Place(_cursor);
            return;
        }

        _word = Word.NotThere;
        _stageTicks = 0;
    }

    private void MachineTurn()
    {
        if (!_search.Step(ref Random) || _stageTicks < 12)
            return;
        _board.Swap();
        int square = _search.Best;
        Place(square);
        _board.Swap();
    }

    /// <summary>Places a moon for the side that is Own now, and starts the turning, nearest first.</summary>
    private void Place(int square)
    {
        Position before = _board;
        _board.Play(Position.LowBit(square), Position.HighBit(square));
        for (int i = 0; i < Squares; i++)
        {
            if (!Position.Has(before.OtherLow, before.OtherHigh, i) || !Position.Has(_board.OwnLow, _board.OwnHigh, i))
                continue;
            int across = Distance(i & 7, square & 7);
            int down = Distance(i >> 3, square >> 3);
            _turning[i] = (byte)(TurnTicks + (3 * (across > down ? across : down)));
        }

        _last = square;
        _word = Word.None;
        Begin(Stage.Turning);
    }

    private bool StepTurning()
    {
        bool any = false;
        for (int i = 0; i < Squares; i++)
        {
            if (_turning[i] == 0)
                continue;
            _turning[i]--;
            any = true;
        }

        return any;
    }

    private static int Distance(int a, int b) => a < b ? b - a : a - b;

    // ---- the picture

    public override void Draw(Screen screen)
    {
        DrawStars(screen);
        if (_stage == Stage.Choose)
        {
            DrawChoice(screen);
            return;
        }

        DrawBoard(screen);
        DrawPanel(screen);
        _sparks.Draw(screen);
        if (_stage is Stage.RoundEnd or Stage.Over)
            DrawResult(screen);
        screen.Frame("Moon Phase", _score, Keys());
        PlaySound(screen);
    }

    private string Keys() => _stage switch
    {
        Stage.Player => "Arrows move   Enter places   Tab next possible square   a-h 1-8 go there",
        Stage.RoundEnd => "Enter next round",
        Stage.Over => "The match is over",
        _ => "The moons are turning",
    };

    private void DrawStars(Screen screen)
    {
        for (int i = 0; i < 90; i++)
        {
            int x = i * 37 % Abi.Width;
            int y = 1 + (((i * 11) + (i * i * 5)) % 21);
            bool bright = ((_tick >> 4) + i) % 23 == 0;
            screen.Put(x, y, bright ? '+' : '·', bright ? Color.Silver : Color.Grey);
        }
    }

    private void DrawChoice(Screen screen)
    {
        screen.Center(2, "Choose your machine", Color.White);
        for (int i = 1; i <= 3; i++)
        {
            int x = -13 + (i * 26);
            bool chosen = i == _strength;
            screen.Fill(x - 9, 4, 20, 16, ' ');
            screen.Box(x - 10, 4, 22, 16, chosen ? Color.Yellow : Color.Grey);
            DrawMoon(screen, x + 1, 10, 8, i == 1 ? 1 : i == 2 ? 2 : 4, chosen ? Color.White : Color.Silver);
            string name = StrengthName(i);
            screen.Number(x - 3, 16, i, chosen ? Color.Yellow : Color.Silver);
            screen.Text(x - 1, 16, name, chosen ? Color.Yellow : Color.Silver);
            string note = i == 1 ? "sees one move" : i == 2 ? "sees three moves" : "sees five and more";
            screen.Text(x + 1 - (note.Length / 2), 17, note, Color.Grey);
            screen.Text(x - 3, 18, i == 1 ? "points x1" : i == 2 ? "points x2" : "points x3", Color.Grey);
        }

        screen.Center(21, "Eight rounds, eight boards. Two lost rounds end the match.", Color.Silver);
        screen.Frame("Moon Phase", _score, "Left and right choose   Enter begins   or press 1, 2 or 3");
    }

    /// <summary>A round moon, lit as in its phase: 0 new, 2 first half, 4 full, 6 last half.</summary>
    private static void DrawMoon(Screen screen, int centerX, int centerY, int radius, int phase, Color light)
    {
        for (int y = -(radius / 2); y < (radius + 1) / 2; y++)
        {
            for (int x = -radius; x < radius; x++)
            {
                int upper = Moonlight(x, y * 2, radius, phase);
                int lower = Moonlight(x, (y * 2) + 1, radius, phase);
                if (upper + lower == 0)
                    continue;
                char glyph = upper == 2 ? (lower == 2 ? '█' : '▀') : lower == 2 ? '▄' : '░';
                screen.Put(centerX + x, centerY + y, glyph, glyph == '░' ? Color.Grey : light);
            }
        }
    }

    /// <summary>0 sky, 1 the moon's dark side, 2 its lit side.</summary>
    private static int Moonlight(int x, int y, int radius, int phase)
    {
        int acrossTwice = (2 * x) + 1;
        int downTwice = (2 * y) + 1;
        int full = 4 * radius * radius;
        int rest = full - (downTwice * downTwice);
        if (acrossTwice * acrossTwice > rest)
            return 0;
        int edge = 0; // the moon's half width in this row, doubled
        while ((edge + 1) * (edge + 1) <= rest)
            edge++;
        bool waning = phase > 4;
        int lit = waning ? 8 - phase : phase;
        int side = waning ? -acrossTwice : acrossTwice;
        return lit == 4 || side * 2 > edge * (2 - lit) ? 2 : 1;
    }

    private void DrawBoard(Screen screen)
    {
        screen.Fill(Left, Top, Size * 6, Size * 2, ' ');
        screen.Box(Left - 1, Top - 1, (Size * 6) + 2, (Size * 2) + 2);
        for (int i = 0; i < Size; i++)
        {
            screen.Put(Left + (i * 6) + 3, Top - 1, (char)('a' + i), i == (_cursor & 7) ? Color.Yellow : Color.Silver);
            screen.Put(Left - 1, Top + (i * 2), (char)('1' + i), i == _cursor >> 3 ? Color.Yellow : Color.Silver);
        }

        uint low = 0;
        uint high = 0;
        uint turnLow = 0;
        uint turnHigh = 0;
        if (_stage == Stage.Player)
        {
            _board.Moves(_craterLow, _craterHigh, out low, out high);
            if (Position.Has(low, high, _cursor))
                _board.Flips(Position.LowBit(_cursor), Position.HighBit(_cursor), out turnLow, out turnHigh);
        }

        for (int square = 0; square < Squares; square++)
            DrawSquare(screen, square, Position.Has(low, high, square), Position.Has(turnLow, turnHigh, square));
        if (_stage == Stage.Player)
            DrawCursor(screen, _cursor, Color.Yellow);
        else if (_stage == Stage.Machine)
            DrawCursor(screen, _search.Looking, Color.Magenta);
    }

    private void DrawSquare(Screen screen, int square, bool legal, bool wouldTurn)
    {
        int x = Left + ((square & 7) * 6);
        int y = Top + ((square >> 3) * 2);
        Color ground = (((square >> 3) + square) & 1) == 0 ? Color.Black : Color.DarkBlue;
        screen.Fill(x, y, 6, 2, ' ', Color.Grey, ground);
        if (Position.Has(_craterLow, _craterHigh, square))
        {
            screen.Text(x, y, "▒▒▒▒▒▒", Color.Grey);
            screen.Text(x, y + 1, "▒▒▒▒▒▒", Color.Grey);
            return;
        }

        bool own = Position.Has(_board.OwnLow, _board.OwnHigh, square);
        bool other = Position.Has(_board.OtherLow, _board.OtherHigh, square);
        if (own || other)
            DrawDisc(screen, x + 1, y, own, _turning[square], wouldTurn, square == _last, ground);
        else if (legal)
            screen.Text(x + 2, y + 1, "••", Color.Yellow, ground);
    }

    /// <summary>The player's moons are full and white, the machine's hollow. While one turns it shows the phases between.</summary>
    private static void DrawDisc(Screen screen, int x, int y, bool own, int turning, bool wouldTurn, bool last, Color ground)
    {
        if (turning > TurnTicks)
            own = !own; // its turn has not come yet
        string upper;
        string lower;
        if (turning is > 0 and <= TurnTicks)
        {
            int phase = own ? (TurnTicks - turning) / 2 : (turning - 1) / 2;
            upper = phase == 0 ? "▄▀▀ " : phase == 1 ? " ▄▄ " : phase == 2 ? " ██ " : "▄██ ";
            lower = phase == 0 ? "▀▄▄ " : phase == 1 ? " ▀▀ " : phase == 2 ? " ██ " : "▀██ ";
            screen.Text(x, y, upper, Color.Cyan, ground);
            screen.Text(x, y + 1, lower, Color.Cyan, ground);
            return;
        }

        upper = own ? "▄██▄" : "▄▀▀▄";
        lower = own ? "▀██▀" : "▀▄▄▀";
        Color ink = wouldTurn ? Color.Yellow : own ? Color.White : Color.Magenta;
        screen.Text(x, y, upper, ink, ground);
        screen.Text(x, y + 1, lower, ink, ground);
        if (last)
            screen.Put(x + 4, y, '\'', Color.Green, ground);
    }

    private static void DrawCursor(Screen screen, int square, Color color)
    {
        int x = Left + ((square & 7) * 6);
        int y = Top + ((square >> 3) * 2);
        Color ground = (((square >> 3) + square) & 1) == 0 ? Color.Black : Color.DarkBlue;
        screen.Put(x, y, '┌', color, ground);
        screen.Put(x + 5, y, '┐', color, ground);
        screen.Put(x, y + 1, '└', color, ground);
        screen.Put(x + 5, y + 1, '┘', color, ground);
    }

    private void DrawPanel(Screen screen)
    {
        screen.Fill(54, 2, 25, 18, ' ');
        DrawMoon(screen, 66, 5, 6, _round - 1, Color.White);
        screen.Text(55, 10, "Round", Color.Grey);
        screen.Number(61, 10, _round);
        screen.Text(63, 10, "of 8:", Color.Grey);
        screen.Text(69, 10, RoundName(_round), Color.White);
        screen.Text(55, 11, RoundNote(_round), Color.Grey);
        DrawSide(screen, 13, "You", _board.CountOwn(), '█', Color.White);
        DrawSide(screen, 15, StrengthName(_strength), _board.CountOther(), '□', Color.Magenta);
        screen.Text(55, 17, "Won", Color.Grey);
        screen.Number(59, 17, _wins, Color.Green);
        screen.Text(63, 17, "Lost", Color.Grey);
        screen.Number(68, 17, _losses, _losses > 0 ? Color.Red : Color.White);
        screen.Text(70, 17, "of 2", Color.Grey);
        screen.Fill(2, 20, 50, 2, ' ');
        string words = Words();
        screen.Text(3, 21, words, _stage == Stage.Player && _word == Word.None ? Color.Yellow : Color.Silver);
        if (_stage == Stage.Player && _word == Word.None && IsLegal(_cursor))
            screen.Number(words.Length + 4, 21, TurnedHere(), Color.Yellow);
    }

    private static void DrawSide(Screen screen, int y, string name, int count, char glyph, Color color)
    {
        screen.Text(55, y, name, color);
        screen.NumberLeft(65, y, count, color);
        for (int i = 0; i < 12; i++)
            screen.Put(66 + i, y, i * 64 < count * 12 ? (glyph == '□' ? '▒' : glyph) : '·', i * 64 < count * 12 ? color : Color.Grey);
    }

    private int TurnedHere()
    {
        _board.Flips(Position.LowBit(_cursor), Position.HighBit(_cursor), out uint low, out uint high);
        return Position.Count(low) + Position.Count(high);
    }

    private string Words() => _word switch
    {
        Word.YouPass => "You cannot flank anything: you pass.",
        Word.MachinePasses => "The machine cannot move: it passes.",
        Word.NotThere => "Not there: a move must flank. Tab shows where.",
        _ => _stage switch
        {
            Stage.Player => IsLegal(_cursor) ? "Your move. Enter turns" : "Your move: the dots are possible.",
            Stage.Machine => "The machine thinks.",
            _ => "",
        },
    };

    private void DrawResult(Screen screen)
    {
        int margin = Margin();
        string title = margin > 0 ? "The round is yours" : margin < 0 ? "The machine takes the round" : "A draw";
        bool last = _losses == LossesAllowed || _round == Rounds;
        string line = _losses == LossesAllowed ? "Two rounds are lost: the match ends here."
            : last ? "The cycle is complete: you saw all eight moons."
            : _losses == 1 ? "One more lost round ends the match." : "The next board is another.";
        screen.Notice(8, title, line, margin > 0 ? Color.Green : margin < 0 ? Color.Red : Color.Silver);
        screen.Text(30, 10, "Margin", Color.Grey);
        screen.Number(37, 10, margin);
        screen.Text(43, 10, "Points", Color.Grey);
        screen.Number(50, 10, _gain, Color.Yellow);
    }

    private void PlaySound(Screen screen)
    {
        int starting = 0;
        for (int i = 0; i < Squares; i++)
        {
            if (_turning[i] is > 0 and <= TurnTicks)
                starting = starting > _turning[i] ? starting : _turning[i];
        }

        if (starting > TurnTicks - 3)
            screen.Voice(0, _machineMoves ? 220 + (_stageTicks * 9) : 392 + (_stageTicks * 16), 8, Waveform.Triangle);
        else if (_word == Word.NotThere && _stageTicks < 4)
            screen.Voice(0, 110, 8);
        else if (_stage == Stage.RoundEnd && _stageTicks < 20)
            screen.Voice(0, Margin() > 0 ? 440 + (_stageTicks / 5 * 110) : 260 - (_stageTicks / 5 * 30), 8, Waveform.Triangle);
    }
}

/// <summary>
/// A position as bit boards: bit (row x 8 + column), rows 0 to 3 in Low, 4 to 7 in High. Own is the side to move.
/// Moves and flips flood along each of the eight directions for the whole board at once.
/// </summary>
internal struct Position
{
    public uint OwnLow;
    public uint OwnHigh;
    public uint OtherLow;
    public uint OtherHigh;

    private const uint Inner = 0x7E7E7E7E; // a row is never flanked around the board's side

    public static uint LowBit(int square) => square < 32 ? 1u << square : 0;

    public static uint HighBit(int square) => square < 32 ? 0 : 1u << (square - 32);

    public static bool Has(uint low, uint high, int square) => ((square < 32 ? low : high) >> (square & 31) & 1) != 0;

    public static int Count(uint bits)
    {
        bits -= (bits >> 1) & 0x55555555;
        bits = (bits & 0x33333333) + ((bits >> 2) & 0x33333333);
        bits = (bits + (bits >> 4)) & 0x0F0F0F0F;
        return (int)((bits * 0x01010101) >> 24);
    }

    public readonly int CountOwn() => Count(OwnLow) + Count(OwnHigh);

    public readonly int CountOther() => Count(OtherLow) + Count(OtherHigh);

    public void Swap()
    {
        uint low = OwnLow;
        uint high = OwnHigh;
        OwnLow = OtherLow;
        OwnHigh = OtherHigh;
        OtherLow = low;
        OtherHigh = high;
    }

    /// <summary>The squares where the side to move may place.</summary>
    public readonly void Moves(uint craterLow, uint craterHigh, out uint low, out uint high)
    {
        low = 0;
        high = 0;
        for (int direction = 0; direction < 4; direction++)
        {
            int step = direction == 0 ? 1 : direction + 6; // 1, 7, 8, 9
            int back = 32 - step;
            uint mask = step == 8 ? 0xFFFFFFFF : Inner;
            uint maskLow = OtherLow & mask;
            uint maskHigh = OtherHigh & mask;
            uint upLow = (OwnLow << step) & maskLow;
            uint upHigh = ((OwnHigh << step) | (OwnLow >> back)) & maskHigh;
            uint downLow = ((OwnLow >> step) | (OwnHigh << back)) & maskLow;
            uint downHigh = (OwnHigh >> step) & maskHigh;
            for (int i = 0; i < 5; i++)
            {
                upHigh |= ((upHigh << step) | (upLow >> back)) & maskHigh;
                upLow |= (upLow << step) & maskLow;
                downLow |= ((downLow >> step) | (downHigh << back)) & maskLow;
                downHigh |= (downHigh >> step) & maskHigh;
            }

            low |= (upLow << step) | (downLow >> step) | (downHigh << back);
            high |= (upHigh << step) | (upLow >> back) | (downHigh >> step);
        }

        low &= ~(OwnLow | OtherLow | craterLow);
        high &= ~(OwnHigh | OtherHigh | craterHigh);
    }

    /// <summary>What a move would turn.</summary>
    public readonly void Flips(uint moveLow, uint moveHigh, out uint low, out uint high)
    {
        low = 0;
        high = 0;
        for (int direction = 0; direction < 4; direction++)
        {
            int step = direction == 0 ? 1 : direction + 6;
            int back = 32 - step;
            uint mask = step == 8 ? 0xFFFFFFFF : Inner;
            uint maskLow = OtherLow & mask;
            uint maskHigh = OtherHigh & mask;
            uint upLow = (moveLow << step) & maskLow;
            uint upHigh = ((moveHigh << step) | (moveLow >> back)) & maskHigh;
            uint downLow = ((moveLow >> step) | (moveHigh << back)) & maskLow;
            uint downHigh = (moveHigh >> step) & maskHigh;
            for (int i = 0; i < 5; i++)
            {
                upHigh |= ((upHigh << step) | (upLow >> back)) & maskHigh;
                upLow |= (upLow << step) & maskLow;
                downLow |= ((downLow >> step) | (downHigh << back)) & maskLow;
                downHigh |= (downHigh >> step) & maskHigh;
            }

            if ((((upLow << step) & OwnLow) | (((upHigh << step) | (upLow >> back)) & OwnHigh)) != 0)
            {
                low |= upLow;
                high |= upHigh;
            }

            if (((((downLow >> step) | (downHigh << back)) & OwnLow) | ((downHigh >> step) & OwnHigh)) != 0)
            {
                low |= downLow;
                high |= downHigh;
            }
        }
    }

    /// <summary>Places a moon and turns what it flanks. The side to move stays Own.</summary>
    public void Play(uint moveLow, uint moveHigh)
    {
        Flips(moveLow, moveHigh, out uint low, out uint high);
        OwnLow |= low | moveLow;
        OwnHigh |= high | moveHigh;
        OtherLow &= ~low;
        OtherHigh &= ~high;
    }
}

/// <summary>
/// Alpha-beta search (D. Knuth and R. Moore, "An analysis of alpha-beta pruning", 1975), spread over ticks: each tick looks at
/// one move at the root, with a limit on nodes, so that no tick takes long and the player sees what is being looked at.
/// </summary>
internal sealed class MoonSearch
{
    private const int Worst = -1_000_000;
    private const int MaxPly = 72;
    private const int NodesATick = 2_400;

    private readonly Position[] _line = new Position[MaxPly];
    private readonly byte[] _moves = new byte[64];
    private readonly short[] _guess = new short[64];
    private uint _craterLow;
    private uint _craterHigh;
    private uint _cornerLow; // squares that cannot be turned once taken
    private uint _cornerHigh;
    private int _count;
    private int _next;
    private int _depth;
    private int _noise;
    private int _nodes;
    private int _bestScore;
    private bool _greedy;

    /// <summary>The square chosen, once <see cref="Step"/> has said so.</summary>
    public int Best { get; private set; }

    /// <summary>The square that is being looked at.</summary>
    public int Looking => _next < _count ? _moves[_next] : Best;

    /// <summary>Takes the board's craters. A square is a corner when in each of the four lines one side of it is closed.</summary>
    public void Prepare(uint craterLow, uint craterHigh)
    {
        _craterLow = craterLow;
        _craterHigh = craterHigh;
        _cornerLow = 0;
        _cornerHigh = 0;
        for (int square = 0; square < 64; square++)
        {
            if (Position.Has(craterLow, craterHigh, square) || !IsCorner(square))
                continue;
            _cornerLow |= Position.LowBit(square);
            _cornerHigh |= Position.HighBit(square);
        }
    }

    /// <summary>Starts thinking about a position for its side to move, which must have a move.</summary>
    public void Begin(ref Position position, int strength, int round)
    {
        _line[0] = position;
        _greedy = strength == 1;
        _noise = strength == 1 ? 3 : 4;
        _depth = strength == 1 ? 0 : strength == 2 ? 2 : 4;
        if (strength > 1 && round > 4)
            _depth++;
        int left = 64 - position.CountOwn() - position.CountOther() - Position.Count(_craterLow) - Position.Count(_craterHigh);
        if (left <= (strength == 1 ? 0 : strength == 2 ? 7 : 10))
            _depth = left;
        _bestScore = Worst;
        _next = 0;
        _nodes = 0;
        OrderRoot();
        Best = _moves[0];
    }

    /// <summary>Looks at one more move; true when all have been looked at.</summary>
    public bool Step(ref Rng random)
    {
        if (_next >= _count)
            return true;
        int square = _moves[_next];
        _nodes = 0;
        _line[1] = _line[0];
        _line[1].Play(Position.LowBit(square), Position.HighBit(square));
        _line[1].Swap();
        int score = -Search(1, _depth, Worst, -(_bestScore - _noise)) + random.Below(_noise);
        if (score > _bestScore)
        {
            _bestScore = score;
            Best = square;
        }

        _next++;
        return _next >= _count;
    }

    /// <summary>How good a position is for its side to move: corners, squares beside open corners, and freedom to move.</summary>
    public int Evaluate(ref Position position)
    {
        uint emptyLow = ~(position.OwnLow | position.OtherLow | _craterLow);
        uint emptyHigh = ~(position.OwnHigh | position.OtherHigh | _craterHigh);
        int corners = Difference(ref position, _cornerLow, _cornerHigh);
        Around(_cornerLow & emptyLow, _cornerHigh & emptyHigh, out uint nearLow, out uint nearHigh);
        int risky = Difference(ref position, nearLow, nearHigh);
        position.Moves(_craterLow, _craterHigh, out uint low, out uint high);
        int freedom = Position.Count(low) + Position.Count(high);
        position.Swap();
        position.Moves(_craterLow, _craterHigh, out low, out high);
        position.Swap();
        freedom -= Position.Count(low) + Position.Count(high);
        int moons = position.CountOwn() - position.CountOther();
        return (corners * 60) - (risky * 20) + (freedom * 7) + moons;
    }

    private static int Difference(ref Position position, uint low, uint high) =>
        Position.Count(position.OwnLow & low) + Position.Count(position.OwnHigh & high)
        - Position.Count(position.OtherLow & low) - Position.Count(position.OtherHigh & high);

    private static void Around(uint low, uint high, out uint nearLow, out uint nearHigh)
    {
        uint wideLow = low | ((low << 1) & 0xFEFEFEFE) | ((low >> 1) & 0x7F7F7F7F);
        uint wideHigh = high | ((high << 1) & 0xFEFEFEFE) | ((high >> 1) & 0x7F7F7F7F);
        nearLow = wideLow | (wideLow << 8) | (wideLow >> 8) | (wideHigh << 24);
        nearHigh = wideHigh | (wideHigh << 8) | (wideHigh >> 8) | (wideLow >> 24);
    }

    private bool IsCorner(int square)
    {
        int x = square & 7;
        int y = square >> 3;
        return (Closed(x - 1, y) || Closed(x + 1, y))
            && (Closed(x, y - 1) || Closed(x, y + 1))
            && (Closed(x - 1, y - 1) || Closed(x + 1, y + 1))
            && (Closed(x + 1, y - 1) || Closed(x - 1, y + 1));
    }

    private bool Closed(int x, int y) =>
        (uint)x > 7 || (uint)y > 7 || Position.Has(_craterLow, _craterHigh, (y * 8) + x);

    /// <summary>Sorts the moves at the root by how they look at once; good moves first make the search short.</summary>
    private void OrderRoot()
    {
        _line[0].Moves(_craterLow, _craterHigh, out uint low, out uint high);
        _count = 0;
        for (int square = 0; square < 64; square++)
        {
            if (!Position.Has(low, high, square))
                continue;
            _line[1] = _line[0];
            _line[1].Play(Position.LowBit(square), Position.HighBit(square));
            _line[1].Swap();
            int guess = -Evaluate(ref _line[1]);
            int place = _count++;
            for (; place > 0 && _guess[place - 1] < guess; place--)
            {
                _guess[place] = _guess[place - 1];
                _moves[place] = _moves[place - 1];
            }

            _guess[place] = (short)guess;
            _moves[place] = (byte)square;
        }
    }

    private int Search(int ply, int depth, int alpha, int beta)
    {
        ref Position here = ref _line[ply];
        _nodes++;
        if (depth <= 0 || _nodes > NodesATick || ply >= MaxPly - 2)
            return _greedy ? here.CountOwn() - here.CountOther() : Evaluate(ref here);
        here.Moves(_craterLow, _craterHigh, out uint low, out uint high);
        if ((low | high) == 0)
            return Pass(ply, depth, alpha, beta);
        Around(_cornerLow & ~(here.OwnLow | here.OtherLow), _cornerHigh & ~(here.OwnHigh | here.OtherHigh), out uint nearLow, out uint nearHigh);
        for (int turn = 0; turn < 3; turn++)
        {
            // Corners first, squares beside an open corner last.
            uint tryLow = low & (turn == 0 ? _cornerLow : turn == 1 ? ~(_cornerLow | nearLow) : nearLow & ~_cornerLow);
            uint tryHigh = high & (turn == 0 ? _cornerHigh : turn == 1 ? ~(_cornerHigh | nearHigh) : nearHigh & ~_cornerHigh);
            while ((tryLow | tryHigh) != 0)
            {
                uint moveLow = tryLow & (0u - tryLow);
                uint moveHigh = moveLow != 0 ? 0 : tryHigh & (0u - tryHigh);
                tryLow ^= moveLow;
                tryHigh ^= moveHigh;
                _line[ply + 1] = here;
                _line[ply + 1].Play(moveLow, moveHigh);
                _line[ply + 1].Swap();
                int score = -Search(ply + 1, depth - 1, -beta, -alpha);
                if (score >= beta)
                    return score;
                if (score > alpha)
                    alpha = score;
            }
        }

        return alpha;
    }

    private int Pass(int ply, int depth, int alpha, int beta)
    {
        _line[ply + 1] = _line[ply];
        _line[ply + 1].Swap();
        _line[ply + 1].Moves(_craterLow, _craterHigh, out uint low, out uint high);
        if ((low | high) != 0)
            return -Search(ply + 1, depth, -beta, -alpha);
        return (_line[ply].CountOwn() - _line[ply].CountOther()) * 200; // nobody can move: this is the result
    }
}

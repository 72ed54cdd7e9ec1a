using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// Hold the shore: sea creatures come in waves, dive, dig away the sand and then the huts behind it. Shots that hit build a
/// streak, a miss breaks it; what is hit also fills the breaker, a wave sent back across the whole sea.
/// </summary>
[Manifest(
    Title = "Wave Crash",
    Shard = 60,
    Author = "Monster Arcade",
    Pitch = "Waves of sea creatures, one boat, and a shore made of sand.",
    Help = "Left and right set sail, Down stops, Space fires.\n" +
        "Sand protects the huts: every stone and creature that lands digs\n" +
        "it away. No boats left, or no huts left, and it is over.\n" +
        "\n" +
        "Hits in a row multiply points up to 5 times; a miss starts again.\n" +
        "A creature that dives counts double.\n" +
        "Shells can be hit only while they are open.\n" +
        "Hits fill the breaker: Up sends a wave back across the sea.\n" +
        "Each fourth wave the Kraken comes: hit its open eye.",
    TicksPerSecond = 20,
    StateBytes = 8 * 1024)]
public sealed class WaveCrash : Game
{
    internal const int Unit = 16; // parts of a cell
    internal const int BoatWidth = 5;

    private const int MaxFoes = 36;
    private const int MaxStones = 24;
    private const int MaxShots = 3;
    private const int FoeWidth = 5;
    private const int BoatY = 17;
    private const int SandTop = 19;
    private const int FullSand = 6; // half rows
    private const int HutCount = 10;
    private const int MeterFull = 100;
    private const int KrakenWidth = 22;

    private readonly Foe[] _foes = new Foe[MaxFoes];
    private readonly Drop[] _stones = new Drop[MaxStones];
    private readonly Drop[] _shots = new Drop[MaxShots];
    private readonly byte[] _sand = new byte[Abi.Width];
    private readonly bool[] _hut = new bool[HutCount];
    private readonly Sparks _sparks = new(64);
    private int _tick;
    private int _wave;
    private int _waveTicks;
    private int _score;
    private int _boats = 3;
    private int _boatX;
    private int _course; // -1 left, 0 still, 1 right
    private int _lostTicks; // ticks until the next boat
    private int _safeTicks; // ticks in which nothing hurts
    private int _coolTicks;
    private int _streak;
    private int _meter;
    private int _crest; // row of the breaker in units, 0 when there is none
    private int _pause;
    private int _bonus;
    private int _sound;
    private int _soundTicks;
    private bool _over;

    internal enum Kind : byte
    {
        None,
        Crab,
        Ray,
        Jelly,
        Shell,
        Kraken,
    }

    private enum Mode : byte
    {
        Arrive,
        Hold,
        Dive,
    }

    public override int Score => _score;

    internal int BoatX => _boatX;

    internal int Course => _course;

    internal bool BreakerReady => _meter >= MeterFull;

    protected override void Init()
    {
        for (int x = 0; x < Abi.Width; x++)
            _sand[x] = FullSand;
        for (int i = 0; i < HutCount; i++)
            _hut[i] = true;
        _boatX = 37 * Unit;
        NextWave();
    }

    public override Status Update(int key)
    {
        if (_over)
            return Status.Over;
        _tick++;
        _sparks.Step();
        _soundTicks -= _soundTicks > 0 ? 1 : 0;
        Steer(Key.Lower(Key.Code(key)));
        MoveShots();
        MoveStones();
        MoveCrest();
        if (_pause > 0)
        {
            _pause--;
        }
        else
        {
            _waveTicks++;
            MoveFoes();
            LetFoesAct();
        }

        CheckEnd();
        return _over ? Status.Over : Status.Playing;
    }

    /// <summary>The foe to shoot at from here: columns to where it will be when a shot arrives; false when there is none.</summary>
    internal bool Target(out int columns)
    {
        int best = 10_000;
        columns = 0;
        for (int i = 0; i < MaxFoes; i++)
        {
            ref Foe foe = ref _foes[i];
            if (foe.Kind == Kind.None || foe.Y < Unit || (foe.Kind == Kind.Shell && !IsOpen(ref foe)) || (foe.Kind == Kind.Kraken && !IsOpen(ref foe)))
                continue;
            int flight = ((BoatY * Unit) - foe.Y) / 24;
            int width = foe.Kind == Kind.Kraken ? KrakenWidth : FoeWidth;
            int away = (foe.X + (foe.SpeedX * flight) - _boatX) / Unit + (width / 2) - 2;
            int cost = (away < 0 ? -away : away) + (foe.Mode == Mode.Dive ? -15 : 0) - (foe.Y / Unit / 2);
            if (cost >= best)
                continue;
            best = cost;
            columns = away;
        }

        return best < 10_000;
    }

    /// <summary>Will something fall on a boat whose left edge is at this column soon?</summary>
    internal bool Danger(int column)
    {
        for (int i = 0; i < MaxStones; i++)
        {
            if (_stones[i].Live && _stones[i].Y > 9 * Unit && _stones[i].X / Unit >= column - 1 && _stones[i].X / Unit <= column + BoatWidth)
                return true;
        }

        for (int i = 0; i < MaxFoes; i++)
        {
            ref Foe foe = ref _foes[i];
            int x = foe.X / Unit;
            if (foe.Kind != Kind.None && foe.Mode == Mode.Dive && foe.Y > 10 * Unit && x < column + BoatWidth + 2 && x + FoeWidth > column - 2)
                return true;
        }

        return false;
    }

    internal int FoeCount()
    {
        int count = 0;
        for (int i = 0; i < MaxFoes; i++)
            count += _foes[i].Kind != Kind.None ? 1 : 0;
        return count;
    }

    // ---- waves

    /// <summary>The rows of a wave from the top: Crab, Ray, Jelly, Shell; K is the Kraken alone.</summary>
    private static string Rows(int wave) => ((wave - 1) % 8) switch
    {
        0 => "RC",
        1 => "JRC",
        2 => "SRC",
        3 => "K",
        4 => "SJC",
        5 => "RRRC",
        6 => "SSJR",
        _ => "K",
    };

    private static string WaveName(int wave) => ((wave - 1) % 8) switch
    {
        0 => "Ripples",
        1 => "Drifting jellies",
        2 => "Closed shells",
        3 => "The Kraken",
        4 => "Spring tide",
        5 => "A flight of rays",
        6 => "The shell wall",
        _ => "The Kraken again",
    };

    private static Kind KindOf(char letter) => letter switch
    {
        'C' => Kind.Crab,
        'R' => Kind.Ray,
        'J' => Kind.Jelly,
        'S' => Kind.Shell,
        _ => Kind.Kraken,
    };

    private int Hurry() => _wave > 20 ? 20 : _wave;

    private void NextWave()
    {
        _wave++;
        _waveTicks = 0;
        _pause = 45;
        string rows = Rows(_wave);
        if (rows[0] == 'K')
        {
            AddFoe(Kind.Kraken, 29 * Unit, -6 * Unit, 29, 2, 8 + (_wave * 2));
            return;
        }

        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < 8; column++)
            {
                if (!InFormation(row, column))
                    continue;
                Kind kind = KindOf(rows[row]);
                int startX = (column & 1) == 0 ? -12 - (column * 6) : 86 + (column * 6);
                AddFoe(kind, startX * Unit, (-3 - (row * 2)) * Unit, 9 + (column * 8), 2 + (row * 3), kind == Kind.Jelly ? 2 : 1);
            }
        }
    }

    /// <summary>Each wave has its own figure: a block, an arrow, a board of squares, two flanks.</summary>
    private bool InFormation(int row, int column)
    {
        int fromMiddle = column < 4 ? 3 - column : column - 4;
        return (_wave & 3) switch
        {
            1 => true,
            2 => fromMiddle >= row,
            3 => ((row + column) & 1) == 0 || row == 0,
            _ => fromMiddle > 0,
        };
    }

    private void AddFoe(Kind kind, int x, int y, int slotX, int slotY, int life)
    {
        for (int i = 0; i < MaxFoes; i++)
        {
            if (_foes[i].Kind != Kind.None)
                continue;
            _foes[i].Kind = kind;
            _foes[i].Mode = Mode.Arrive;
            _foes[i].X = x;
            _foes[i].Y = y;
            _foes[i].SlotX = (sbyte)slotX;
            _foes[i].SlotY = (sbyte)slotY;
            _foes[i].Life = (byte)(life > 200 ? 200 : life);
            _foes[i].Clock = (byte)Random.Below(100);
            _foes[i].Hit = 0;
            _foes[i].SpeedX = 0;
            return;
        }
    }

    private void CheckEnd()
    {
        int huts = Huts();
        if (huts == 0 || (_boats == 0 && _lostTicks == 0))
        {
            _over = true;
            return;
        }

        if (FoeCount() > 0 || _pause > 0)
            return;
        _bonus = (huts * 20) + (_wave * 50);
        _score += _bonus;
        for (int x = 0; x < Abi.Width; x++)
            _sand[x] += (byte)(_sand[x] < FullSand ? 1 : 0);
        Sound(4, 30);
        NextWave();
    }

    private int Huts()
    {
        int huts = 0;
        for (int i = 0; i < HutCount; i++)
            huts += _hut[i] ? 1 : 0;
        return huts;
    }

    // ---- the boat

    private void Steer(int key)
    {
        _coolTicks -= _coolTicks > 0 ? 1 : 0;
        _safeTicks -= _safeTicks > 0 ? 1 : 0;
        if (_lostTicks > 0)
        {
            if (--_lostTicks > 0 || _boats == 0)
                return;
            _boatX = 37 * Unit;
            _course = 0;
            _safeTicks = 50;
        }

        if (key == Key.Left || key == 'a')
            _course = -1;
        else if (key == Key.Right || key == 'd')
            _course = 1;
        else if (key == Key.Down || key == 's')
            _course = 0;
        else if (key == Key.Space || key == Key.Enter)
            Fire();
        else if ((key == Key.Up || key == 'w') && _meter >= MeterFull)
            Break();
        _boatX += _course * 13;
        int right = (Abi.Width - BoatWidth) * Unit;
        if (_boatX < 0 || _boatX > right)
        {
            _boatX = _boatX < 0 ? 0 : right;
            _course = 0;
        }
    }

    private void Fire()
    {
        if (_coolTicks > 0)
            return;
        for (int i = 0; i < MaxShots; i++)
        {
            if (_shots[i].Live)
                continue;
            _shots[i].Live = true;
            _shots[i].X = _boatX + (2 * Unit) + (Unit / 2);
            _shots[i].Y = BoatY * Unit;
            _coolTicks = 5;
            Sound(1, 4);
            return;
        }
    }

    private void Break()
    {
        _meter = 0;
        _crest = BoatY * Unit;
        Sound(5, 36);
    }

    private void LoseBoat()
    {
        if (_safeTicks > 0 || _lostTicks > 0)
            return;
        _boats--;
        _lostTicks = 30;
        _streak = 0;
        _sparks.Burst((_boatX / Unit) + 2, BoatY, 20, Color.White, 24);
        Sound(3, 24);
    }

    private int Multiplier() => _streak >= 20 ? 5 : 1 + (_streak / 5);

    // ---- what flies

    private void MoveShots()
    {
        for (int i = 0; i < MaxShots; i++)
        {
            for (int step = 0; step < 2 && _shots[i].Live; step++)
            {
                _shots[i].Y -= 12;
                if (_shots[i].Y < Unit)
                {
                    _shots[i].Live = false;
                    _streak = 0;
                }
                else
                {
                    _shots[i].Live = !HitsFoe(_shots[i].X, _shots[i].Y);
                }
            }
        }
    }

    private bool HitsFoe(int x, int y)
    {
        for (int i = 0; i < MaxFoes; i++)
        {
            ref Foe foe = ref _foes[i];
            int width = foe.Kind == Kind.Kraken ? KrakenWidth : FoeWidth;
            int height = foe.Kind == Kind.Kraken ? 5 : 2;
            if (foe.Kind == Kind.None || x < foe.X || x >= foe.X + (width * Unit) || y < foe.Y || y >= foe.Y + (height * Unit))
                continue;
            if (foe.Kind == Kind.Kraken && !HitsEye(ref foe, x, y))
                return Bounce(x, y);
            if (foe.Kind == Kind.Shell && !IsOpen(ref foe))
                return Bounce(x, y);
            Wound(ref foe, 1);
            return true;
        }

        return false;
    }

    private bool HitsEye(ref Foe kraken, int x, int y)
    {
        int column = (x - kraken.X) / Unit;
        return IsOpen(ref kraken) && column >= 8 && column < 14 && y >= kraken.Y + Unit;
    }

    private bool Bounce(int x, int y)
    {
        _sparks.Burst(x / Unit, y / Unit, 3, Color.Grey, 6);
        Sound(6, 4);
        return true;
    }

    private bool IsOpen(ref Foe foe) =>
        foe.Kind == Kind.Kraken ? (_tick + foe.Clock) % 90 < 50 : (_tick + foe.Clock) % 100 < 50;

    private void Wound(ref Foe foe, int damage)
    {
        _streak++;
        foe.Hit = 4;
        _meter = _meter + 5 > MeterFull ? MeterFull : _meter + 5;
        if (foe.Life > damage)
        {
            foe.Life -= (byte)damage;
            _score += 5 * Multiplier();
            Sound(2, 5);
            return;
        }

        int worth = foe.Kind switch
        {
            Kind.Crab => 10,
            Kind.Ray => 20,
            Kind.Jelly => 30,
            Kind.Shell => 40,
            _ => 250 + (_wave * 50),
        };
        _score += worth * Multiplier() * (foe.Mode == Mode.Dive ? 2 : 1);
        int width = foe.Kind == Kind.Kraken ? KrakenWidth : FoeWidth;
        for (int x = 2; x < width; x += 5)
            _sparks.Burst((foe.X / Unit) + x, (foe.Y / Unit) + 1, 6, Paint(foe.Kind), 14);
        foe.Kind = Kind.None;
        Sound(2, 8);
    }

    private void MoveStones()
    {
        for (int i = 0; i < MaxStones; i++)
        {
            ref Drop stone = ref _stones[i];
            if (!stone.Live)
                continue;
            stone.Y += 5 + (Hurry() / 4);
            int column = stone.X / Unit;
            int boat = _boatX / Unit;
            if (_lostTicks == 0 && stone.Y >= BoatY * Unit && stone.Y < (BoatY + 2) * Unit && column >= boat && column < boat + BoatWidth)
            {
                stone.Live = false;
                LoseBoat();
            }
            else if (stone.Y >= SurfaceAt(column) * Unit)
            {
                stone.Live = false;
                Dig(column, 1);
            }
        }
    }

    /// <summary>The first row of sand in a column, or the huts' row where none is left.</summary>
    private int SurfaceAt(int column) => 22 - ((_sand[Column(column)] + 1) / 2);

    private static int Column(int column) => column < 0 ? 0 : column >= Abi.Width ? Abi.Width - 1 : column;

    private void Dig(int column, int reach)
    {
        column = Column(column);
        int surface = SurfaceAt(column);
        if (_sand[column] == 0 && _hut[column / 8])
        {
            _hut[column / 8] = false;
            _sparks.Burst(column, 21, 16, Color.Red, 24);
            Sound(3, 20);
        }

        for (int x = column - reach; x <= column + reach; x++)
        {
            int depth = x == column || reach > 1 ? 2 : 1;
            if ((uint)x < Abi.Width)
                _sand[x] = (byte)(_sand[x] > depth ? _sand[x] - depth : 0);
        }

        _sparks.Burst(column, surface - 1, 5, Color.Brown, 8);
    }

    private void MoveCrest()
    {
        if (_crest == 0)
            return;
        _crest -= 10;
        for (int i = 0; i < MaxStones; i++)
        {
            if (_stones[i].Y >= _crest)
                _stones[i].Live = false;
        }

        for (int i = 0; i < MaxFoes; i++)
        {
            ref Foe foe = ref _foes[i];
            if (foe.Kind == Kind.None || foe.Y + Unit < _crest || foe.Y + Unit >= _crest + 10)
                continue;
            Wound(ref foe, foe.Kind == Kind.Kraken ? 4 : 2);
        }

        if (_crest < 2 * Unit)
            _crest = 0;
    }

    // ---- the foes

    private void MoveFoes()
    {
        int sway = Triangle(_waveTicks / 2, 28) - 7;
        int tide = _waveTicks / (220 - (Hurry() * 4)); // rows the formation has come nearer
        for (int i = 0; i < MaxFoes; i++)
        {
            ref Foe foe = ref _foes[i];
            if (foe.Kind == Kind.None)
                continue;
            foe.Hit -= (byte)(foe.Hit > 0 ? 1 : 0);
            if (foe.Mode == Mode.Dive)
            {
                Dive(ref foe);
                continue;
            }

            int slotY = foe.SlotY + tide;
            int toX = ((foe.SlotX + (foe.Kind == Kind.Kraken ? sway * 3 : sway)) * Unit) - foe.X;
            int toY = ((slotY > 13 ? 13 : slotY) * Unit) - foe.Y;
            int speed = foe.Mode == Mode.Arrive ? 20 + Hurry() : 12;
            foe.SpeedX = (short)Clamp(toX, speed);
            foe.X += foe.SpeedX;
            foe.Y += Clamp(toY, 8);
            if (toX == 0 && toY == 0)
                foe.Mode = Mode.Hold;
            if (slotY > 13 && foe.Kind != Kind.Kraken && foe.Kind != Kind.Shell && foe.Mode == Mode.Hold)
                foe.Mode = Mode.Dive; // the tide carries them ashore
        }
    }

    private static int Triangle(int time, int period)
    {
        int phase = time % period;
        return phase < period / 2 ? phase : period - phase;
    }

    private static int Clamp(int value, int limit) => value < -limit ? -limit : value > limit ? limit : value;

    private void Dive(ref Foe foe)
    {
        int toBoat = _boatX - foe.X;
        foe.Clock++;
        switch (foe.Kind)
        {
            case Kind.Ray: // a wide curve across the boat's path
                foe.SpeedX = (short)Clamp(foe.SpeedX + (toBoat > 0 ? 1 : -1), 14);
                foe.Y += 7 + (Hurry() / 4);
                break;
            case Kind.Jelly: // straight and slow
                foe.SpeedX = (short)((foe.Clock & 32) == 0 ? 3 : -3);
                foe.Y += 3 + (Hurry() / 6);
                break;
            default: // sidling after the boat
                foe.SpeedX = (short)Clamp(toBoat / 8, 7);
                foe.Y += 5 + (Hurry() / 5);
                break;
        }

        foe.X = Clamp(foe.X + foe.SpeedX - (38 * Unit), 38 * Unit) + (38 * Unit);
        int column = foe.X / Unit;
        bool atBoat = foe.Y + (2 * Unit) > BoatY * Unit && column < (_boatX / Unit) + BoatWidth && column + FoeWidth > _boatX / Unit;
        if (atBoat && _lostTicks == 0 && _safeTicks == 0)
        {
            LoseBoat();
            Land(ref foe);
        }
        else if (foe.Y / Unit + 1 >= SurfaceAt(column + 2))
        {
            Dig(column + 2, foe.Kind == Kind.Jelly ? 4 : 2);
            Land(ref foe);
        }
    }

    /// <summary>Rays swim round and come back from above; the others are gone.</summary>
    private static void Land(ref Foe foe)
    {
        if (foe.Kind != Kind.Ray)
        {
            foe.Kind = Kind.None;
            return;
        }

        foe.Mode = Mode.Arrive;
        foe.Y = -3 * Unit;
    }

    private void LetFoesAct()
    {
        if (_lostTicks > 0)
            return;
        int diving = 0;
        for (int i = 0; i < MaxFoes; i++)
            diving += _foes[i].Kind != Kind.None && _foes[i].Mode == Mode.Dive ? 1 : 0;
        ref Foe foe = ref _foes[Random.Below(MaxFoes)];
        if (foe.Kind == Kind.None || foe.Mode != Mode.Hold)
            return;
        if (foe.Kind == Kind.Kraken)
        {
            KrakenActs(ref foe);
        }
        else if (foe.Kind != Kind.Shell && diving < 1 + (_wave / 3) && Random.Below(5) == 0)
        {
            foe.Mode = Mode.Dive;
            Sound(7, 10);
        }
        else if ((foe.Kind == Kind.Crab || (foe.Kind == Kind.Shell && IsOpen(ref foe))) && Random.Below(20) < 3 + (Hurry() / 2))
        {
            DropStone(foe.X + (2 * Unit), foe.Y + (2 * Unit));
        }
    }

    /// <summary>Three stones at once, or a young jelly let go.</summary>
    private void KrakenActs(ref Foe kraken)
    {
        if (Random.Below(3) == 0 && FoeCount() < 6)
        {
            AddFoe(Kind.Jelly, kraken.X + (Random.Below(16) * Unit), kraken.Y + (4 * Unit), 40, 8, 1);
            return;
        }

        for (int i = 0; i < 3; i++)
            DropStone(kraken.X + ((2 + (i * 8) + Random.Below(3)) * Unit), kraken.Y + (5 * Unit));
    }

    private void DropStone(int x, int y)
    {
        for (int i = 0; i < MaxStones; i++)
        {
            if (_stones[i].Live)
                continue;
            _stones[i].Live = true;
            _stones[i].X = Clamp(x - (40 * Unit), (40 * Unit) - 1) + (40 * Unit);
            _stones[i].Y = y;
            return;
        }
    }

    private void Sound(int sound, int ticks)
    {
        _sound = sound;
        _soundTicks = ticks;
    }

    // ---- the picture

    public override void Draw(Screen screen)
    {
        DrawSea(screen);
        DrawShore(screen);
        for (int i = 0; i < MaxFoes; i++)
            DrawFoe(screen, ref _foes[i]);
        for (int i = 0; i < MaxStones; i++)
        {
            if (_stones[i].Live)
                screen.Over(_stones[i].X / Unit, _stones[i].Y / Unit, 'o', Color.Red);
        }

        for (int i = 0; i < MaxShots; i++)
        {
            if (_shots[i].Live)
                screen.Over(_shots[i].X / Unit, _shots[i].Y / Unit, '║', Color.White);
        }

        DrawCrest(screen);
        DrawBoat(screen);
        _sparks.Draw(screen);
        DrawStatus(screen);
        if (_over)
            screen.Notice(8, "The shore is lost", Huts() == 0 ? "The last hut is gone: keep sand in front of them." : "No boat is left: sail out from under what falls.", Color.Red);
        else if (_pause > 0)
            DrawAnnouncement(screen);
        PlaySound(screen);
    }

    private void DrawSea(Screen screen)
    {
        for (int y = 1; y < SandTop; y++)
        {
            int drift = (_tick / 8) + (y * 23);
            for (int x = 0; x < Abi.Width; x++)
            {
                int place = (x + drift) % 37;
                if (place < 2 || (place == 19 && (y & 1) == 0))
                    screen.Put(x, y, '~', Color.DarkBlue);
            }
        }

        for (int x = 0; x < Abi.Width; x++)
            screen.Put(x, BoatY + 1, ((x + (_tick / 4)) & 3) == 0 ? '~' : '≈', Color.Blue, Color.DarkBlue);
    }

    private void DrawShore(Screen screen)
    {
        for (int x = 0; x < Abi.Width; x++)
        {
            for (int row = 0; row < 3; row++)
            {
                int halves = _sand[x] - (row * 2);
                if (halves > 0)
                    screen.Put(x, 21 - row, halves == 1 ? '▄' : '▓', Color.Brown);
            }
        }

        for (int i = 0; i < HutCount; i++)
        {
            if (_hut[i])
                screen.Text((i * 8) + 2, 22, "⌂⌂⌂⌂", Color.Green);
            else
                screen.Text((i * 8) + 2, 22, ".,_.", Color.Grey);
        }
    }

    private static Color Paint(Kind kind) => kind switch
    {
        Kind.Crab => Color.Red,
        Kind.Ray => Color.Blue,
        Kind.Jelly => Color.Magenta,
        Kind.Shell => Color.Cyan,
        _ => Color.DarkMagenta,
    };

    private void DrawFoe(Screen screen, ref Foe foe)
    {
        if (foe.Kind == Kind.None || foe.Y <= -5 * Unit)
            return;
        int x = foe.X / Unit;
        int y = foe.Y / Unit;
        bool beat = ((_tick >> 3) & 1) == 0;
        Color ink = foe.Hit > 0 ? Color.White : Paint(foe.Kind);
        switch (foe.Kind)
        {
            case Kind.Crab:
                Rows(screen, x, y, beat ? "▀▄▄▄▀" : "▄▄▄▄▄", beat ? "▄▀▄▀▄" : "▀▄▀▄▀", ink);
                break;
            case Kind.Ray:
                Rows(screen, x, y, beat ? "▄▄█▄▄" : "▀▄█▄▀", beat ? "  ▀  " : " ▀▀▀ ", ink);
                break;
            case Kind.Jelly:
                Rows(screen, x, y, "▄███▄", beat ? "│ │ │" : " │ │ ", foe.Life > 1 ? ink : foe.Hit > 0 ? Color.White : Color.DarkMagenta);
                break;
            case Kind.Shell:
                bool open = IsOpen(ref foe);
                Rows(screen, x, y, open ? "▀▄ ▄▀" : "▄███▄", open ? " ▀•▀ " : "▀███▀", open ? ink : Color.Grey);
                break;
            default:
                DrawKraken(screen, ref foe, x, y, ink);
                break;
        }
    }

    private static void Rows(Screen screen, int x, int y, string upper, string lower, Color ink)
    {
        Row(screen, x, y, upper, ink);
        Row(screen, x, y + 1, lower, ink);
    }

    private static void Row(Screen screen, int x, int y, string row, Color ink)
    {
        for (int i = 0; i < row.Length && y > 0; i++)
        {
            if (row[i] != ' ')
                screen.Over(x + i, y, row[i], ink);
        }
    }

    private void DrawKraken(Screen screen, ref Foe kraken, int x, int y, Color ink)
    {
        bool open = IsOpen(ref kraken);
        Row(screen, x, y, "    ▄▄██████████▄▄    ", ink);
        Row(screen, x, y + 1, "  ▄████████████████▄  ", ink);
        Row(screen, x, y + 2, " ▄██████      ██████▄ ", ink);
        Row(screen, x, y + 3, " ███ ████    ████ ███ ", ink);
        Row(screen, x + 8, y + 2, open ? " ▄▄▄▄ " : "▄▄▄▄▄▄", open ? Color.Yellow : ink);
        Row(screen, x + 8, y + 3, open ? " ▀██▀ " : "▀▀▀▀▀▀", open ? Color.Yellow : ink);
        for (int arm = 0; arm < 5; arm++)
        {
            int length = 2 + Triangle((_tick / 4) + (arm * 3), 8) / 2;
            for (int i = 0; i < length; i++)
                Row(screen, x + 2 + (arm * 4) + ((i + (_tick >> 3)) & 1), y + 4 + i, "█", ink);
        }

        for (int i = 0; i < kraken.Life && i < 40; i++)
            screen.Put(20 + i, 1, '▄', Color.Red);
    }

    private void DrawCrest(Screen screen)
    {
        if (_crest == 0)
            return;
        int y = _crest / Unit;
        for (int x = 0; x < Abi.Width; x++)
        {
            int phase = (x + _tick) & 7;
            screen.Put(x, y, phase < 3 ? '▄' : phase < 6 ? '█' : '▀', Color.White, phase < 6 ? Color.Black : Color.Cyan);
            screen.Put(x, y + 1, '▓', Color.Cyan, Color.DarkBlue);
            screen.Put(x, y + 2, '▒', Color.Cyan, Color.DarkBlue);
        }
    }

    private void DrawBoat(Screen screen)
    {
        if (_lostTicks > 0 || _boats == 0)
            return;
        int x = _boatX / Unit;
        Color ink = _safeTicks > 0 && (_tick & 2) == 0 ? Color.Grey : Color.White;
        screen.Over(x + 2, BoatY, _coolTicks > 2 ? '▄' : '║', ink);
        Row(screen, x, BoatY + 1, "▀███▀", ink);
        if (_course < 0)
            screen.Over(x + 1, BoatY, '◄', Color.Grey);
        else if (_course > 0)
            screen.Over(x + 3, BoatY, '►', Color.Grey);
    }

    private void DrawStatus(Screen screen)
    {
        screen.Frame("Wave Crash", _score, _meter >= MeterFull ? "Up sends the breaker!   Left and right sail   Down stops   Space fires" : "Left and right sail   Down stops   Space fires   hits fill the breaker");
        screen.Text(13, 0, "Wave", Color.Grey);
        screen.Number(18, 0, _wave);
        screen.Text(22, 0, "Boats", Color.Grey);
        screen.Number(28, 0, _boats);
        screen.Text(31, 0, "Streak", Color.Grey);
        screen.Number(38, 0, _streak, Color.Cyan);
        screen.Put(42, 0, 'x', Color.Cyan);
        screen.Number(43, 0, Multiplier(), Color.Cyan);
        bool ready = _meter >= MeterFull;
        screen.Text(46, 0, "Breaker", ready ? Color.Yellow : Color.Grey);
        for (int i = 0; i < 10; i++)
            screen.Put(54 + i, 0, i * 10 < _meter ? '■' : '·', ready ? Color.Yellow : i * 10 < _meter ? Color.Cyan : Color.Grey);
    }

    private void DrawAnnouncement(Screen screen)
    {
        string name = WaveName(_wave);
        int x = (Abi.Width - name.Length - 9) / 2;
        screen.Fill(x - 2, 8, name.Length + 14, 1, ' ');
        screen.Text(x, 8, "Wave", Color.Yellow);
        int after = screen.Number(x + 5, 8, _wave, Color.Yellow);
        screen.Text(after + 1, 8, name, Color.White);
        if (_bonus == 0)
            return;
        screen.Text(31, 10, "Shore held: +", Color.Green);
        screen.Number(44, 10, _bonus, Color.Green);
    }

    private void PlaySound(Screen screen)
    {
        if (_soundTicks == 0)
            return;
        int left = _soundTicks;
        if (_sound == 1)
            screen.Voice(0, 500 + (left * 120), 6);
        else if (_sound == 2)
            screen.Voice(0, 200 + (_streak > 20 ? 400 : _streak * 20) + (left * 20), 8);
        else if (_sound == 3)
            screen.Voice(0, 100 + (left * 20), 12, Waveform.Noise);
        else if (_sound == 4)
            screen.Voice(0, left > 20 ? 523 : left > 10 ? 659 : 784, 8, Waveform.Triangle);
        else if (_sound == 5)
            screen.Voice(0, 300 + (left * 60), 6 + (left / 6), Waveform.Noise);
        else if (_sound == 6)
            screen.Voice(0, 1_500, 5, Waveform.Triangle);
        else
            screen.Voice(0, 300 + (left * 25), 7, Waveform.Sawtooth);
    }

    private struct Foe
    {
        public Kind Kind;
        public Mode Mode;
        public byte Life;
        public byte Clock;
        public byte Hit; // ticks it shows that it was hit
        public sbyte SlotX;
        public sbyte SlotY;
        public short SpeedX;
        public int X;
        public int Y;
    }

    private struct Drop
    {
        public bool Live;
        public int X;
        public int Y;
    }
}

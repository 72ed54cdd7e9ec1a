using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// Cross road and river, hop by hop, and bring five frogs home each level. Hopping forward without resting builds flow,
/// which multiplies every point; standing still lets it run out.
/// </summary>
[Manifest(
    Title = "River Flow",
    Shard = 59,
    Author = "Monster Arcade",
    Pitch = "Hop across road and river without breaking your flow.",
    Help = "Arrow keys hop. Bring five frogs to the lily pads at the top.\n" +
        "On the road, keep clear of everything that rolls.\n" +
        "On the river, ride logs and turtles; the water itself is deadly.\n" +
        "Turtles that fade are about to dive. Do not stand in open jaws.\n" +
        "\n" +
        "Each hop forward fills your flow: points count up to 5 times.\n" +
        "Standing still and hopping back empty it. Fireflies (*) are extra.\n" +
        "The clock starts with the first hop of each frog.",
    TicksPerSecond = 20,
    StateBytes = 8 * 1024)]
public sealed class RiverFlow : Game
{
    internal const int LaneCount = 11;
    internal const int HomeLane = 0;
    internal const int StartLane = 10;
    internal const int FrogWidth = 4;
    internal const int Unit = 64; // parts of a column
    internal const int HopTime = 3; // ticks from one hop to the next

    private const int Margin = 32; // columns left of the screen where things wait
    private const int Period = 112; // columns after which a lane repeats
    private const int TrainPeriod = 640;
    private const int PadCount = 5;
    private const int PadWidth = 8;
    private const int MaxFlow = 1_000;
    private const int LivesAtStart = 4;

    private readonly Lane[] _lanes = new Lane[LaneCount];
    private readonly bool[] _home = new bool[PadCount];
    private readonly Sparks _sparks = new(48);
    private int _tick;
    private int _level;
    private int _lives;
    private int _score;
    private int _nextLife;
    private int _flow;
    private int _frogX; // left edge of the frog, in units
    private int _frogLane;
    private int _facing;
    private int _nearest; // the lane nearest to home this frog has reached
    private int _timeLeft;
    private bool _started;
    private int _hopTicks;
    private int _waitingKey;
    private int _flyLane;
    private int _flyX;
    private int _flyTicks;
    private Fate _fate;
    private int _pause; // ticks until the next frog, or the next level, begins
    private bool _cleared;
    private int _gained; // points of the last gain, shown where it was made
    private int _gainedTicks;
    private int _sound;
    private int _soundTicks;

    internal enum Kind : byte
    {
        Grass,
        Car,
        Lorry,
        Racer,
        Train,
        LongLog,
        ShortLog,
        Turtles,
        Crocodile,
    }

    private enum Fate : byte
    {
        None,
        Hit,
        Train,
        Water,
        Swept,
        Jaws,
        Dive,
        Time,
    }

    public override int Score => _score;

    internal int FrogX => _frogX;

    internal int FrogLane => _frogLane;

    internal bool CanHop => _hopTicks <= 1 && _pause == 0;

    protected override void Init()
    {
        _lives = LivesAtStart;
        _nextLife = 5_000;
        _level = 1;
        BuildLevel();
        NewFrog();
    }

    public override Status Update(int key)
    {
        _tick++;
        _sparks.Step();
        _gainedTicks -= _gainedTicks > 0 ? 1 : 0;
        _soundTicks -= _soundTicks > 0 ? 1 : 0;
        if (_lives == 0)
            return Status.Over;
        for (int i = 0; i < LaneCount; i++)
            _lanes[i].Move();
        StepFly();
        if (_pause > 0)
        {
            if (--_pause == 0)
                return GoOn();
            return Status.Playing;
        }

        Drift();
        Hop(key);
        if (_pause == 0)
            CheckFrog();
        StepClock();
        return Status.Playing;
    }

    /// <summary>Would a frog be alive if it stood in this lane with its left edge at x so many ticks from now?</summary>
    internal bool Safe(int lane, int x, int ahead) => FateAt(lane, x, ahead) == Fate.None;

    /// <summary>The lane's speed to the right, in units a tick.</summary>
    internal int Current(int lane) => IsRiver(_lanes[lane].Kind) ? _lanes[lane].Speed : 0;

    /// <summary>The free pad a frog with its left edge at x would land on from the first lane, or -1.</summary>
    internal int PadAt(int x)
    {
        int center = (x / Unit) + (FrogWidth / 2);
        for (int pad = 0; pad < PadCount; pad++)
        {
            if (!_home[pad] && center >= PadLeft(pad) && center < PadLeft(pad) + PadWidth)
                return pad;
        }

        return -1;
    }

    /// <summary>Columns from the frog's centre to the nearest free pad's centre, negative when it is to the left.</summary>
    internal int ToNearestPad(int x)
    {
        int center = (x / Unit) + (FrogWidth / 2);
        int best = 1_000;
        for (int pad = 0; pad < PadCount; pad++)
        {
            int distance = PadLeft(pad) + 4 - center;
            if (!_home[pad] && Absolute(distance) < Absolute(best))
                best = distance;
        }

        return best;
    }

    // ---- levels

    private static string Layout(int level) => level switch
    {
        1 => "LTLS=clcc",
        2 => "STSL=crlc",
        3 => "TSLT=xlrc",
        4 => "SKTL=lxcr",
        5 => "TSK=LT=rc",
        6 => "KTSLT=rxl",
        7 => "ST=xrc=KL",
        _ => "TKSTSKT=r",
    };

    private static string LevelName(int level) => level switch
    {
        1 => "Calm water",
        2 => "Morning traffic",
        3 => "The night train",
        4 => "Crocodile bend",
        5 => "Two rivers",
        6 => "Rising water",
        7 => "The junction",
        8 => "The flood",
        _ => "Wild water",
    };

    private static Kind KindOf(char letter) => letter switch
    {
        'c' => Kind.Car,
        'l' => Kind.Lorry,
        'r' => Kind.Racer,
        'x' => Kind.Train,
        'L' => Kind.LongLog,
        'S' => Kind.ShortLog,
        'T' => Kind.Turtles,
        'K' => Kind.Crocodile,
        _ => Kind.Grass,
    };

    private static bool IsRiver(Kind kind) => kind >= Kind.LongLog;

    private static bool IsRoad(Kind kind) => kind is >= Kind.Car and <= Kind.Train;

    private static int PadLeft(int pad) => 4 + (pad * 16);

    /// <summary>The code of the arrow that a key stands for, or 0.</summary>
    private static int Arrow(int key) => Key.Lower(Key.Code(key)) switch
    {
        Key.Up or 'w' => Key.Up,
        Key.Down or 's' => Key.Down,
        Key.Left or 'a' => Key.Left,
        Key.Right or 'd' => Key.Right,
        _ => 0,
    };

    private static int Absolute(int value) => value < 0 ? -value : value;

    private void BuildLevel()
    {
        // After the eighth level the later layouts come back, faster.
        string layout = Layout(_level <= 8 ? _level : 4 + Random.Below(5));
        int turn = Random.Below(2);
        _lanes[HomeLane].Build(Kind.Grass, 0, 0, 0);
        _lanes[StartLane].Build(Kind.Grass, 0, 0, 0);
        for (int i = 1; i < StartLane; i++)
        {
            Kind kind = KindOf(layout[i - 1]);
            int hurry = 16 + (_level > 16 ? 16 : _level);
            int speed = BaseSpeed(kind) * hurry / 16;
            _lanes[i].Build(kind, ((i + turn) & 1) == 0 ? speed : -speed, Random.Below(Period * Unit), Random.Below(160));
        }

        for (int pad = 0; pad < PadCount; pad++)
            _home[pad] = false;
        _cleared = false;
        _flyTicks = 0;
    }

    private int BaseSpeed(Kind kind) => kind switch
    {
        Kind.Car => Random.Between(19, 25),
        Kind.Lorry => Random.Between(14, 19),
        Kind.Racer => Random.Between(44, 52),
        Kind.Train => 170,
        Kind.LongLog => Random.Between(13, 18),
        Kind.ShortLog => Random.Between(17, 23),
        Kind.Turtles => Random.Between(12, 17),
        Kind.Crocodile => Random.Between(14, 18),
        _ => 0,
    };

    private void NewFrog()
    {
        _frogX = 38 * Unit;
        _frogLane = StartLane;
        _nearest = StartLane;
        _facing = Key.Up;
        _started = false;
        _hopTicks = 0;
        _waitingKey = 0;
        _fate = Fate.None;
        int seconds = 42 - (_level * 2);
        _timeLeft = (seconds < 24 ? 24 : seconds) * 20;
    }

    private Status GoOn()
    {
        if (_cleared)
        {
            _level++;
            BuildLevel();
        }
        else if (_fate != Fate.None && --_lives == 0)
        {
            return Status.Over;
        }

        NewFrog();
        return Status.Playing;
    }

    // ---- the frog

    private void Drift()
    {
        if (_hopTicks > 0)
            _hopTicks--;
        _frogX += Current(_frogLane);
    }

    private void Hop(int key)
    {
        key = Arrow(key);
        if (_hopTicks > 0)
        {
            // A key pressed during a hop is kept, but only one: a held key never runs on by itself.
            if (key != 0)
                _waitingKey = key;
            return;
        }

        if (key == 0)
            key = _waitingKey;
        _waitingKey = 0;
        if (key == 0)
            return;
        _facing = key;
        _hopTicks = HopTime;
        Sound(1, 4);
        if (key == Key.Left || key == Key.Right)
        {
            int x = _frogX + (key == Key.Left ? -FrogWidth * Unit : FrogWidth * Unit);
            if (!IsRiver(_lanes[_frogLane].Kind))
                x = x < 0 ? 0 : x > (Abi.Width - FrogWidth) * Unit ? (Abi.Width - FrogWidth) * Unit : x;
            _frogX = x;
        }
        else if (key == Key.Down)
        {
            _frogLane += _frogLane < StartLane ? 1 : 0;
            _flow = _flow > 150 ? _flow - 150 : 0;
        }
        else
        {
            HopForward();
        }
    }

    private void HopForward()
    {
        if (_frogLane == 1)
        {
            int pad = PadAt(_frogX);
            if (pad >= 0)
                ReachHome(pad);
            else
                Sound(2, 5); // the hedge: nothing to land on
            return;
        }

        _frogLane--;
        _started = true;
        if (_frogLane >= _nearest)
            return;
        _nearest = _frogLane;
        _flow = _flow + 140 > MaxFlow ? MaxFlow : _flow + 140;
        _score += 10 * Multiplier();
    }

    private int Multiplier() => 1 + (_flow / 250);

    private void ReachHome(int pad)
    {
        _home[pad] = true;
        _frogLane = HomeLane;
        _frogX = (PadLeft(pad) + 2) * Unit;
        _flow = _flow + 200 > MaxFlow ? MaxFlow : _flow + 200;
        Gain((50 + (_timeLeft / 20 * 2)) * Multiplier());
        _sparks.Burst(PadLeft(pad) + 4, 2, 14, Color.Yellow);
        _pause = 14;
        Sound(3, 14);
        for (int i = 0; i < PadCount; i++)
        {
            if (!_home[i])
                return;
        }

        _cleared = true;
        _pause = 44;
        _score += 250 + (250 * _level);
        Sound(4, 40);
    }

    private void Gain(int points)
    {
        _score += points;
        _gained = points;
        _gainedTicks = 20;
        if (_score < _nextLife)
            return;
        _nextLife += 5_000;
        _lives += _lives < 9 ? 1 : 0;
        Sound(4, 30);
    }

    private void CheckFrog()
    {
        Fate fate = FateAt(_frogLane, _frogX, 0);
        if (fate != Fate.None)
            Die(fate);
        int distance = Absolute((_frogX / Unit) + 2 - _flyX);
        if (_flyTicks > 0 && _flyLane == _frogLane && distance <= 3)
        {
            _flyTicks = 0;
            Gain(100 * Multiplier());
            _sparks.Burst(_flyX, 1 + (_flyLane * 2), 10, Color.Yellow);
            Sound(3, 10);
        }
    }

    private Fate FateAt(int lane, int x, int ahead)
    {
        ref Lane here = ref _lanes[lane];
        int left = x / Unit;
        if (IsRoad(here.Kind))
        {
            bool hit = here.Touches(left + 1, left + FrogWidth - 1, ahead) >= 0;
            return !hit ? Fate.None : here.Kind == Kind.Train ? Fate.Train : Fate.Hit;
        }

        if (!IsRiver(here.Kind))
            return Fate.None;
        if (x < -2 * Unit || left > Abi.Width - 2)
            return Fate.Swept;
        int thing = here.Touches(left + 1, left + FrogWidth - 1, ahead);
        if (thing < 0)
            return Fate.Water;
        if (here.Kind == Kind.Turtles && here.Depth(thing, ahead) == 3)
            return Fate.Dive;
        if (here.Kind == Kind.Crocodile && thing == 0 && here.JawsOpen(ahead) && here.OverJaws(left + 1, left + FrogWidth - 1, ahead))
            return Fate.Jaws;
        return Fate.None;
    }

    private void Die(Fate fate)
    {
        _fate = fate;
        _pause = 30;
        _flow = 0;
        bool wet = fate is Fate.Water or Fate.Swept or Fate.Dive;
        _sparks.Burst((_frogX / Unit) + 2, 1 + (_frogLane * 2), 18, wet ? Color.Cyan : Color.Red);
        Sound(5, 24);
    }

    private void StepClock()
    {
        _flow -= _flow > 2 ? 3 : _flow;
        if (!_started || _pause > 0)
            return;
        if (--_timeLeft <= 0)
            Die(Fate.Time);
    }

    private void StepFly()
    {
        if (_flyTicks > 0)
        {
            _flyTicks--;
            return;
        }

        if (Random.Below(160) != 0)
            return;
        _flyLane = Random.Between(1, 9);
        _flyX = Random.Between(10, 69);
        _flyTicks = 160;
    }

    private void Sound(int sound, int ticks)
    {
        _sound = sound;
        _soundTicks = ticks;
    }

    // ---- the picture

    public override void Draw(Screen screen)
    {
        for (int lane = 0; lane < LaneCount; lane++)
            DrawLane(screen, lane);
        DrawPads(screen);
        screen.Text(79 - LevelName(_level).Length, 22, LevelName(_level), Color.Silver, Color.DarkGreen);
        if (_flyTicks > 0 && (_flyTicks > 40 || (_flyTicks & 4) != 0))
            screen.Put(_flyX, 1 + (_flyLane * 2) + ((_tick >> 2) & 1), '*', Color.Yellow, Ground(_flyLane));
        if (_pause == 0 || (_fate == Fate.Time && (_pause & 4) != 0))
            DrawFrog(screen);
        _sparks.Draw(screen);
        DrawWords(screen);
        DrawStatus(screen);
        PlaySound(screen);
    }

    private Color Ground(int lane)
    {
        Kind kind = _lanes[lane].Kind;
        return IsRiver(kind) ? Color.DarkBlue : IsRoad(kind) ? Color.Black : Color.DarkGreen;
    }

    private void DrawLane(Screen screen, int lane)
    {
        ref Lane here = ref _lanes[lane];
        int top = 1 + (lane * 2);
        Color ground = Ground(lane);
        screen.Fill(0, top, Abi.Width, 2, ' ', Color.Silver, ground);
        if (IsRiver(here.Kind))
            DrawWater(screen, ref here, top);
        else if (IsRoad(here.Kind))
            DrawRoad(screen, lane, top);
        else
            DrawGrass(screen, lane, top);
        for (int i = 0; i < here.Count; i++)
            DrawThing(screen, ref here, i, here.Left(i, 0), top);
    }

    /// <summary>Ripples that drift with the current, so that one sees where a lane carries you.</summary>
    private static void DrawWater(Screen screen, ref Lane lane, int top)
    {
        int shift = lane.Offset / Unit;
        for (int x = 0; x < Abi.Width; x++)
        {
            int upper = (x - shift + (2 * Period) + (top * 5)) % 16;
            int lower = (x - shift + (2 * Period) + 7 + (top * 3)) % 28;
            if (upper < 2)
                screen.Put(x, top, '~', Color.Blue, Color.DarkBlue);
            if (lower < 3)
                screen.Put(x, top + 1, '~', Color.Blue, Color.DarkBlue);
        }
    }

    private void DrawRoad(Screen screen, int lane, int top)
    {
        if (_lanes[lane].Kind == Kind.Train)
        {
            for (int x = 0; x < Abi.Width; x++)
                screen.Put(x, top + 1, '╪', Color.Grey);
            bool near = _lanes[lane].TrainIsNear();
            char lamp = near && (_tick & 4) != 0 ? '☼' : '○';
            screen.Put(1, top, near ? lamp : '○', near ? Color.Red : Color.Grey);
            screen.Put(78, top, near ? lamp : '○', near ? Color.Red : Color.Grey);
        }
        else if (IsRoad(_lanes[lane - 1].Kind) && _lanes[lane - 1].Kind != Kind.Train)
        {
            for (int x = 0; x < Abi.Width; x += 8)
                screen.Text(x, top, "──", Color.Grey);
        }
    }

    private static void DrawGrass(Screen screen, int lane, int top)
    {
        for (int i = 0; i < Abi.Width * 2; i++)
        {
            int noise = ((i + (lane * 331)) * 1_103_515) ^ (i << 9);
            noise = (noise >> 8) & 63;
            if (noise < 5)
                screen.Put(i % Abi.Width, top + (i / Abi.Width), noise == 0 ? '*' : noise < 3 ? '"' : '\'', noise == 0 ? Color.Brown : Color.Green, Color.DarkGreen);
        }
    }

    private void DrawPads(Screen screen)
    {
        for (int x = 0; x < Abi.Width; x++)
        {
            screen.Put(x, 1, '▓', Color.DarkGreen, Color.Black);
            screen.Put(x, 2, '▒', Color.Green, Color.DarkGreen);
        }

        for (int pad = 0; pad < PadCount; pad++)
        {
            int left = PadLeft(pad);
            screen.Fill(left, 1, 8, 2, ' ', Color.Blue, Color.DarkBlue);
            if (_home[pad])
            {
                Sprite(screen, left + 1, 1, "▄▄••▄▄", "▀████▀", Color.Green, Color.DarkBlue);
            }
            else
            {
                Sprite(screen, left + 1, 1, "▄    ▄", "▀▄▄▄▄▀", Color.Yellow, Color.DarkBlue);
            }
        }
    }

    private static void DrawThing(Screen screen, ref Lane lane, int index, int left, int top)
    {
        bool right = lane.Speed > 0;
        switch (lane.Kind)
        {
            case Kind.Car:
                Color paint = index == 0 ? Color.Cyan : index == 1 ? Color.Magenta : index == 2 ? Color.Silver : Color.Blue;
                Sprite(screen, left, top, right ? "▄▄█▀▄ " : " ▄▀█▄▄", "█o██o█", paint, Color.Black);
                break;
            case Kind.Racer:
                Sprite(screen, left, top, right ? "▄ ▄█▄▄ " : " ▄▄█▄ ▄", right ? "█O███O▄" : "▄O███O█", Color.Red, Color.Black);
                break;
            case Kind.Lorry:
                Sprite(screen, left, top, right ? "█████████ █▄ " : " ▄█ █████████", right ? "▀oo▀▀▀▀oo▀█o█" : "█o█▀oo▀▀▀▀oo▀", Color.Brown, Color.Black);
                break;
            case Kind.Train:
                for (int x = 0; x < lane.Length; x++)
                {
                    bool window = x % 8 is 2 or 3 or 5 or 6;
                    screen.Put(left + x, top, window ? '▀' : '█', window ? Color.Yellow : Color.Silver, Color.Silver);
                    screen.Put(left + x, top + 1, x % 8 == 0 ? '▌' : '▀', Color.Silver, Color.Black);
                }

                break;
            case Kind.LongLog:
            case Kind.ShortLog:
                DrawLog(screen, left, top, lane.Length);
                break;
            case Kind.Turtles:
                DrawTurtles(screen, left, top, lane.Length, lane.Depth(index, 0));
                break;
            case Kind.Crocodile:
                if (index == 0)
                    DrawCrocodile(screen, left, top, lane.Length, right, lane.JawsOpen(0));
                else
                    DrawLog(screen, left, top, lane.Length);
                break;
            default:
                break;
        }
    }

    private static void Sprite(Screen screen, int x, int y, string upper, string lower, Color ink, Color ground)
    {
        Row(screen, x, y, upper, ink, ground);
        Row(screen, x, y + 1, lower, ink, ground);
    }

    /// <summary>One row of a sprite; eyes and wheels are cut out of the body.</summary>
    private static void Row(Screen screen, int x, int y, string row, Color ink, Color ground)
    {
        for (int i = 0; i < row.Length; i++)
        {
            bool cut = row[i] is '•' or 'o' or 'O';
            if (row[i] != ' ')
                screen.Put(x + i, y, row[i], cut ? Color.Black : ink, cut ? ink : ground);
        }
    }

    private static void DrawLog(Screen screen, int left, int top, int length)
    {
        for (int x = 0; x < length; x++)
        {
            bool end = x == 0 || x == length - 1;
            screen.Put(left + x, top, end ? '▄' : x % 7 == 3 ? '═' : '█', end || x % 7 != 3 ? Color.Brown : Color.Black, end ? Color.DarkBlue : Color.Brown);
            screen.Put(left + x, top + 1, end ? '▀' : x % 5 == 2 ? '─' : '█', end || x % 5 != 2 ? Color.Brown : Color.Black, end ? Color.DarkBlue : Color.Brown);
        }
    }

    private static void DrawTurtles(Screen screen, int left, int top, int length, int depth)
    {
        for (int x = 0; x + 4 <= length; x += 4)
        {
            if (depth == 0)
                Sprite(screen, left + x, top, "▄▒▓•", "▀▓▒▀", Color.Green, Color.DarkBlue);
            else if (depth == 3)
                Sprite(screen, left + x, top, " °  ", "  ° ", Color.Cyan, Color.DarkBlue);
            else
                Sprite(screen, left + x, top, depth == 1 ? " ▒▒ " : " ░░ ", depth == 1 ? " ▒▒ " : " ░░ ", Color.Green, Color.DarkBlue);
        }
    }

    private static void DrawCrocodile(Screen screen, int left, int top, int length, bool right, bool open)
    {
        for (int x = 0; x < length; x++)
        {
            int fromNose = right ? length - 1 - x : x;
            bool jaws = fromNose < Lane.JawWidth;
            bool tail = fromNose == length - 1;
            char upper = jaws && open ? (fromNose == 3 ? '°' : '▀') : fromNose == 4 ? '°' : jaws || tail ? '▄' : (x & 1) == 0 ? '▄' : '█';
            char lower = jaws && open ? 'v' : tail ? ' ' : '▀';
            Color ground = jaws && open ? Color.DarkRed : Color.DarkBlue;
            screen.Put(left + x, top, upper, Color.Green, ground);
            screen.Put(left + x, top + 1, lower, jaws && open ? Color.White : Color.Green, ground);
        }
    }

    private void DrawFrog(Screen screen)
    {
        int x = _frogX / Unit;
        int y = 1 + (_frogLane * 2);
        Kind kind = _lanes[_frogLane].Kind;
        Color ground = kind is Kind.LongLog or Kind.ShortLog ? Color.Brown : Ground(_frogLane);
        string upper = _facing switch
        {
            Key.Down => "█▄▄█",
            Key.Left => "•█▄▄",
            Key.Right => "▄▄█•",
            _ => "▄••▄",
        };
        string lower = _facing switch
        {
            Key.Down => "▀••▀",
            Key.Left => "•█▄█",
            Key.Right => "█▄█•",
            _ => "█▀▀█",
        };
        if (_hopTicks >= HopTime - 1)
            lower = "▐  ▌";
        Sprite(screen, x, y, upper, lower, Color.White, ground);
    }

    private void DrawWords(Screen screen)
    {
        if (_gainedTicks > 0 && _pause == 0)
        {
            int y = _frogLane > 0 ? _frogLane * 2 : 1;
            screen.Put((_frogX / Unit) + 4, y, '+', Color.Yellow, Ground(_frogLane > 0 ? _frogLane - 1 : 0));
            screen.Number((_frogX / Unit) + 5, y, _gained, Color.Yellow, Ground(_frogLane > 0 ? _frogLane - 1 : 0));
        }

        if (_cleared)
            screen.Notice(9, "All five are home", "The next crossing is harder.", Color.Green);
        else if (_lives == 0 || (_lives == 1 && _fate != Fate.None))
            screen.Notice(9, "The last frog is gone", Reason(), Color.Red);
        else if (_fate != Fate.None && _pause > 0)
            screen.Center(12, Reason(), Color.White, Color.DarkRed);
        else if (_frogLane == HomeLane)
            screen.Center(12, "Home!", Color.Black, Color.Green);
    }

    private string Reason() => _fate switch
    {
        Fate.Hit => " You were run over: wait for the gap. ",
        Fate.Train => " The train did not stop: watch the red lamps. ",
        Fate.Water => " You fell into the river: land on logs and turtles. ",
        Fate.Swept => " The current carried you off the screen. ",
        Fate.Jaws => " The crocodile's jaws were open. ",
        Fate.Dive => " The turtles dived under you. ",
        Fate.Time => " The clock ran out. ",
        _ => "",
    };

    private void DrawStatus(Screen screen)
    {
        screen.Frame("River Flow", _score, "Arrows hop    keep going forward: your flow multiplies points    * firefly");
        screen.Text(13, 0, "Level", Color.Grey);
        screen.Number(19, 0, _level);
        screen.Text(23, 0, "Frogs", Color.Grey);
        screen.Number(29, 0, _lives);
        screen.Text(32, 0, "Flow", Color.Grey);
        Bar(screen, 37, _flow, MaxFlow, Color.Cyan);
        screen.Put(46, 0, 'x', Color.Cyan);
        screen.Number(47, 0, Multiplier(), Color.Cyan);
        screen.Text(50, 0, "Time", Color.Grey);
        int full = (_level > 9 ? 24 : 42 - (_level * 2)) * 20;
        Bar(screen, 55, _timeLeft, full, _timeLeft < 160 ? Color.Red : Color.Green);
    }

    private static void Bar(Screen screen, int x, int value, int full, Color color)
    {
        int filled = ((value * 8) + (full / 2)) / full;
        for (int i = 0; i < 8; i++)
            screen.Put(x + i, 0, i < filled ? '■' : '·', i < filled ? color : Color.Grey);
    }

    private void PlaySound(Screen screen)
    {
        if (_soundTicks == 0)
            return;
        if (_sound == 1)
            screen.Voice(0, 300 + (_flow / 4) + ((4 - _soundTicks) * 60), 8);
        else if (_sound == 2)
            screen.Voice(0, 110, 9, Waveform.Triangle);
        else if (_sound == 3)
            screen.Voice(0, 500 + ((14 - _soundTicks) * 50), 9, Waveform.Triangle);
        else if (_sound == 4)
            screen.Voice(0, (_soundTicks & 4) == 0 ? 784 : 1_047, 9, Waveform.Triangle);
        else if (_fate is Fate.Water or Fate.Swept or Fate.Dive)
            screen.Voice(0, _soundTicks * 40, _soundTicks / 2, Waveform.Noise);
        else
            screen.Voice(0, 60 + (_soundTicks * 12), 10, Waveform.Sawtooth);
    }

    /// <summary>What rolls or floats in one lane: up to four things of one length, repeating every period.</summary>
    private struct Lane
    {
        public const int JawWidth = 4;

        private const int DiveTicks = 150;

        public Kind Kind;
        public int Speed; // units a tick, to the right
        public int Offset; // units
        public int Count;
        public int Length; // columns
        private int _spacing;
        private int _period;
        private int _phase;

        public void Build(Kind kind, int speed, int offset, int phase)
        {
            Kind = kind;
            Speed = speed;
            Offset = offset;
            _phase = phase;
            _period = kind == Kind.Train ? TrainPeriod : Period;
            Count = kind switch
            {
                Kind.Grass => 0,
                Kind.Train => 1,
                Kind.Racer => 2,
                Kind.Lorry or Kind.LongLog or Kind.Crocodile => 3,
                _ => 4,
            };
            Length = kind switch
            {
                Kind.Car => 6,
                Kind.Racer => 7,
                Kind.Lorry => 13,
                Kind.Train => 56,
                Kind.LongLog => 26,
                Kind.ShortLog => 14,
                Kind.Turtles => 12,
                Kind.Crocodile => 18,
                _ => 0,
            };
            _spacing = Count == 0 ? 0 : _period / Count;
        }

        public void Move()
        {
            _phase++;
            Offset += Speed;
            if (Offset < 0)
                Offset += _period * Unit;
            else if (Offset >= _period * Unit)
                Offset -= _period * Unit;
        }

        /// <summary>The left column of a thing after so many ticks.</summary>
        public readonly int Left(int index, int ahead)
        {
            // Things do not stand evenly: each second one is a little late.
            int start = (index * _spacing) + ((index & 1) * 5);
            int place = (Offset + (Speed * ahead) + (start * Unit)) / Unit;
            place %= _period;
            return (place < 0 ? place + _period : place) - (Kind == Kind.Train ? 56 : Margin);
        }

        /// <summary>The first thing that covers a column of [from, to) after so many ticks, or -1.</summary>
        public readonly int Touches(int from, int to, int ahead)
        {
            for (int i = 0; i < Count; i++)
            {
                int left = Left(i, ahead);
                if (left < to && from < left + Length)
                    return i;
            }

            return -1;
        }

        /// <summary>0 floating, 1 and 2 sinking or rising, 3 under water. Every second group of turtles dives.</summary>
        public readonly int Depth(int index, int ahead)
        {
            if ((index & 1) == 0)
                return 0;
            int time = (_phase + ahead + (index * 31)) % DiveTicks;
            return time < 90 ? 0 : time < 105 ? 1 : time < 120 ? 2 : time < 140 ? 3 : 2;
        }

        public readonly bool JawsOpen(int ahead) => (_phase + ahead) % 60 >= 36;

        public readonly bool OverJaws(int from, int to, int ahead)
        {
            int left = Left(0, ahead) + (Speed > 0 ? Length - JawWidth : 0);
            return left < to && from < left + JawWidth;
        }

        public readonly bool TrainIsNear()
        {
            int toGo = Speed > 0 ? -Length - Left(0, 0) : Left(0, 0) - Abi.Width;
            bool coming = toGo >= 0 ? toGo < 110 : Touches(0, Abi.Width, 0) >= 0;
            return coming || Touches(0, Abi.Width, 30) >= 0;
        }
    }
}

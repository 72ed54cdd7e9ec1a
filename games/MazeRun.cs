using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// Escape a fresh maze before the hunter. Gems lie in the dead ends: they count only when they are carried out of the door.
/// The runner keeps running round bends and stops where there is a choice, so that one key is one decision.
/// </summary>
[Manifest(
    Title = "Maze Run",
    Shard = 1,
    Author = "Monster Arcade",
    Pitch = "Out of the door before the hunter, and before the fog",
    Help = "Reach the door on the right before the hunter reaches you.\n" +
        "Arrows: run. You follow bends and stop where the way forks.\n" +
        "Space: drop rubble behind you. The hunter must go round or dig.\n" +
        "\n" +
        "♦ gems lie in dead ends and pay only when you get out with them;\n" +
        "  each one carried is worth more than the one before.\n" +
        "☼ a lamp pushes the fog back.\n" +
        "Quick escapes pay more. Every level has a faster hunter and\n" +
        "thicker fog; later there are two hunters, and you forget the way.",
    TicksPerSecond = 24,
    StateBytes = 16 * 1024)]
public sealed class MazeRun : Game
{
    internal const int Width = 39;
    internal const int Height = 21;
    internal const int Wall = 0;
    internal const int Floor = 1;
    internal const int Gem = 2;
    internal const int Lamp = 3;
    internal const int Door = 4;
    internal const int Rubble = 5;

    private const int Rooms = 19;
    private const int RoomRows = 10;
    private const int Top = 2;
    private const int StepTicks = 3;
    private const int DigTicks = 60;
    private const int DyingTicks = 40;
    private const int PatientTicks = 360; // the hunter wakes when you first move, or after fifteen seconds
    private const int GlimpseTicks = 72; // the fog rolls in over the whole maze, then stays
    private const int ClearNight = 48;
    private const int WholeTile = 256;

    private readonly byte[] _tiles = new byte[Width * Height];
    private readonly byte[] _seen = new byte[Width * Height]; // 1 = seen, 2 = walked
    private readonly short[] _distance = new short[Width * Height];
    private readonly short[] _queue = new short[Width * Height];
    private readonly Hunter[] _hunters = new Hunter[2];
    private readonly Sparks _sparks = new(64);

    private int _level;
    private int _score;
    private int _at;
    private int _behind;
    private int _heading = -1;
    private int _wanted = -1;
    private int _wantedTicks;
    private int _wait;
    private int _hunterCount;
    private int _carried;
    private int _gems;
    private int _rubble = 2;
    private int _fog; // radius in 1/16 tile
    private int _levelTicks;
    private int _dying;
    private bool _moved; // in this level
    private int _beep;
    private int _beepTicks;
    private int _lastBonus;

    public override int Score => _score;

    internal int Level => _level;

    internal int At => _at;

    internal bool CanTurn => _wait <= 1;

    internal int HunterCount => _hunterCount;

    private static ReadOnlySpan<short> Steps => [-Width, Width, -1, 1]; // up, down, left, right: the order of the arrow keys

    internal int Tile(int place) => _tiles[place];

    internal int HunterAt(int index) => _hunters[index].At;

    internal bool HunterAwake(int index) => index < _hunterCount && _hunters[index].Asleep == 0;

    protected override void Init() => NewLevel();

    public override Status Update(int key)
    {
        _levelTicks++;
        if (_beepTicks > 0)
            _beepTicks--;
        _sparks.Step();
        if (_dying > 0)
            return ++_dying > DyingTicks ? Status.Over : Status.Playing;
        ReadKey(key);
        Run();
        for (int i = 0; i < _hunterCount && _dying == 0; i++)
            Hunt(ref _hunters[i], i);
        CloseFog();
        See();
        return Status.Playing;
    }

    /// <summary>The fog rolls in fast to where the level begins, then closes by half a tile a second.</summary>
    private void CloseFog()
    {
        if (_fog > FogStart() * 16)
            _fog -= 10;
        else if (_fog > FogFloor() * 16 && _levelTicks % 3 == 0)
            _fog--;
    }

    private int FogStart() => _level == 1 ? ClearNight : _level >= 6 ? 7 : 19 - (_level * 2);

    private int FogFloor() => _level == 1 ? ClearNight : _level >= 6 ? 4 : 5;

    private void ReadKey(int key)
    {
        if (key is >= Key.Up and <= Key.Right)
        {
            _wanted = key - Key.Up;
            _wantedTicks = 24;
        }
        else if (key == Key.Space)
        {
            DropRubble();
        }

        if (_wantedTicks > 0 && --_wantedTicks == 0)
            _wanted = -1;
    }

    private void DropRubble()
    {
        if (_rubble == 0 || _behind == _at || _tiles[_behind] != Floor || HunterOn(_behind))
        {
            Beep(90, 4);
            return;
        }

        _rubble--;
        _tiles[_behind] = Rubble;
        _sparks.Burst(Column(_behind), Row(_behind), 10, Color.Brown);
        Beep(140, 6);
    }

    private void Run()
    {
        if (_wait > 0 && --_wait > 0)
            return;
        if (_wanted >= 0 && Open(_at + Steps[_wanted]))
        {
            _heading = _wanted;
            _wanted = -1;
        }
        else if (_heading >= 0 && !Open(_at + Steps[_heading]))
        {
            _heading = Bend();
            _wanted = -1;
        }

        if (_heading < 0)
            return;
        _moved = true;
        _behind = _at;
        _at += Steps[_heading];
        _wait = StepTicks;
        _seen[_at] = 2;
        PickUp();
    }

    /// <summary>The only way on from a corner, or -1 where there is a choice or none.</summary>
    private int Bend()
    {
        int found = -1;
        for (int way = 0; way < 4; way++)
        {
            if (way == (_heading ^ 1) || !Open(_at + Steps[way]))
                continue;
            if (found >= 0)
                return -1;
            found = way;
        }

        return found;
    }

    private bool Open(int place) => _tiles[place] is not (Wall or Rubble);

    private void PickUp()
    {
        int tile = _tiles[_at];
        if (tile == Gem)
        {
            _gems++;
            _carried += 20 * _gems * _level;
            _sparks.Burst(Column(_at), Row(_at), 14, Color.Cyan);
            Beep(500 + (_gems * 80), 6);
        }
        else if (tile == Lamp)
        {
            _fog = (FogStart() + 4) * 16;
            _sparks.Burst(Column(_at), Row(_at), 20, Color.Yellow, 20, 320);
            Beep(330, 10);
        }
        else if (tile == Door)
        {
            int seconds = 60 - (_levelTicks / 24);
            _lastBonus = _carried + (100 * _level) + (seconds > 0 ? seconds * _level : 0);
            _score += _lastBonus;
            NewLevel();
            Beep(880, 12);
            return;
        }

        _tiles[_at] = Floor;
    }

    private void Hunt(ref Hunter hunter, int index)
    {
        if (hunter.Asleep > 0)
        {
            if (_moved || _levelTicks > PatientTicks)
                hunter.Asleep--;
            return;
        }

        hunter.Progress += hunter.Speed;
        if (hunter.At != _at && hunter.Progress >= WholeTile * StepTicks)
        {
            hunter.Progress -= WholeTile * StepTicks;
            Stalk(ref hunter, index);
        }

        if (hunter.At == _at || (hunter.At == _behind && hunter.From == _at))
        {
            hunter.At = _at;
            _dying = 1;
            _sparks.Burst(Column(_at), Row(_at), 40, Color.Red, 30, 300);
            Beep(70, 40);
        }
    }

    private void Stalk(ref Hunter hunter, int index)
    {
        Flood(_at, false);
        if (_distance[hunter.At] < 0)
            Flood(_at, true);
        int best = hunter.At;
        for (int way = 0; way < 4; way++)
        {
            int next = hunter.At + Steps[way];
            bool free = _tiles[next] != Wall && _distance[next] >= 0 && (next == _at || next != _hunters[1 - index].At);
            if (free && (best == hunter.At ? _distance[next] <= _distance[best] : _distance[next] < _distance[best]))
                best = next;
        }

        if (_tiles[best] == Rubble)
        {
            hunter.Asleep = DigTicks;
            _tiles[best] = Floor;
            _sparks.Burst(Column(best), Row(best), 12, Color.Brown);
            return;
        }

        hunter.From = hunter.At;
        hunter.At = best;
    }

    private bool HunterOn(int place)
    {
        for (int i = 0; i < _hunterCount; i++)
        {
            if (_hunters[i].At == place)
                return true;
        }

        return false;
    }

    /// <summary>Steps from a place to every other, -1 where none leads.</summary>
    private void Flood(int from, bool throughRubble)
    {
        for (int i = 0; i < _distance.Length; i++)
            _distance[i] = -1;
        int tail = 0;
        _distance[from] = 0;
        _queue[tail++] = (short)from;
        for (int head = 0; head < tail; head++)
        {
            int place = _queue[head];
            for (int way = 0; way < 4; way++)
            {
                int next = place + Steps[way];
                if ((uint)next >= (uint)_tiles.Length || _distance[next] >= 0 || _tiles[next] == Wall)
                    continue;
                if (_tiles[next] == Rubble && !throughRubble)
                    continue;
                _distance[next] = (short)(_distance[place] + 1);
                _queue[tail++] = (short)next;
            }
        }
    }

    private void NewLevel()
    {
        _level++;
        _levelTicks = 0;
        _moved = false;
        _carried = 0;
        _gems = 0;
        _wanted = -1;
        _heading = -1;
        _fog = ClearNight * 16;
        if (_level > 1 && _rubble < 5)
            _rubble++;
        Carve();
        Braid();
        _at = Room(0, Random.Below(RoomRows));
        _behind = _at;
        _tiles[Room(Rooms - 1, Random.Below(RoomRows)) + 1] = Door;
        Flood(_at, false);
        Scatter(Gem, _level >= 8 ? 10 : 6 + (_level / 2));
        Scatter(Lamp, _level == 1 ? 0 : _level < 5 ? 2 : 3);
        _seen[_at] = 2;
        PlaceHunters();
        See();
    }

    private void PlaceHunters()
    {
        int speed = _level >= 14 ? 250 : 130 + (_level * 9);
        int nap = _level >= 10 ? 48 : 108 - (_level * 6);
        _hunterCount = _level >= 4 ? 2 : 1;
        _hunters[0].Set(_at, speed, nap);
        int corner = Row(_at) - Top > Height / 2 ? Room(Rooms - 3, 0) : Room(Rooms - 3, RoomRows - 1);
        _hunters[1].Set(_hunterCount == 2 ? corner : 0, speed - 40, nap * 2);
    }

    /// <summary>A perfect maze by a random walk that backs up when it is stuck.</summary>
    private void Carve()
    {
        for (int i = 0; i < _tiles.Length; i++)
        {
            _tiles[i] = Wall;
            _seen[i] = 0;
        }

        int depth = 0;
        int room = Room(Random.Below(Rooms), Random.Below(RoomRows));
        _tiles[room] = Floor;
        _queue[depth++] = (short)room;
        while (depth > 0)
        {
            room = _queue[depth - 1];
            int way = Uncarved(room);
            if (way < 0)
            {
                depth--;
                continue;
            }

            _tiles[room + Steps[way]] = Floor;
            room += 2 * Steps[way];
            _tiles[room] = Floor;
            _queue[depth++] = (short)room;
        }
    }

    private int Uncarved(int room)
    {
        int first = Random.Below(4);
        for (int i = 0; i < 4; i++)
        {
            int way = (first + i) & 3;
            if (Inside(room, way) && _tiles[room + (2 * Steps[way])] == Wall)
                return way;
        }

        return -1;
    }

    /// <summary>Opens two dead ends in three, so that there is a way round for those who are hunted.</summary>
    private void Braid()
    {
        for (int i = 0; i < Rooms * RoomRows; i++)
        {
            int room = Room(i % Rooms, i / Rooms);
            if (Exits(room) != 1 || Random.OneIn(3))
                continue;
            int first = Random.Below(4);
            for (int turn = 0; turn < 4; turn++)
            {
                int way = (first + turn) & 3;
                if (!Inside(room, way) || _tiles[room + Steps[way]] != Wall)
                    continue;
                _tiles[room + Steps[way]] = Floor;
                break;
            }
        }
    }

    /// <summary>Puts things in dead ends first, then anywhere that is not too near the start.</summary>
    private void Scatter(int thing, int count)
    {
        for (int attempt = 0; attempt < 400 && count > 0; attempt++)
        {
            int room = Room(Random.Below(Rooms), Random.Below(RoomRows));
            bool fits = _tiles[room] == Floor && _distance[room] > 8;
            if (!fits || (attempt < 300 && thing == Gem && Exits(room) > 1))
                continue;
            _tiles[room] = (byte)thing;
            count--;
        }
    }

    private int Exits(int room)
    {
        int exits = 0;
        for (int way = 0; way < 4; way++)
            exits += _tiles[room + Steps[way]] == Wall ? 0 : 1;
        return exits;
    }

    private static bool Inside(int room, int way) => way switch
    {
        0 => room / Width > 1,
        1 => room / Width < Height - 2,
        2 => room % Width > 1,
        _ => room % Width < Width - 2,
    };

    private static int Room(int column, int row) => (((row * 2) + 1) * Width) + (column * 2) + 1;

    private static int Column(int place) => (place % Width * 2) + 1;

    private static int Row(int place) => (place / Width) + Top;

    private void See()
    {
        int radius = _fog >> 4;
        bool forgets = _level >= 8 || (_level >= 4 && _levelTicks < GlimpseTicks);
        for (int place = 0; place < _tiles.Length; place++)
        {
            if (Away(place) <= radius * radius)
                _seen[place] = _seen[place] == 0 ? (byte)1 : _seen[place];
            else if (forgets)
                _seen[place] = 0;
        }
    }

    /// <summary>The square of the distance to the runner, in tiles.</summary>
    private int Away(int place)
    {
        int x = (place % Width) - (_at % Width);
        int y = (place / Width) - (_at / Width);
        return (x * x) + (y * y);
    }

    private void Beep(int hertz, int ticks)
    {
        _beep = hertz;
        _beepTicks = ticks;
    }

    public override void Draw(Screen screen)
    {
        screen.Frame("Maze Run", _score, "Arrows run   Space rubble behind you   gems pay only at the door");
        DrawStatus(screen);
        int radius = _fog >> 4;
        for (int place = 0; place < _tiles.Length; place++)
            DrawTile(screen, place, radius * radius);
        for (int i = 0; i < _hunterCount; i++)
        {
            int place = _hunters[i].At;
            bool seen = Away(place) <= radius * radius || _dying > 0;
            if (seen)
                Pair(screen, place, 'ò', 'ó', Color.Black, _hunters[i].Asleep > 0 ? Color.DarkRed : Color.Red);
        }

        if (_dying == 0)
            Pair(screen, _at, '°', '°', Color.Black, Color.White);
        _sparks.Draw(screen);
        if (_dying > 0)
            DrawEnd(screen);
        Sound(screen);
    }

    private void DrawStatus(Screen screen)
    {
        screen.Text(1, 1, "Level", Color.Grey);
        screen.Number(7, 1, _level);
        screen.Text(13, 1, "Rubble", Color.Grey);
        for (int i = 0; i < _rubble; i++)
            screen.Put(20 + i, 1, '▓', Color.Brown);
        screen.Text(28, 1, "Carrying", Color.Grey);
        screen.Number(37, 1, _carried, _carried > 0 ? Color.Cyan : Color.Grey);
        if (_levelTicks < 72 && _level > 1)
        {
            screen.Text(46, 1, "Out! Banked", Color.Green);
            screen.Number(58, 1, _lastBonus, Color.Green);
            return;
        }

        int near = Nearest();
        screen.Text(52, 1, "Hunter", Color.Grey);
        if (_hunters[0].Asleep > 0)
        {
            screen.Text(59, 1, !_moved ? "asleep until you move" : "standing still", Color.Grey);
            return;
        }

        for (int i = 0; i < 20; i++)
            screen.Put(59 + i, 1, i < 20 - near ? '▓' : '░', near < 7 ? Color.Red : near < 14 ? Color.Brown : Color.Grey);
    }

    /// <summary>How far the nearest hunter is as the crow flies, in tiles, at most 20.</summary>
    private int Nearest()
    {
        int near = 20;
        for (int i = 0; i < _hunterCount; i++)
        {
            while (near > 0 && Away(_hunters[i].At) < near * near)
                near--;
        }

        return near;
    }

    private void DrawTile(Screen screen, int place, int sight)
    {
        int tile = _tiles[place];
        if (tile == Door)
        {
            Pair(screen, place, '▐', '█', Color.Yellow, Color.Black);
            return;
        }

        if (_seen[place] == 0)
        {
            if (place % 5 == place / Width % 5)
                Pair(screen, place, '·', ' ', Color.Grey, Color.Black);
            return;
        }

        int away = Away(place);
        if (tile == Wall)
        {
            bool lit = away <= sight;
            char shade = !lit ? '░' : away * 5 <= sight ? '█' : away * 2 <= sight ? '▓' : '▒';
            Pair(screen, place, shade, shade, lit ? Color.DarkBlue : Color.Grey, Color.Black);
        }
        else if (tile == Floor)
        {
            if (_seen[place] == 2)
                Pair(screen, place, '·', ' ', Color.DarkCyan, Color.Black);
        }
        else
        {
            char glyph = tile == Gem ? '♦' : tile == Lamp ? '☼' : '▒';
            Color color = tile == Gem ? Color.Cyan : tile == Lamp ? Color.Yellow : Color.Brown;
            Pair(screen, place, glyph, tile == Rubble ? '▒' : ' ', color, Color.Black);
        }
    }

    private void DrawEnd(Screen screen)
    {
        if (_dying < 16)
            return;
        screen.Notice(6, "Caught", _carried > 0
            ? "The hunter has you, and the gems you had not brought out."
            : "The hunter has you. The door was that way.", Color.Red);
    }

    private void Sound(Screen screen)
    {
        if (_beepTicks > 0)
            screen.Voice(0, _beep, 8, Waveform.Square);
        if (_wait == StepTicks)
            screen.Voice(1, 180, 2, Waveform.Triangle);
        int near = Nearest();
        if (near < 16 && _hunters[0].Asleep == 0 && _levelTicks % (4 + near) < 2)
            screen.Voice(2, 55, 15 - near, Waveform.Triangle);
    }

    private static void Pair(Screen screen, int place, char left, char right, Color foreground, Color background)
    {
        screen.Put(Column(place), Row(place), left, foreground, background);
        screen.Put(Column(place) + 1, Row(place), right, foreground, background);
    }

    private struct Hunter
    {
        public int At;
        public int From;
        public int Speed; // 256ths of the runner's
        public int Progress;
        public int Asleep;

        public void Set(int at, int speed, int nap)
        {
            At = at;
            From = at;
            Speed = speed;
            Progress = 0;
            Asleep = nap;
        }
    }
}

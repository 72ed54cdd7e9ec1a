using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// A small dungeon of eight floors. The fog thickens with every turn spent on a floor and sight shrinks with it; when it has
/// closed, the wraith comes. At the bottom the Keeper holds the flame.
/// </summary>
[Manifest(
    Title = "Fog Walk",
    Shard = 51,
    Author = "Monster Arcade",
    Pitch = "Eight floors down to the flame, and the fog is closing in.",
    Help = "Arrows walk; walk into a monster to strike it. Space waits a turn.\n" +
        "> walks to the stairs you have seen, and goes down on them.\n" +
        "Tab explores on by itself while no monster is in sight.\n" +
        "1 drinks a potion, 2 throws a bomb around you (it breaks walls),\n" +
        "3 reads a scroll that takes you far away. Oil ♦ drives fog back.\n" +
        "\n" +
        "The fog thickens each turn: you see less, then the wraith comes.\n" +
        "Rats hunt in packs, bats flutter, thieves run with your gold,\n" +
        "archers shoot along lines, slimes split, ghosts walk through walls,\n" +
        "and an ogre raises its club a turn before it strikes: step away.\n" +
        "Take the flame from the Keeper on floor 8. Gold, kills, floors and\n" +
        "time to spare are points.",
    TicksPerSecond = 0,
    StateBytes = 12 * 1024)]
public sealed class FogWalk : Game
{
    internal const int Width = 58;
    internal const int Height = 20;
    internal const int Floors = 8;

    private const int Cells = Width * Height;
    private const int Far = 9_999;
    private const int FogStep = 50; // turns in which sight shrinks by one
    private const int FogFull = FogStep * 7;
    private const int MaxMonsters = 28;
    private const int MaxItems = 24;
    private const int PanelX = 61;

    private readonly byte[] _map = new byte[Cells];
    private readonly byte[] _sight = new byte[Cells]; // bit 0 seen, bit 1 visible now
    private readonly short[] _distance = new short[Cells];
    private readonly short[] _queue = new short[Cells];
    private readonly Monster[] _monsters = new Monster[MaxMonsters];
    private readonly Item[] _items = new Item[MaxItems];
    private readonly Note[] _notes = new Note[3];
    private readonly short[] _marks = new short[40]; // cells that something flew through this turn
    private readonly int[] _edges = new int[17];
    private readonly byte[] _roomX = new byte[12];
    private readonly byte[] _roomY = new byte[12];
    private readonly byte[] _roomSet = new byte[12];
    private int _markCount;
    private Color _markColor;
    private int _x;
    private int _y;
    private int _life = 20;
    private int _maxLife = 20;
    private int _weapon = 2;
    private int _armour;
    private int _potions = 1;
    private int _bombs = 1;
    private int _scrolls;
    private int _gold;
    private int _points;
    private int _floor;
    private int _turn;
    private int _fog;
    private bool _wraithCame;
    private bool _hurt; // this turn
    private bool _won;
    private bool _over;
    private Kind _killer;
    private int _sound;

    internal enum Kind : byte
    {
        None,
        Rat,
        Bat,
        Thief,
        Slime,
        Archer,
        Ghost,
        Ogre,
        Mimic,
        Keeper,
        Wraith,
    }

    private enum Thing : byte
    {
        None,
        Gold,
        Potion,
        Bomb,
        Scroll,
        Oil,
        Heart,
        Weapon,
        Armour,
        Flame,
    }

    private enum Say : byte
    {
        None,
        Welcome,
        Strike,
        Kill,
        Hit,
        Steal,
        Shoot,
        Split,
        Raise,
        Miss,
        Reveal,
        Breath,
        Burn,
        Summon,
        Wraith,
        Gold,
        Potion,
        Bomb,
        Scroll,
        Oil,
        Heart,
        Weapon,
        Armour,
        Flame,
        Drink,
        Boom,
        Vanish,
        NoneLeft,
        Down,
        NoStairs,
        InSight,
        Explored,
        FogThick,
        Immune,
    }

    public override int Score => _points + _gold;

    internal int Life => _life;

    internal int MaxLife => _maxLife;

    internal int Potions => _potions;

    internal int Bombs => _bombs;

    internal int Scrolls => _scrolls;

    internal int Fog => _fog;

    internal int Floor => _floor;

    internal bool NoWayDown => _notes[0].Say == Say.NoStairs;

    internal bool NothingLeftToSee => _notes[0].Say == Say.Explored;

    protected override void Init() => NewFloor();

    public override Status Update(int key)
    {
        if (_over)
            return Status.Over;
        _markCount = 0;
        _hurt = false;
        _sound = 0;
        for (int i = 0; i < MaxMonsters; i++)
            _monsters[i].Struck = false;
        if (Act(Key.Lower(Key.Code(key))))
            EndTurn();
        return _over ? Status.Over : Status.Playing;
    }

    // ---- what a player can do

    private bool Act(int key)
    {
        switch (key)
        {
            case Key.Up:
            case 'w':
                return Walk(0, -1);
            case Key.Down:
            case 's':
                return Walk(0, 1);
            case Key.Left:
            case 'a':
                return Walk(-1, 0);
            case Key.Right:
            case 'd':
                return Walk(1, 0);
            case Key.Space:
            case '.':
                return true;
            case Key.Tab:
                return Explore();
            case '>':
            case Key.Enter:
                return ToStairs();
            case '1':
                return Drink();
            case '2':
                return Throw();
            case '3':
                return Read();
            default:
                return false;
        }
    }

    private bool Walk(int dx, int dy)
    {
        int x = _x + dx;
        int y = _y + dy;
        int monster = MonsterAt(x, y); // perhaps a ghost in the wall
        if (monster >= 0)
        {
            Strike(monster, _weapon + Random.Below(2));
            return true;
        }

        if (!Open(x, y))
            return false;
        _x = x;
        _y = y;
        PickUp();
        return true;
    }

    private void PickUp()
    {
        for (int index = ItemAt(_x, _y); index >= 0; index = ItemAt(_x, _y))
            Take(index);
    }

    private void Take(int index)
    {
        Thing thing = _items[index].Thing;
        int amount = _items[index].Amount;
        _items[index].Thing = Thing.None;
        _sound = 2;
        switch (thing)
        {
            case Thing.Gold:
                _gold += amount;
                break;
            case Thing.Potion:
                _potions++;
                break;
            case Thing.Bomb:
                _bombs++;
                break;
            case Thing.Scroll:
                _scrolls++;
                break;
            case Thing.Oil:
                _fog = _fog > 140 ? _fog - 140 : 0;
                break;
            case Thing.Heart:
                _maxLife += 4;
                _life = _maxLife;
                break;
            case Thing.Weapon:
                _weapon++;
                break;
            case Thing.Armour:
                _armour++;
                break;
            default:
                _won = true;
                _over = true;
                _points += 2_000 + (_life * 25);
                break;
        }

        Tell(Say.Gold + (thing - Thing.Gold), Kind.None, amount);
    }

    private bool Explore()
    {
        if (AnyInSight())
        {
            Tell(Say.InSight, Kind.None, 0);
            return false;
        }

        int count = 0;
        for (int i = 0; i < Cells; i++)
        {
            if (_map[i] != 0 && (_sight[i] & 1) != 0 && BesideUnseen(i % Width, i / Width))
                _queue[count++] = (short)i;
        }

        for (int i = 0; i < MaxItems; i++)
        {
            ref Item item = ref _items[i];
            int cell = (item.Y * Width) + item.X;
            if (item.Thing != Thing.None && (_sight[cell] & 1) != 0 && !BesideUnseen(item.X, item.Y) && ItemAt(item.X, item.Y) == i)
                _queue[count++] = (short)cell;
        }

        Spread(count, true);
        if (StepDown())
            return true;
        Tell(Say.Explored, Kind.None, 0);
        return false;
    }

    private bool ToStairs()
    {
        if (_map[(_y * Width) + _x] == 2)
        {
            _points += (_floor * 100) + ((FogFull - (_fog > FogFull ? FogFull : _fog)) / 3);
            NewFloor();
            return false;
        }

        for (int i = 0; i < Cells; i++)
        {
            if (_map[i] != 2 || (_sight[i] & 1) == 0)
                continue;
            _queue[0] = (short)i;
            Spread(1, true);
            if (StepDown())
                return true;
        }

        Tell(Say.NoStairs, Kind.None, 0);
        return false;
    }

    private bool Drink()
    {
        if (_potions == 0)
            return Refuse();
        _potions--;
        int healed = _maxLife - _life < 12 ? _maxLife - _life : 12;
        _life += healed;
        _sound = 2;
        Tell(Say.Drink, Kind.None, healed);
        return true;
    }

    private bool Throw()
    {
        if (_bombs == 0)
            return Refuse();
        _bombs--;
        _sound = 4;
        Tell(Say.Boom, Kind.None, 0);
        for (int y = _y - 2; y <= _y + 2; y++)
        {
            for (int x = _x - 3; x <= _x + 3; x++)
            {
                if (x < 1 || y < 1 || x >= Width - 1 || y >= Height - 1 || (x == _x && y == _y))
                    continue;
                _map[(y * Width) + x] = _map[(y * Width) + x] == 0 ? (byte)1 : _map[(y * Width) + x];
                Mark(x, y, Color.Yellow);
                int monster = MonsterAt(x, y);
                if (monster >= 0)
                    Strike(monster, 8);
            }
        }

        return true;
    }

    private bool Read()
    {
        if (_scrolls == 0)
            return Refuse();
        _scrolls--;
        SpreadFromPlayer();
        int cell = FreeCell(20);
        _x = cell % Width;
        _y = cell / Width;
        _sound = 3;
        Tell(Say.Vanish, Kind.None, 0);
        return true;
    }

    private bool Refuse()
    {
        Tell(Say.NoneLeft, Kind.None, 0);
        return false;
    }

    private void Strike(int index, int damage)
    {
        ref Monster monster = ref _monsters[index];
        monster.Awake = true;
        monster.Struck = true;
        _sound = 1;
        if (monster.Kind == Kind.Wraith)
        {
            Tell(Say.Immune, Kind.Wraith, 0);
            return;
        }

        monster.Life -= (sbyte)damage;
        if (monster.Life > 0)
        {
            Tell(Say.Strike, monster.Kind, damage);
            if (monster.Kind == Kind.Slime && monster.Life > 1)
                SplitSlime(ref monster);
            return;
        }

        Tell(Say.Kill, monster.Kind, Worth(monster.Kind));
        _points += Worth(monster.Kind);
        if (monster.Loot > 0)
            Drop(monster.X, monster.Y, Thing.Gold, monster.Loot * 2);
        if (monster.Kind == Kind.Keeper)
            Drop(monster.X, monster.Y, Thing.Flame, 0);
        monster.Kind = Kind.None;
    }

    private void SplitSlime(ref Monster slime)
    {
        for (int side = 0; side < 4; side++)
        {
            int x = slime.X + StepX(side);
            int y = slime.Y + StepY(side);
            if (!Open(x, y) || MonsterAt(x, y) >= 0 || (x == _x && y == _y))
                continue;
            int half = slime.Life / 2;
            slime.Life -= (sbyte)half;
            AddMonster(Kind.Slime, x, y, half, true);
            Tell(Say.Split, Kind.Slime, 0);
            return;
        }
    }

    // ---- the turn of the others

    private void EndTurn()
    {
        _turn++;
        _fog++;
        if (_over)
            return;
        if (_turn % 15 == 0 && _life < _maxLife)
            _life++;
        SpreadFromPlayer();
        for (int i = 0; i < MaxMonsters; i++)
        {
            if (_monsters[i].Kind != Kind.None)
                MonsterTurn(ref _monsters[i]);
        }

        if (_fog == FogFull - FogStep)
            Tell(Say.FogThick, Kind.None, 0);
        if (_fog >= FogFull && !_wraithCame)
            WraithComes();
        Look();
        if (_life > 0)
            return;
        _life = 0;
        _over = true;
    }

    private void WraithComes()
    {
        int cell = FreeCell(18);
        AddMonster(Kind.Wraith, cell % Width, cell / Width, 99, true);
        _wraithCame = true;
        _sound = 5;
        Tell(Say.Wraith, Kind.Wraith, 0);
    }

    private void MonsterTurn(ref Monster monster)
    {
        bool sees = (_sight[(monster.Y * Width) + monster.X] & 2) != 0;
        int distance = Apart(monster.X, monster.Y);
        if (!monster.Awake)
        {
            bool wakes = monster.Kind == Kind.Mimic ? distance == 1 : distance < 3 || (sees && Random.Below(3) == 0);
            monster.Awake = wakes;
            if (wakes && monster.Kind == Kind.Mimic)
                Tell(Say.Reveal, Kind.Mimic, 0);
            return;
        }

        switch (monster.Kind)
        {
            case Kind.Bat:
                Flutter(ref monster);
                break;
            case Kind.Thief:
                ThiefTurn(ref monster, distance, sees);
                break;
            case Kind.Archer:
                ArcherTurn(ref monster, distance, sees);
                break;
            case Kind.Ghost:
                GhostTurn(ref monster, distance);
                break;
            case Kind.Ogre:
                OgreTurn(ref monster, distance);
                break;
            case Kind.Keeper:
                KeeperTurn(ref monster, distance, sees);
                break;
            case Kind.Wraith:
                WraithTurn(ref monster, distance);
                break;
            default:
                Chase(ref monster, distance);
                break;
        }
    }

    private void Chase(ref Monster monster, int distance)
    {
        if (distance == 1)
            Hurt(Harm(monster.Kind), monster.Kind, Say.Hit);
        else
            StepBy(ref monster, 1);
    }

    private void Flutter(ref Monster bat)
    {
        for (int i = 0; i < 2; i++)
        {
            if (Random.Below(2) == 0)
            {
                int side = Random.Below(4);
                MoveTo(ref bat, bat.X + StepX(side), bat.Y + StepY(side));
            }
            else if (Apart(bat.X, bat.Y) == 1)
            {
                Hurt(Harm(Kind.Bat), Kind.Bat, Say.Hit);
                return;
            }
            else
            {
                StepBy(ref bat, 1);
            }
        }
    }

    private void ThiefTurn(ref Monster thief, int distance, bool sees)
    {
        if (thief.Loot > 0)
        {
            StepBy(ref thief, -1);
            if (!sees && distance > 22)
                thief.Kind = Kind.None;
        }
        else if (distance == 1 && _gold > 0)
        {
            int loot = _gold < 12 * _floor ? _gold : 12 * _floor;
            _gold -= loot;
            thief.Loot = (byte)loot;
            _sound = 5;
            Tell(Say.Steal, Kind.Thief, loot);
        }
        else
        {
            Chase(ref thief, distance);
        }
    }

    private void ArcherTurn(ref Monster archer, int distance, bool sees)
    {
        bool inLine = sees && (archer.X == _x || archer.Y == _y) && distance > 1 && distance < 9;
        if (archer.Timer > 0)
            archer.Timer--;
        if (inLine && archer.Timer == 0)
        {
            archer.Timer = 2;
            MarkLine(archer.X, archer.Y, Color.Red);
            Hurt(Harm(Kind.Archer), Kind.Archer, Say.Shoot);
        }
        else if (distance < 3)
        {
            // It backs away, but not without fail: one could never catch it.
            bool away = Random.Below(3) > 0 && StepBy(ref archer, -1);
            if (!away && distance == 1)
                Hurt(1, Kind.Archer, Say.Hit);
        }
        else if (!inLine)
        {
            StepBy(ref archer, 1);
        }
    }

    private void GhostTurn(ref Monster ghost, int distance)
    {
        ghost.Timer ^= 1;
        if (distance == 1)
        {
            if (ghost.Timer == 0)
                Hurt(Harm(Kind.Ghost), Kind.Ghost, Say.Hit);
            return;
        }

        if (ghost.Timer != 0)
            Glide(ref ghost);
    }

    /// <summary>Slower than the player, through walls, and it never stops.</summary>
    private void WraithTurn(ref Monster wraith, int distance)
    {
        if (_turn % 3 == 0)
            return;
        if (distance == 1)
            Hurt(Harm(Kind.Wraith), Kind.Wraith, Say.Hit);
        else
            Glide(ref wraith);
    }

    private void Glide(ref Monster monster)
    {
        int dx = _x - monster.X;
        int dy = _y - monster.Y;
        bool across = Absolute(dx) > Absolute(dy);
        int x = monster.X + (across ? Sign(dx) : 0);
        int y = monster.Y + (across ? 0 : Sign(dy));
        if (monster.Kind != Kind.Wraith && MonsterAt(x, y) >= 0)
            return;
        monster.X = (byte)x;
        monster.Y = (byte)y;
    }

    private void OgreTurn(ref Monster ogre, int distance)
    {
        if (ogre.Timer == 1)
        {
            ogre.Timer = 0;
            if (distance == 1)
                Hurt(Harm(Kind.Ogre), Kind.Ogre, Say.Hit);
            else
                Tell(Say.Miss, Kind.Ogre, 0);
        }
        else if (distance == 1)
        {
            ogre.Timer = 1;
            Tell(Say.Raise, Kind.Ogre, 0);
        }
        else
        {
            StepBy(ref ogre, 1);
        }
    }

    private void KeeperTurn(ref Monster keeper, int distance, bool sees)
    {
        bool inLine = sees && (keeper.X == _x || keeper.Y == _y) && distance < 10;
        if (keeper.Timer == 1)
        {
            keeper.Timer = 0;
            if (inLine)
            {
                MarkLine(keeper.X, keeper.Y, Color.Red);
                Hurt(7, Kind.Keeper, Say.Burn);
            }
        }
        else if (inLine && distance > 1 && Random.Below(2) == 0)
        {
            keeper.Timer = 1;
            Tell(Say.Breath, Kind.Keeper, 0);
        }
        else if (sees && Random.Below(9) == 0 && CountOf(Kind.Ghost) < 3)
        {
            int cell = FreeCell(5);
            AddMonster(Kind.Ghost, cell % Width, cell / Width, LifeOf(Kind.Ghost), true);
            Tell(Say.Summon, Kind.Keeper, 0);
        }
        else
        {
            Chase(ref keeper, distance);
        }
    }

    private void Hurt(int harm, Kind by, Say say)
    {
        if (_life <= 0)
            return;
        int kept = harm + (_floor / 3) - Random.Below(_armour + 1);
        kept = kept < 1 ? 1 : kept;
        _life -= kept;
        _hurt = true;
        _sound = 6;
        _killer = by;
        Tell(say, by, kept);
    }

    /// <summary>One step nearer to the player (1) or away (-1) along the paths; false when there is none.</summary>
    private bool StepBy(ref Monster monster, int nearer)
    {
        int best = nearer > 0 ? Far : 0;
        int bestSide = -1;
        for (int side = 0; side < 4; side++)
        {
            int x = monster.X + StepX(side);
            int y = monster.Y + StepY(side);
            if (!Open(x, y) || MonsterAt(x, y) >= 0 || (x == _x && y == _y))
                continue;
            int distance = _distance[(y * Width) + x];
            if (distance == Far || (nearer > 0 ? distance >= best : distance <= best))
                continue;
            best = distance;
            bestSide = side;
        }

        return bestSide >= 0 && MoveTo(ref monster, monster.X + StepX(bestSide), monster.Y + StepY(bestSide));
    }

    private bool MoveTo(ref Monster monster, int x, int y)
    {
        if (!Open(x, y) || MonsterAt(x, y) >= 0 || (x == _x && y == _y))
            return false;
        monster.X = (byte)x;
        monster.Y = (byte)y;
        return true;
    }

    // ---- where things are

    private bool Open(int x, int y) => (uint)x < Width && (uint)y < Height && _map[(y * Width) + x] != 0;

    private int MonsterAt(int x, int y)
    {
        for (int i = 0; i < MaxMonsters; i++)
        {
            ref Monster monster = ref _monsters[i];
            if (monster.X == x && monster.Y == y && monster.Kind != Kind.None)
                return i;
        }

        return -1;
    }

    private int ItemAt(int x, int y)
    {
        for (int i = 0; i < MaxItems; i++)
        {
            ref Item item = ref _items[i];
            if (item.X == x && item.Y == y && item.Thing != Thing.None)
                return i;
        }

        return -1;
    }

    private int Apart(int x, int y) => Absolute(x - _x) + Absolute(y - _y);

    private int CountOf(Kind kind)
    {
        int count = 0;
        for (int i = 0; i < MaxMonsters; i++)
            count += _monsters[i].Kind == kind ? 1 : 0;
        return count;
    }

    private bool Visible(ref Monster monster) =>
        monster.Kind != Kind.None && (_sight[(monster.Y * Width) + monster.X] & 2) != 0
        && (monster.Awake || monster.Kind != Kind.Mimic);

    internal bool AnyInSight()
    {
        for (int i = 0; i < MaxMonsters; i++)
        {
            ref Monster monster = ref _monsters[i];
            if (monster.Kind != Kind.Wraith && monster.Loot == 0 && Visible(ref monster))
                return true;
        }

        return false;
    }

    /// <summary>The key that strikes, or steps towards, the nearest monster in sight; 0 when none is.</summary>
    internal int TowardsMonster(out int distance)
    {
        int best = -1;
        distance = Far;
        for (int i = 0; i < MaxMonsters; i++)
        {
            ref Monster monster = ref _monsters[i];
            if (!Visible(ref monster) || monster.Kind == Kind.Wraith || (monster.Loot > 0 && Apart(monster.X, monster.Y) > 1) || Apart(monster.X, monster.Y) >= distance)
                continue;
            distance = Apart(monster.X, monster.Y);
            best = i;
        }

        if (best < 0)
            return 0;
        int dx = _monsters[best].X - _x;
        int dy = _monsters[best].Y - _y;
        bool across = Absolute(dx) > Absolute(dy);
        if (distance > 1 && !Open(_x + (across ? Sign(dx) : 0), _y + (across ? 0 : Sign(dy))))
            across = !across;
        if (distance > 1 && !Open(_x + (across ? Sign(dx) : 0), _y + (across ? 0 : Sign(dy))))
            return Key.Space;
        return across ? (dx < 0 ? Key.Left : Key.Right) : dy < 0 ? Key.Up : Key.Down;
    }

    /// <summary>Monsters within a bomb's reach.</summary>
    internal int Crowd()
    {
        int count = 0;
        for (int i = 0; i < MaxMonsters; i++)
        {
            if (Visible(ref _monsters[i]) && Absolute(_monsters[i].X - _x) <= 3 && Absolute(_monsters[i].Y - _y) <= 2)
                count++;
        }

        return count;
    }

    internal bool KnowsStairs()
    {
        for (int i = 0; i < Cells; i++)
        {
            if (_map[i] == 2 && (_sight[i] & 1) != 0)
                return true;
        }

        return false;
    }

    private static int Absolute(int value) => value < 0 ? -value : value;

    private static int Sign(int value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    private static int StepX(int side) => side == 0 ? 1 : side == 1 ? -1 : 0;

    private static int StepY(int side) => side == 2 ? 1 : side == 3 ? -1 : 0;

    private bool BesideUnseen(int x, int y)
    {
        for (int side = 0; side < 4; side++)
        {
            int nx = x + StepX(side);
            int ny = y + StepY(side);
            if ((uint)nx < Width && (uint)ny < Height && (_sight[(ny * Width) + nx] & 1) == 0)
                return true;
        }

        return false;
    }

    private void SpreadFromPlayer()
    {
        _queue[0] = (short)((_y * Width) + _x);
        Spread(1, false);
    }

    /// <summary>Steps to the nearest of the cells that stand in the queue, for every cell that can reach one.</summary>
    private void Spread(int count, bool onlySeen)
    {
        for (int i = 0; i < Cells; i++)
            _distance[i] = Far;
        for (int i = 0; i < count; i++)
            _distance[_queue[i]] = 0;
        for (int head = 0; head < count; head++)
        {
            int cell = _queue[head];
            for (int side = 0; side < 4; side++)
            {
                int x = (cell % Width) + StepX(side);
                int y = (cell / Width) + StepY(side);
                int next = (y * Width) + x;
                if (!Open(x, y) || _distance[next] != Far || (onlySeen && (_sight[next] & 1) == 0))
                    continue;
                _distance[next] = (short)(_distance[cell] + 1);
                _queue[count++] = (short)next;
            }
        }
    }

    /// <summary>Walks one step down the distances.</summary>
    private bool StepDown()
    {
        int here = _distance[(_y * Width) + _x];
        for (int side = 0; side < 4; side++)
        {
            int x = _x + StepX(side);
            int y = _y + StepY(side);
            if (Open(x, y) && _distance[(y * Width) + x] < here)
                return Walk(StepX(side), StepY(side));
        }

        return false;
    }

    // ---- sight

    private int SightRadius() => _fog >= FogFull ? 2 : 9 - (_fog / FogStep);

    private void Look()
    {
        for (int i = 0; i < Cells; i++)
            _sight[i] &= 1;
        int radius = SightRadius();
        int wide = radius * 3 / 2; // cells are higher than wide
        for (int dy = -radius; dy <= radius; dy++)
        {
            for (int dx = -wide; dx <= wide; dx++)
            {
                if ((4 * dx * dx) + (9 * dy * dy) <= 9 * radius * radius && InView(_x + dx, _y + dy))
                    _sight[((_y + dy) * Width) + _x + dx] = 3;
            }
        }

        for (int y = 1; y < Height - 1; y++)
        {
            for (int x = 1; x < Width - 1; x++)
            {
                if (_map[(y * Width) + x] != 0 && (_sight[(y * Width) + x] & 2) != 0)
                    ShowWallsAround(x, y);
            }
        }
    }

    private void ShowWallsAround(int x, int y)
    {
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                if (_map[((y + dy) * Width) + x + dx] == 0)
                    _sight[((y + dy) * Width) + x + dx] = 3;
            }
        }
    }

    /// <summary>No wall stands on the line between (J. Bresenham, "Algorithm for computer control of a digital plotter", 1965).</summary>
    private bool InView(int x, int y)
    {
        if ((uint)x >= Width || (uint)y >= Height)
            return false;
        int atX = _x;
        int atY = _y;
        int dx = Absolute(x - atX);
        int dy = -Absolute(y - atY);
        int error = dx + dy;
        while (atX != x || atY != y)
        {
            if (_map[(atY * Width) + atX] == 0)
                return false;
            int twice = 2 * error;
            if (twice >= dy)
            {
                error += dy;
                atX += Sign(x - atX);
            }

            if (twice <= dx)
            {
                error += dx;
                atY += Sign(y - atY);
            }
        }

        return true;
    }

    // ---- building a floor

    private void NewFloor()
    {
        _floor++;
        _fog = 0;
        _wraithCame = false;
        for (int i = 0; i < MaxMonsters; i++)
            _monsters[i].Kind = Kind.None;
        for (int i = 0; i < MaxItems; i++)
            _items[i].Thing = Thing.None;
        bool cave = _floor is 3 or 4 or 7;
        if (!cave || !DigCave())
            DigRooms();
        for (int i = 0; i < Cells; i++)
            _sight[i] = 0;
        if (_floor > 1)
            _life = _life + 3 > _maxLife ? _maxLife : _life + 3;
        PlaceEnds();
        PlaceThings();
        PlaceMonsters();
        SpreadFromPlayer();
        Look();
        _sound = 3;
        Tell(_floor == 1 ? Say.Welcome : Say.Down, Kind.None, _floor);
    }

    private void DigRooms()
    {
        for (int i = 0; i < Cells; i++)
            _map[i] = 0;
        for (int room = 0; room < 12; room++)
        {
            int width = Random.Between(5, 11);
            int height = Random.Between(3, 5);
            int left = (room % 4 * 14) + 1 + Random.Below(14 - width);
            int top = (room / 4 * 6) + 1 + Random.Below(7 - height);
            if (Random.OneIn(7))
                width = height = 1; // only a crossing of corridors
            for (int y = top; y < top + height; y++)
            {
                for (int x = left; x < left + width; x++)
                {
                    bool pillar = _floor > 4 && width > 6 && height == 5 && (y - top) % 2 == 1 && (x - left) % 3 == 1 && x < left + width - 1;
                    _map[(y * Width) + x] = pillar ? (byte)0 : (byte)1;
                }
            }

            _roomX[room] = (byte)(left + (width / 2));
            _roomY[room] = (byte)(top + (height / 2));
            _roomSet[room] = (byte)room;
        }

        DigCorridors();
    }

    /// <summary>Joins neighbouring rooms in random order until all hang together, and a few more for loops.</summary>
    private void DigCorridors()
    {
        for (int i = 0; i < 17; i++)
            _edges[i] = i;
        Random.Shuffle(_edges, 17);
        for (int i = 0; i < 17; i++)
        {
            int edge = _edges[i];
            bool across = edge < 9;
            int from = across ? (edge / 3 * 4) + (edge % 3) : edge - 9;
            int to = from + (across ? 1 : 4);
            if (_roomSet[from] == _roomSet[to] && !Random.OneIn(4))
                continue;
            byte old = _roomSet[to];
            for (int room = 0; room < 12; room++)
                _roomSet[room] = _roomSet[room] == old ? _roomSet[from] : _roomSet[room];
            DigPath(_roomX[from], _roomY[from], _roomX[to], _roomY[to], across);
        }
    }

    private void DigPath(int x, int y, int toX, int toY, bool across)
    {
        int bend = across ? (x + toX + 1) / 2 : (y + toY + 1) / 2;
        while (x != toX || y != toY)
        {
            _map[(y * Width) + x] = 1;
            bool turned = across ? y == toY : x == toX;
            bool goAcross = across ? turned || x != bend : y == bend && !turned;
            if (goAcross)
                x += Sign(toX - x);
            else
                y += Sign(toY - y);
        }

        _map[(y * Width) + x] = 1;
    }

    /// <summary>A cave by a cellular automaton: rock stays where rock is around. Only its largest hall is kept; false if that is small.</summary>
    private bool DigCave()
    {
        for (int i = 0; i < Cells; i++)
        {
            bool rim = i % Width == 0 || i % Width == Width - 1 || i < Width || i >= Cells - Width;
            _map[i] = rim || Random.Below(100) < 43 ? (byte)0 : (byte)1;
        }

        for (int pass = 0; pass < 4; pass++)
        {
            for (int i = 0; i < Cells; i++)
                _sight[i] = _map[i];
            for (int y = 1; y < Height - 1; y++)
            {
                for (int x = 1; x < Width - 1; x++)
                    _map[(y * Width) + x] = Floors3x3(x, y) >= 5 ? (byte)1 : (byte)0;
            }
        }

        for (int attempt = 0; attempt < 12; attempt++)
        {
            int start = Random.Below(Cells);
            if (_map[start] == 0)
                continue;
            _queue[0] = (short)start;
            Spread(1, false);
            if (Reached() < 330)
                continue;
            for (int i = 0; i < Cells; i++)
                _map[i] = _distance[i] == Far ? (byte)0 : (byte)1;
            return true;
        }

        return false;
    }

    private int Floors3x3(int x, int y)
    {
        int count = 0;
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
                count += _sight[((y + dy) * Width) + x + dx];
        }

        return count;
    }

    private int Reached()
    {
        int count = 0;
        for (int i = 0; i < Cells; i++)
            count += _distance[i] != Far ? 1 : 0;
        return count;
    }

    /// <summary>The player somewhere, the stairs (or the Keeper) far from there.</summary>
    private void PlaceEnds()
    {
        int start = Random.Below(Cells);
        while (_map[start] == 0)
            start = start + 1 < Cells ? start + 1 : 0;
        _x = start % Width;
        _y = start / Width;
        SpreadFromPlayer();
        int farthest = start;
        for (int i = 0; i < Cells; i++)
        {
            if (_distance[i] != Far && _distance[i] > _distance[farthest])
                farthest = i;
        }

        if (_floor == Floors)
            AddMonster(Kind.Keeper, farthest % Width, farthest / Width, LifeOf(Kind.Keeper), false);
        else
            _map[farthest] = 2;
    }

    private void PlaceThings()
    {
        for (int i = 0; i < 5; i++)
            DropAnywhere(Thing.Gold, Random.Between(6, 14) + (_floor * 4));
        DropAnywhere(Thing.Potion, 0);
        DropAnywhere(Thing.Oil, 0);
        if (Random.OneIn(4))
            DropAnywhere(Thing.Potion, 0);
        DropAnywhere(Random.OneIn(2) ? Thing.Bomb : Thing.Scroll, 0);
        if (Random.OneIn(2))
            DropAnywhere(Thing.Bomb, 0);
        if ((_floor & 1) == 0)
            DropAnywhere(Thing.Weapon, 0);
        else if (_floor > 1)
            DropAnywhere(Thing.Armour, 0);
        if ((_floor & 1) == 0)
            DropAnywhere(Thing.Heart, 0);
    }

    private void PlaceMonsters()
    {
        for (int i = 0; i < 4 + _floor + (_floor / 2); i++)
        {
            int cell = FreeCell(8);
            Kind kind = PickKind();
            AddMonster(kind, cell % Width, cell / Width, LifeOf(kind) + (_floor / 3), false);
            if (kind != Kind.Rat)
                continue;
            for (int side = 0; side < 2; side++)
            {
                int x = (cell % Width) + StepX(side);
                if (Open(x, cell / Width) && MonsterAt(x, cell / Width) < 0)
                    AddMonster(Kind.Rat, x, cell / Width, LifeOf(Kind.Rat), false);
            }
        }
    }

    /// <summary>Deeper floors draw from a window of kinds that moves on.</summary>
    private Kind PickKind()
    {
        int lowest = _floor < 4 ? 1 : _floor - 2;
        int highest = _floor + 1;
        int kind = Random.Between(lowest, highest > 8 ? 8 : highest);
        return (Kind)(kind > 8 ? 8 : kind);
    }

    private void DropAnywhere(Thing thing, int amount)
    {
        int cell = FreeCell(4);
        Drop(cell % Width, cell / Width, thing, amount);
    }

    private void Drop(int x, int y, Thing thing, int amount)
    {
        for (int i = 0; i < MaxItems; i++)
        {
            ref Item item = ref _items[i];
            if (item.Thing != Thing.None)
                continue;
            item.Thing = thing;
            item.X = (byte)x;
            item.Y = (byte)y;
            item.Amount = (byte)amount;
            return;
        }
    }

    private void AddMonster(Kind kind, int x, int y, int life, bool awake)
    {
        for (int i = 0; i < MaxMonsters; i++)
        {
            ref Monster monster = ref _monsters[i];
            if (monster.Kind != Kind.None)
                continue;
            monster.Kind = kind;
            monster.X = (byte)x;
            monster.Y = (byte)y;
            monster.Life = (sbyte)life;
            monster.Awake = awake;
            monster.Timer = 0;
            monster.Loot = 0;
            monster.Struck = false;
            return;
        }
    }

    /// <summary>A floor cell where nothing is, reachable, and if it can be had so many steps from the player.</summary>
    private int FreeCell(int away)
    {
        for (int attempt = 0; attempt < 400; attempt++)
        {
            int cell = Random.Below(Cells);
            int wanted = attempt < 200 ? away : 1;
            if (_map[cell] == 1 && _distance[cell] != Far && _distance[cell] >= wanted
                && MonsterAt(cell % Width, cell / Width) < 0 && ItemAt(cell % Width, cell / Width) < 0)
            {
                return cell;
            }
        }

        return (_y * Width) + _x;
    }

    // ---- tables, in the order of Kind and Thing

    private static ReadOnlySpan<byte> Lives => [0, 2, 2, 4, 7, 4, 5, 12, 8, 40, 99];

    private static ReadOnlySpan<byte> Harms => [0, 1, 1, 1, 1, 2, 2, 6, 3, 3, 3];

    private static ReadOnlySpan<byte> FifthsOfWorth => [0, 1, 1, 2, 2, 4, 4, 8, 8, 100, 0];

    private static ReadOnlySpan<Color> MonsterColors =>
        [Color.Red, Color.Brown, Color.Brown, Color.Yellow, Color.DarkGreen, Color.Red, Color.Cyan, Color.Red, Color.Red, Color.Red, Color.Red];

    private static ReadOnlySpan<Color> ThingColors =>
        [Color.Cyan, Color.Yellow, Color.Green, Color.Cyan, Color.Cyan, Color.Brown, Color.Green, Color.Cyan, Color.Cyan, Color.Yellow];

    // What is heard: a strike, a gain, stairs, a bomb, dread, a wound.
    private static ReadOnlySpan<byte> Pitches => [0, 18, 88, 33, 90, 7, 11];

    private static ReadOnlySpan<byte> Volumes => [0, 8, 7, 7, 12, 10, 10];

    private static ReadOnlySpan<Waveform> Waves =>
        [Waveform.Square, Waveform.Square, Waveform.Triangle, Waveform.Triangle, Waveform.Noise, Waveform.Sawtooth, Waveform.Square];

    private static int LifeOf(Kind kind) => Lives[(int)kind];

    private static int Harm(Kind kind) => Harms[(int)kind];

    private static int Worth(Kind kind) => FifthsOfWorth[(int)kind] * 5;

    private static char Glyph(Kind kind) => " rbtsagOMKW"[(int)kind];

    private static Color Paint(Kind kind) => MonsterColors[(int)kind];

    private static char Glyph(Thing thing) => " $!•?♦♥/[☼"[(int)thing];

    private static Color Paint(Thing thing) => ThingColors[(int)thing];

    private static string Name(Kind kind) => kind switch
    {
        Kind.Rat => "rat",
        Kind.Bat => "bat",
        Kind.Thief => "thief",
        Kind.Slime => "slime",
        Kind.Archer => "archer",
        Kind.Ghost => "ghost",
        Kind.Ogre => "ogre",
        Kind.Mimic => "mimic",
        Kind.Keeper => "Keeper",
        _ => "wraith",
    };

    private static string WeaponName(int weapon) => weapon switch
    {
        2 => "Dagger",
        3 => "Sword",
        4 => "Axe",
        5 => "Long sword",
        _ => "Moon blade",
    };

    private static string ArmourName(int armour) => armour switch
    {
        0 => "Cloak",
        1 => "Leather",
        2 => "Chain mail",
        _ => "Plate",
    };

    /// <summary>What is said: @ stands for the monster's name, # for the number.</summary>
    private static string Words(Say say) => say switch
    {
        Say.Welcome => "You walk down into the fog. The flame is on floor 8.",
        Say.Strike => "You hit the @: #.",
        Say.Kill => "You kill the @: # points.",
        Say.Hit => "The @ hits you: #.",
        Say.Steal => "The @ takes # gold and runs!",
        Say.Shoot => "The @ shoots you: #.",
        Say.Split => "The @ splits in two.",
        Say.Raise => "The @ raises its club: step away!",
        Say.Miss => "The @ smashes the floor beside you.",
        Say.Reveal => "The gold has teeth: a @!",
        Say.Breath => "The @ draws breath: leave its line!",
        Say.Burn => "The @ breathes fire: #.",
        Say.Summon => "The @ calls a ghost.",
        Say.Wraith => "The fog has closed. The @ is coming: run!",
        Say.Gold => "# gold.",
        Say.Potion => "A potion. Press 1 to drink.",
        Say.Bomb => "A bomb. Press 2 to throw it around you.",
        Say.Scroll => "A scroll. Press 3 to read it and be elsewhere.",
        Say.Oil => "Oil for the lamp: the fog draws back.",
        Say.Heart => "A heart: you are stronger and whole.",
        Say.Weapon => "A better weapon: you strike harder.",
        Say.Armour => "Better armour: you are hurt less.",
        Say.Flame => "The flame is yours.",
        Say.Drink => "You drink: # life back.",
        Say.Boom => "The bomb goes off around you.",
        Say.Vanish => "You are somewhere else.",
        Say.NoneLeft => "You have none left.",
        Say.Down => "Floor #.",
        Say.NoStairs => "You have not seen the way to the stairs. Tab explores.",
        Say.InSight => "Not with a monster in sight.",
        Say.Explored => "Nothing left to explore. Press > for the stairs.",
        Say.FogThick => "The fog is almost closed: find the stairs.",
        Say.Immune => "Nothing harms the @: run!",
        _ => "",
    };

    private void Tell(Say say, Kind who, int amount)
    {
        _notes[2] = _notes[1];
        _notes[1] = _notes[0];
        ref Note note = ref _notes[0];
        note.Say = say;
        note.Who = who;
        note.Amount = (short)amount;
        note.Turn = _turn;
    }

    private void Mark(int x, int y, Color color)
    {
        if (_markCount == _marks.Length)
            return;
        _markColor = color;
        _marks[_markCount++] = (short)((y * Width) + x);
    }

    private void MarkLine(int x, int y, Color color)
    {
        int dx = Sign(_x - x);
        int dy = Sign(_y - y);
        for (x += dx, y += dy; (x != _x || y != _y) && Open(x, y); x += dx, y += dy)
            Mark(x, y, color);
    }

    // ---- the picture

    public override void Draw(Screen screen)
    {
        DrawMap(screen);
        DrawItems(screen);
        for (int i = 0; i < _markCount; i++)
            screen.Put(1 + (_marks[i] % Width), 1 + (_marks[i] / Width), '*', _markColor);
        DrawMonsters(screen);
        screen.Put(_x + 1, _y + 1, '☻', Color.White, _hurt ? Color.DarkRed : Color.Black);
        DrawPanel(screen);
        for (int i = 0; i < 2; i++)
            Speak(screen, 2, 22 - i, i, i == 0 && _notes[i].Turn >= _turn - 1 ? Color.White : Color.Grey);
        if (_over)
            DrawEnd(screen);
        screen.Frame("Fog Walk", Score, "Arrows walk and strike  Space wait  > stairs  Tab explore  1 2 3 use");
        PlaySound(screen);
    }

    private Color WallColor() => _floor switch
    {
        1 or 2 => Color.Brown,
        3 or 4 => Color.DarkGreen,
        5 or 6 => Color.DarkBlue,
        7 => Color.DarkMagenta,
        _ => Color.DarkRed,
    };

    private void DrawMap(Screen screen)
    {
        Color wall = WallColor();
        for (int i = 0; i < Cells; i++)
        {
            int x = 1 + (i % Width);
            int y = 1 + (i / Width);
            if ((_sight[i] & 1) == 0)
                screen.Put(x, y, '░', Color.Grey);
            else if (_map[i] == 0)
                screen.Put(x, y, (_sight[i] & 2) != 0 ? '█' : '▒', (_sight[i] & 2) != 0 ? wall : Color.Grey);
            else if (_map[i] == 2)
                screen.Put(x, y, '>', Color.Yellow);
            else if ((_sight[i] & 2) != 0)
                screen.Put(x, y, '·', Color.Silver);
        }
    }

    private void DrawItems(Screen screen)
    {
        for (int i = 0; i < MaxItems; i++)
        {
            ref Item item = ref _items[i];
            if (item.Thing != Thing.None && (_sight[(item.Y * Width) + item.X] & 1) != 0)
                screen.Put(item.X + 1, item.Y + 1, Glyph(item.Thing), Paint(item.Thing));
        }
    }

    private void DrawMonsters(Screen screen)
    {
        for (int i = 0; i < MaxMonsters; i++)
        {
            ref Monster monster = ref _monsters[i];
            if (monster.Kind == Kind.None || (_sight[(monster.Y * Width) + monster.X] & 2) == 0)
                continue;
            if (monster.Kind == Kind.Mimic && !monster.Awake)
            {
                screen.Put(monster.X + 1, monster.Y + 1, '$', Color.Yellow);
                continue;
            }

            bool warns = monster.Timer == 1 && monster.Kind is Kind.Ogre or Kind.Keeper && monster.Timer == 1;
            Color ground = monster.Struck ? Color.DarkRed : warns ? Color.Brown : Color.Black;
            screen.Put(monster.X + 1, monster.Y + 1, Glyph(monster.Kind), monster.Struck ? Color.White : Paint(monster.Kind), ground);
            if (warns && monster.Y > 0)
                screen.Put(monster.X + 1, monster.Y, '!', Color.Red);
        }
    }

    private void DrawPanel(Screen screen)
    {
        screen.Text(PanelX, 1, "Floor", Color.Grey);
        int after = screen.Number(PanelX + 6, 1, _floor);
        screen.Text(after, 1, " of 8", Color.Grey);
        string place = _floor <= 2 ? "The cellars" : _floor <= 4 ? "The moss caves" : _floor <= 6 ? "The crypt" : _floor == 7 ? "The deep" : "The Keeper's hall";
        screen.Text(PanelX, 2, place, WallColor() == Color.DarkBlue ? Color.Blue : WallColor());
        screen.Text(PanelX, 4, "Life", Color.Grey);
        after = screen.Number(PanelX + 5, 4, _life, _life * 3 <= _maxLife ? Color.Red : Color.White);
        screen.Text(after, 4, " of ", Color.Grey);
        screen.Number(after + 4, 4, _maxLife, Color.Grey);
        Bar(screen, 5, _life, _maxLife, '♥', '·', _life * 3 <= _maxLife ? Color.Red : Color.Green);
        screen.Text(PanelX, 7, _fog >= FogFull ? "Fog: it has closed" : _fog >= FogFull - FogStep ? "Fog: almost closed" : "Fog", _fog >= FogFull - FogStep ? Color.Red : Color.Grey);
        Bar(screen, 8, _fog, FogFull, '▓', '░', _fog >= FogFull - FogStep ? Color.Red : Color.Silver);
        screen.Put(PanelX, 10, '/', Color.Cyan);
        screen.Text(PanelX + 2, 10, WeaponName(_weapon), Color.Silver);
        screen.Number(PanelX + 13, 10, _weapon);
        screen.Put(PanelX, 11, '[', Color.Cyan);
        screen.Text(PanelX + 2, 11, ArmourName(_armour), Color.Silver);
        screen.Number(PanelX + 13, 11, _armour);
        screen.Put(PanelX, 12, '$', Color.Yellow);
        screen.Number(PanelX + 2, 12, _gold, Color.Yellow);
        Pack(screen, 14, '1', Thing.Potion, "potion", _potions);
        Pack(screen, 15, '2', Thing.Bomb, "bomb", _bombs);
        Pack(screen, 16, '3', Thing.Scroll, "scroll", _scrolls);
        DrawInSight(screen);
    }

    private static void Pack(Screen screen, int y, char key, Thing thing, string name, int count)
    {
        Color ink = count > 0 ? Color.Silver : Color.Grey;
        screen.Put(PanelX, y, key, count > 0 ? Color.Yellow : Color.Grey);
        screen.Put(PanelX + 2, y, Glyph(thing), count > 0 ? Paint(thing) : Color.Grey);
        screen.Text(PanelX + 4, y, name, ink);
        screen.Number(PanelX + 13, y, count, count > 0 ? Color.White : Color.Grey);
    }

    private static void Bar(Screen screen, int y, int value, int full, char on, char off, Color color)
    {
        int filled = ((value * 16) + full - 1) / full;
        for (int i = 0; i < 16; i++)
            screen.Put(PanelX + i, y, i < filled ? on : off, i < filled ? color : Color.Grey);
    }

    private void DrawInSight(Screen screen)
    {
        int y = 18;
        for (int i = 0; i < MaxMonsters && y < 21; i++)
        {
            ref Monster monster = ref _monsters[i];
            if (!Visible(ref monster))
                continue;
            screen.Put(PanelX, y, Glyph(monster.Kind), Paint(monster.Kind));
            screen.Text(PanelX + 2, y, Name(monster.Kind), Color.Silver);
            if (!monster.Awake)
                screen.Text(PanelX + 9, y, "asleep", Color.Grey);
            else if (monster.Kind == Kind.Wraith)
                screen.Text(PanelX + 9, y, "run!", Color.Red);
            else
                screen.Number(PanelX + 9, y, monster.Life, Color.Red);
            y++;
        }
    }

    private void Speak(Screen screen, int x, int y, int note, Color color)
    {
        string words = Words(_notes[note].Say);
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i] == '#')
            {
                x = screen.Number(x, y, _notes[note].Amount, color);
            }
            else if (words[i] == '@')
            {
                string name = Name(_notes[note].Who);
                screen.Text(x, y, name, color);
                x += name.Length;
            }
            else
            {
                screen.Put(x++, y, words[i], color);
            }
        }
    }

    private void DrawEnd(Screen screen)
    {
        screen.Notice(8, _won ? "The fog lifts" : "You fell in the fog", _won ? "You carried the flame up into the morning." : EndLine(), _won ? Color.Yellow : Color.Red);
        if (_won)
            return;
        screen.Text(34, 10, "On floor", Color.Grey);
        screen.Number(43, 10, _floor);
    }

    private string EndLine() => _killer switch
    {
        Kind.Rat => "A pack of rats was too much: fight them in corridors.",
        Kind.Bat => "A bat wore you down: potions heal twelve.",
        Kind.Thief => "The thief's knife was the last you felt.",
        Kind.Slime => "The slimes closed in: a bomb strikes all around you.",
        Kind.Archer => "An archer found the range: leave its row and column.",
        Kind.Ghost => "A ghost came through the wall: it moves every other turn.",
        Kind.Ogre => "The club came down: step away when it is raised.",
        Kind.Mimic => "The gold had teeth.",
        Kind.Keeper => "The Keeper still holds the flame.",
        _ => "The wraith of the fog took you: do not linger on a floor.",
    };

    private void PlaySound(Screen screen)
    {
        if (_sound > 0)
            screen.Voice(0, Pitches[_sound] * 10, Volumes[_sound], Waves[_sound]);
    }

    private struct Monster
    {
        public Kind Kind;
        public byte X;
        public byte Y;
        public sbyte Life;
        public byte Timer;
        public byte Loot;
        public bool Awake;
        public bool Struck;
    }

    private struct Item
    {
        public Thing Thing;
        public byte X;
        public byte Y;
        public byte Amount;
    }

    private struct Note
    {
        public Say Say;
        public Kind Who;
        public short Amount;
        public int Turn;
    }
}

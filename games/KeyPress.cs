using Monster.Cartridge;

namespace Monster.Games;

/// <summary>
/// Type falling words before they land on the town. The first letter takes aim; a word typed high up and without a slip pays most.
/// </summary>
[Manifest(
    Title = "Key Press",
    Shard = 11,
    Author = "Monster Arcade",
    Pitch = "Words fall on the town: type them out of the sky",
    Help = "Type a word to shoot it down. Its first letter takes aim.\n" +
        "Backspace or Tab lets go of a word. A slip resets the combo.\n" +
        "Five houses stand below; a word that lands takes one.\n" +
        "\n" +
        "Letters without a slip raise the combo up to x5.\n" +
        "Words typed high in the sky pay more; so does a flawless wave.\n" +
        "♥ rebuilds a house   ☼ slows the fall   ■ clears the sky\n" +
        "From wave 4 some words fade as they fall: remember them.",
    TicksPerSecond = 24,
    StateBytes = 8 * 1024)]
public sealed class KeyPress : Game
{
    internal const int Slots = 12;

    private const int Ground = 18;
    private const int RowUnits = 256;
    private const int Houses = 5;
    private const int HouseWidth = 16;
    private const int EndTicks = 48;
    private const int FadeRow = 7;
    private const string Keyboard = "qwertyuiopasdfghjkl zxcvbnm   ";

    private readonly Word[] _words = new Word[Slots];
    private readonly bool[] _houses = new bool[Houses];
    private readonly Sparks _sparks = new(128);

    private int _score;
    private int _wave;
    private int _toCome; // words of this wave that have not appeared
    private int _untilNext;
    private int _aim = -1;
    private int _combo; // letters without a slip
    private int _letters;
    private int _slips; // in this wave
    private int _ticks;
    private int _slow;
    private int _key; // the last key, while it shows
    private int _keyTicks;
    private bool _keyHit;
    private int _beamX;
    private int _beamY;
    private int _beamTicks;
    private int _paid;
    private int _paidX;
    private int _paidY;
    private int _paidTicks;
    private int _news; // ticks the line about the last wave stays
    private int _newsBonus;
    private int _shake;
    private int _chord;
    private int _ending;

    public override int Score => _score;

    internal int Wave => _wave;

    internal int Multiplier => _combo >= 100 ? 5 : 1 + (_combo / 25);

    /// <summary>The letter that is asked for: of the word aimed at, else of the lowest word; 0 when the sky is clear.</summary>
    internal int Wanted
    {
        get
        {
            int index = _aim >= 0 ? _aim : Lowest(0);
            return index < 0 || _ending > 0 ? 0 : Letter(ref _words[index], _words[index].Typed);
        }
    }

    protected override void Init()
    {
        for (int i = 0; i < Houses; i++)
            _houses[i] = true;
        NextWave();
        for (int i = 0; i < 3; i++)
        {
            Choose(ref _words[i], i);
            _words[i].Y = (5 - (i * 2)) * RowUnits;
            _toCome--;
        }
    }

    public override Status Update(int key)
    {
        _sparks.Step();
        Wane(ref _keyTicks);
        Wane(ref _beamTicks);
        Wane(ref _paidTicks);
        Wane(ref _news);
        Wane(ref _shake);
        Wane(ref _chord);
        Wane(ref _slow);
        if (_ending > 0)
            return ++_ending > EndTicks ? Status.Over : Status.Playing;
        _ticks++;
        Type(Key.Lower(key));
        Appear();
        for (int i = 0; i < Slots && _ending == 0; i++)
            Fall(ref _words[i], i);
        return Status.Playing;
    }

    private static void Wane(ref int ticks)
    {
        if (ticks > 0)
            ticks--;
    }

    private void Type(int key)
    {
        if (key is Key.Backspace or Key.Tab && _aim >= 0)
        {
            _words[_aim].Typed = 0;
            _aim = -1;
        }

        if (key is < 'a' or > 'z')
            return;
        _key = key;
        _keyTicks = 6;
        int index = _aim >= 0 ? _aim : Lowest(key);
        _keyHit = index >= 0 && Letter(ref _words[index], _words[index].Typed) == key;
        if (!_keyHit)
        {
            _combo = 0;
            _slips++;
            return;
        }

        Hit(index);
    }

    private void Hit(int index)
    {
        ref Word word = ref _words[index];
        _aim = index;
        _combo++;
        _letters++;
        _beamX = word.X + word.Typed;
        _beamY = Row(ref word);
        _beamTicks = 3;
        _sparks.Burst(_beamX, _beamY, 3, Color.Cyan, 8, 120);
        if (++word.Typed == word.Length)
            Shoot(ref word);
    }

    private void Shoot(ref Word word)
    {
        _aim = -1;
        int row = Row(ref word);
        _paid = ((word.Length * 10) + ((Ground - row) * 2)) * Multiplier;
        _paidX = word.X;
        _paidY = row;
        _paidTicks = 18;
        _score += _paid;
        _chord = 10;
        for (int i = 0; i < word.Length; i++)
            _sparks.Burst(word.X + i, row, 4, word.Kind == Kind.Plain ? Color.White : Color.Yellow, 16, 220);
        word.Length = 0;
        Grant(word.Kind);
        Landed();
    }

    private void Grant(Kind kind)
    {
        if (kind == Kind.Repair)
        {
            int house = 0;
            while (house < Houses && _houses[house])
                house++;
            if (house == Houses)
                _score += 100 * Multiplier;
            else
                _houses[house] = true;
        }
        else if (kind == Kind.Slow)
        {
            _slow = 144;
        }
        else if (kind == Kind.Blast)
        {
            for (int i = 0; i < Slots; i++)
                Blast(ref _words[i]);
        }
    }

    private void Blast(ref Word word)
    {
        if (word.Length == 0)
            return;
        _score += word.Length * 5 * Multiplier;
        _sparks.Burst(word.X + (word.Length / 2), Row(ref word), 12, Color.Yellow, 20, 320);
        word.Length = 0;
    }

    /// <summary>The lowest word that begins with a letter, any word for 0; -1 if there is none.</summary>
    private int Lowest(int letter)
    {
        int best = -1;
        for (int i = 0; i < Slots; i++)
        {
            if (_words[i].Length > 0 && (letter == 0 || Letter(ref _words[i], 0) == letter) && (best < 0 || _words[i].Y > _words[best].Y))
                best = i;
        }

        return best;
    }

    private void Appear()
    {
        int inSky = WordsLeft() - _toCome;
        _untilNext -= inSky == 0 ? 6 : inSky < 2 + (_wave / 2) ? 3 : 1; // who types fast does not wait
        if (_toCome == 0 || _untilNext > 0)
            return;
        for (int i = 0; i < Slots; i++)
        {
            if (_words[i].Length > 0)
                continue;
            Choose(ref _words[i], i);
            _toCome--;
            _untilNext = Math.Max(14, 65 - (_wave * 3));
            return;
        }
    }

    private void Choose(ref Word word, int index)
    {
        int shortest = 3 + (_wave / 4);
        int longest = 4 + (_wave / 2);
        int length = Random.Between(Math.Min(shortest, 6), Math.Min(longest, 10));
        var words = List(length);
        for (int attempt = 0; attempt < 30; attempt++)
        {
            word.Start = Random.Below(words.Length / (length + 1)) * (length + 1);
            if (!Taken(words[word.Start], index))
                break;
        }

        word.Kind = _wave > 1 && Random.OneIn(11) ? (Kind)Random.Between(1, 3) : _wave > 3 && Random.OneIn(6) ? Kind.Fading : Kind.Plain;
        word.X = PlaceFor(length);
        word.Length = length;
        word.Typed = 0;
        word.Y = RowUnits;
        word.Speed = 10 + (_wave * 3 / 2) + Random.Below(4 + _wave) - (length / 2);
    }

    /// <summary>A column where no other word has just begun to fall.</summary>
    private int PlaceFor(int length)
    {
        int x = 0;
        for (int attempt = 0; attempt < 12; attempt++)
        {
            x = 2 + Random.Below(75 - length);
            bool free = true;
            for (int i = 0; i < Slots; i++)
                free &= _words[i].Length == 0 || Row(ref _words[i]) > 5 || x + length + 1 < _words[i].X || x > _words[i].X + _words[i].Length + 1;
            if (free)
                break;
        }

        return x;
    }

    private bool Taken(int letter, int except)
    {
        for (int i = 0; i < Slots; i++)
        {
            if (i != except && _words[i].Length > 0 && Letter(ref _words[i], 0) == letter)
                return true;
        }

        return false;
    }

    private void Fall(ref Word word, int index)
    {
        if (word.Length == 0)
            return;
        word.Y += _slow > 0 ? word.Speed / 3 : word.Speed;
        if (Row(ref word) < Ground)
            return;
        int house = Nearest((word.X + (word.Length / 2)) / HouseWidth);
        _sparks.Burst(word.X + (word.Length / 2), Ground, 30, Color.Red, 24, 340);
        _shake = 10;
        _combo = 0;
        _slips++;
        if (_aim == index)
            _aim = -1;
        word.Length = 0;
        _houses[house] = false;
        if (Nearest(house) < 0)
            _ending = 1;
        else
            Landed();
    }

    /// <summary>The standing house nearest to a place, -1 when all are gone.</summary>
    private int Nearest(int house)
    {
        for (int away = 0; away < Houses; away++)
        {
            if (house - away >= 0 && house - away < Houses && _houses[house - away])
                return house - away;
            if (house + away < Houses && _houses[house + away])
                return house + away;
        }

        return -1;
    }

    /// <summary>A word has gone; was it the last of its wave?</summary>
    private void Landed()
    {
        if (_toCome > 0 || Lowest(0) >= 0)
            return;
        _newsBonus = _slips == 0 ? 250 * _wave : 50 * _wave;
        _score += _newsBonus;
        _news = 72;
        NextWave();
    }

    private void NextWave()
    {
        _wave++;
        _slips = 0;
        _toCome = 8 + (_wave * 2);
        _untilNext = 30;
        _news = _wave == 1 ? 0 : 72;
    }

    private int WordsLeft()
    {
        int left = _toCome;
        for (int i = 0; i < Slots; i++)
            left += _words[i].Length > 0 ? 1 : 0;
        return left;
    }

    private static int Row(ref Word word) => word.Y / RowUnits;

    private static int Letter(ref Word word, int index) => List(word.Length)[word.Start + index];

    /// <summary>Words of one length in ASCII, each followed by a space.</summary>
    internal static ReadOnlySpan<byte> List(int length) => length switch
    {
        3 =>
            "ant arm axe bat bee box bus cat cow cup den dew dog egg elf fan fig fox gem gum hat hen ice ink ivy jam jar joy "u8 +
            "key kit lab lip log map mix mop mud nap net nut oak oil orb owl paw pen pie ray rim rug sap saw sky sun tea tin "u8 +
            "toy urn use van vet wax web win yak zoo "u8,
        4 =>
            "aqua arch bell bird boat cake calm corn dawn deer dusk easy echo edge fern flag frog gate glow gold harp hero "u8 +
            "hill idea iris iron jade joke jump king kite knot lamp leaf lion maze mint moon navy nest note opal oven path "u8 +
            "pear quay quiz rain ring sand star tide tree unit user veil vine wind wolf yarn yoga zero zinc "u8,
        5 =>
            "amber angel anvil beach bloom brick candy chess cloud dance delta dream eagle earth elbow flame forge frost "u8 +
            "ghost giant grape honey hotel house inlet ivory jelly joker knife koala lemon light magic mango night north "u8 +
            "ocean olive pearl piano queen quilt river robot stone sugar table tiger uncle urban vapor whale wheat xenon "u8 +
            "yacht youth zebra "u8,
        6 =>
            "almond anchor arctic basket breeze bridge candle castle copper desert dinner dragon eleven engine flower forest "u8 +
            "garden guitar hammer harbor insect island jacket jungle kettle kitten ladder lagoon market meadow nature needle "u8 +
            "orange oyster pencil pepper quartz quiver ribbon rocket silver spring temple turtle umpire upward velvet violet "u8 +
            "walnut window yellow yogurt zenith zipper "u8,
        7 =>
            "account airport balance blanket captain chimney diamond dolphin eclipse evening factory feather gallery glacier "u8 +
            "harvest horizon imagine ironing journey justice kingdom kitchen lantern library machine morning network nothing "u8 +
            "octopus orchard penguin popcorn quarter quickly railway rainbow seaside shelter teacher thunder uniform upgrade "u8 +
            "village volcano weather whisper yawning zealous "u8,
        8 =>
            "aircraft alphabet birthday building calendar carnival daylight dinosaur electric elephant festival firework "u8 +
            "grateful greeting headland highland identity innocent jealousy jubilant kangaroo keyboard language lemonade "u8 +
            "mountain mushroom notebook november organism overcoat painting platform quantity question reindeer research "u8 +
            "sandwich squirrel together treasure umbrella universe vacation vineyard waterway windmill yourself zeppelin "u8,
        9 =>
            "adventure algorithm breakfast butterfly chocolate crocodile dangerous discovery edelweiss education fireplace "u8 +
            "fortnight gardening geography happiness hurricane important innocence jellyfish jewellery knighting knowledge "u8 +
            "landscape lightning magnitude moonlight newspaper nightfall obstacles orchestra passenger pineapple quarterly "u8 +
            "quicksand raspberry reservoir saxophone snowflake telescope triangles undertake universal vegetable ventilate "u8 +
            "waterfall whirlwind xylophone yesterday "u8,
        _ =>
            "antarctica atmosphere background basketball chimpanzee collection department dictionary earthquake everything "u8 +
            "footprints friendship generation government helicopter horizontal impossible ingredient journalist journeying "u8 +
            "kilometers lighthouse locomotive microscope motorcycle navigation newsletter observable oscillator peppermint "u8 +
            "playground quadrangle reflection restaurant skyscraper strawberry technology television understand unexpected "u8 +
            "visibility vocabulary watermelon wilderness yellowtail "u8,
    };

    public override void Draw(Screen screen)
    {
        screen.Frame("Key Press", _score, "Type the words before they land   Backspace lets go of a word");
        DrawSky(screen);
        DrawTown(screen);
        DrawKeyboard(screen);
        DrawPanels(screen);
        DrawNews(screen);
        if (_beamTicks > 0)
        {
            for (int y = _beamY + 1; y < Ground; y++)
                screen.Put(_beamX, y, '│', _beamTicks == 3 ? Color.White : Color.DarkCyan);
        }

        for (int i = 0; i < Slots; i++)
        {
            if (i != _aim)
                DrawWord(screen, ref _words[i], false);
        }

        if (_aim >= 0)
            DrawWord(screen, ref _words[_aim], true);
        if (_paidTicks > 0)
        {
            screen.Put(_paidX, _paidY, '+', Color.Green);
            screen.Number(_paidX + 1, _paidY, _paid, Color.Green);
        }

        _sparks.Draw(screen);
        if (_ending > 16)
            screen.Notice(7, "The town is gone", "A word landed on the last house.", Color.Red);
        Sound(screen);
    }

    private static void DrawWord(Screen screen, ref Word word, bool aimed)
    {
        if (word.Length == 0)
            return;
        int y = Row(ref word);
        Color color = y > Ground - 5 ? Color.Red : aimed ? Color.Yellow : word.Kind is Kind.Plain or Kind.Fading ? Color.Silver : Color.Cyan;
        if (word.Kind is Kind.Repair or Kind.Slow or Kind.Blast)
            screen.Put(word.X - 2, y, word.Kind == Kind.Repair ? '♥' : word.Kind == Kind.Slow ? '☼' : '■', Color.Cyan);
        if (aimed)
            screen.Put(word.X - 1, y, '►', Color.White);
        for (int i = 0; i < word.Length; i++)
        {
            bool faded = word.Kind == Kind.Fading && y >= FadeRow && i > 0;
            if (i < word.Typed)
                screen.Put(word.X + i, y, '·', Color.DarkCyan);
            else
                screen.Put(word.X + i, y, faded ? '░' : (char)Letter(ref word, i), aimed && i == word.Typed ? Color.White : color);
        }
    }

    private static void DrawSky(Screen screen)
    {
        for (int i = 0; i < 44; i++)
            screen.Put(i * 37 % 80, 1 + (i * 29 % 16), '·', i % 3 == 0 ? Color.DarkCyan : Color.Grey);
        screen.Text(71, 2, "▄██▀▀", Color.Grey);
        screen.Text(70, 3, "▐██", Color.Grey);
        screen.Text(71, 4, "▀██▄▄", Color.Grey);
    }

    private void DrawTown(Screen screen)
    {
        for (int house = 0; house < Houses; house++)
        {
            int x = house * HouseWidth;
            if (_houses[house])
            {
                Color wall = _shake > 6 ? Color.Red : Color.DarkCyan;
                screen.Text(x, Ground, "    ▄█▄  ▄▄     ", wall);
                screen.Text(x, Ground + 1, "▄▄▄█■█■█▄██▄▄▄▄▄", wall);
                screen.Put(x + 4, Ground + 1, '■', Color.Black, Color.Yellow);
                screen.Put(x + 6, Ground + 1, '■', Color.Black, Color.Yellow);
            }
            else
            {
                screen.Text(x, Ground + 1, "▄▄▄▄░▄░░▄░▄▄▄▄▄▄", Color.Grey);
            }
        }
    }

    private void DrawKeyboard(Screen screen)
    {
        int wanted = _aim >= 0 ? Wanted : 0;
        for (int i = 0; i < Keyboard.Length; i++)
        {
            int letter = Keyboard[i];
            if (letter == ' ')
                continue;
            int x = 20 + (i % 10 * 4) + (i / 10);
            int y = 20 + (i / 10);
            bool pressed = _keyTicks > 0 && letter == _key;
            Color ground = pressed ? _keyHit ? Color.Green : Color.Red : letter == wanted && _wave < 4 ? Color.Yellow : Color.Black;
            Color face = ground == Color.Black ? Color.Grey : Color.Black;
            screen.Put(x - 1, y, '[', face, ground);
            screen.Put(x, y, (char)(letter - 32), ground == Color.Black ? Color.Silver : face, ground);
            screen.Put(x + 1, y, ']', face, ground);
        }
    }

    private void DrawPanels(Screen screen)
    {
        screen.Text(2, 20, "Wave", Color.Grey);
        screen.Number(9, 20, _wave);
        screen.Text(2, 21, "Words", Color.Grey);
        screen.Number(9, 21, WordsLeft());
        screen.Text(2, 22, "Speed", Color.Grey);
        int x = screen.Number(9, 22, _ticks < 48 ? 0 : _letters * 288 / _ticks);
        screen.Text(x + 1, 22, "wpm", Color.Grey);
        screen.Text(64, 20, "Combo", Color.Grey);
        screen.Put(71, 20, 'x', Color.Green);
        screen.Number(72, 20, Multiplier, Color.Green);
        for (int i = 0; i < 12; i++)
            screen.Put(64 + i, 21, Multiplier == 5 || _combo % 25 > i * 2 ? '▀' : '·', Color.Green);
        if (_slow > 0)
            screen.Text(64, 22, "☼ slow", Color.Cyan);
        else if (_keyTicks > 0 && !_keyHit)
            screen.Text(64, 22, "slip", Color.Red);
    }

    private void DrawNews(Screen screen)
    {
        if (_news == 0)
            return;
        screen.Text(27, 9, _newsBonus >= 250 * (_wave - 1) ? "Flawless wave!" : "Wave cleared", Color.Yellow);
        screen.Put(44, 9, '+', Color.Green);
        screen.Number(45, 9, _newsBonus, Color.Green);
    }

    private void Sound(Screen screen)
    {
        if (_keyTicks > 3)
            screen.Voice(0, _keyHit ? 400 + (_combo % 25 * 20) : 90, 7, _keyHit ? Waveform.Square : Waveform.Sawtooth);
        if (_chord > 0)
            screen.Voice(1, _chord > 6 ? 523 : _chord > 3 ? 659 : 784, _chord, Waveform.Triangle);
        if (_shake > 0)
            screen.Voice(2, 60, 4 + _shake, Waveform.Noise);
    }

    internal enum Kind
    {
        Plain,
        Repair,
        Slow,
        Blast,
        Fading,
    }

    private struct Word
    {
        public int Length; // 0 = a free slot
        public int Start; // in the list of its length
        public int Typed;
        public int X;
        public int Y; // 1/256 row
        public int Speed; // 1/256 row a tick
        public Kind Kind;
    }
}

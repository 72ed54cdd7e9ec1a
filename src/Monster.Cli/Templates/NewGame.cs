using Monster.Cartridge;

/// <summary>Catch the stars, dodge the bricks. Change anything: with 'monster cart build --watch' the game starts again as soon as you save.</summary>
[Manifest(
    Title = "MyGame",
    Pitch = "Catch the stars, dodge the bricks",
    Help = "Left and right move the basket.\nA star is worth more the longer your streak.\nA missed star ends the streak; a brick costs a heart.",
    TicksPerSecond = 20)]
public sealed class MyGame : Game
{
    // Fields are the state. Arrays and objects are made here, in the constructor or in Init, and used again and again after that.
    private readonly Thing[] _things = new Thing[12];
    private int _basket;
    private int _hearts;
    private int _streak;
    private int _score;
    private int _tick;

    public override int Score => _score;

    // A new play. The only randomness is Random, which comes from the play's seed: the same seed and keys give the same play.
    protected override void Init()
    {
        _basket = 37;
        _hearts = 3;
    }

    // One tick, twenty times a second, with the key that was pressed or 0.
    public override Status Update(int key)
    {
        _tick++;
        if (key == Key.Left)
            _basket = Math.Max(_basket - 3, 1);
        if (key == Key.Right)
            _basket = Math.Min(_basket + 3, 73);

        int pause = Math.Max(16 - (_tick / 150), 5); // ticks between two things: fewer and fewer
        if (_tick % pause == 0)
            Drop();
        for (int i = 0; i < _things.Length; i++)
            Fall(ref _things[i]);
        return _hearts > 0 ? Status.Playing : Status.Over;
    }

    // The whole screen: 80 columns, 24 rows. Row 0 and row 23 are the frame. Nothing here may change the state.
    public override void Draw(Screen screen)
    {
        screen.Frame("MyGame", _score, "← → move");
        screen.Text(30, 0, "♥♥♥", Color.DarkRed);
        for (int i = 0; i < _hearts; i++)
            screen.Put(30 + i, 0, '♥', Color.Red);
        if (_streak > 1)
            screen.Number(38, 0, _streak, Color.Yellow);
        foreach (var thing in _things)
        {
            if (thing.Active)
                screen.Put(thing.X, thing.Y / 4, thing.IsBrick ? '■' : '☼', thing.IsBrick ? Color.Red : Color.Yellow);
        }

        screen.Text(_basket, 21, "╚════╝", Color.White);
        screen.Fill(0, 22, 80, 1, '▀', Color.Grey);
        if (_streak > 0)
            screen.Voice(0, 300 + (_streak * 40), 4);
    }

    private void Drop()
    {
        for (int i = 0; i < _things.Length; i++)
        {
            if (_things[i].Active)
                continue;
            _things[i] = new Thing { Active = true, IsBrick = Random.OneIn(4), X = Random.Between(2, 77), Y = 4 };
            return;
        }
    }

    private void Fall(ref Thing thing)
    {
        if (!thing.Active)
            return;
        thing.Y += 1 + (_tick / 600); // quarters of a row: a little faster every half minute
        if (thing.Y < 84)
            return;
        thing.Active = false;
        bool caught = thing.X >= _basket && thing.X < _basket + 6;
        if (caught && thing.IsBrick)
            _hearts--;
        if (caught && !thing.IsBrick)
            _score += 10 * ++_streak;
        if (!caught && !thing.IsBrick)
            _streak = 0;
    }

    private struct Thing
    {
        public bool Active;
        public bool IsBrick;
        public int X;
        public int Y;
    }
}

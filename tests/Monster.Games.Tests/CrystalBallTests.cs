using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Games.Tests;

public sealed class CrystalBallTests : GameTests<CrystalBall>
{
    private static readonly int[] Around =
        [-CrystalBall.Stride - 1, -CrystalBall.Stride, -CrystalBall.Stride + 1, -1, 1, CrystalBall.Stride - 1, CrystalBall.Stride, CrystalBall.Stride + 1];

    protected override (int Early, int Middle, int Late) GoldenTicks => (0, 100, 1_500);

    /// <summary>Three minutes: reasoning takes its time.</summary>
    protected override int MaxTicks => 3_600;

    protected override int MustEndWithin => 100_000;

    protected override int LargeScore => 5_000;

    protected override Func<CrystalBall, int> SensibleBot(uint seed)
    {
        var reader = new Reader();
        int tick = 0;
        return game => ++tick % 2 == 0 || game.Now != CrystalBall.Scene.Playing ? Key.None : reader.NextKey(game);
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(22u)]
    [InlineData(333u)]
    public void No_ball_ever_needs_a_guess(uint seed)
    {
        // A reader that shares nothing with the game's solver, and only sees what a player sees, clears twelve balls unhurt.
        var play = new NativePlay<CrystalBall>(seed);
        var reader = new Reader();
        int waiting = 0;
        while (play.Game.Level < 13)
        {
            bool playing = play.Game.Now == CrystalBall.Scene.Playing;
            waiting = playing ? 0 : waiting + 1;
            Assert.True(waiting < 600, $"Ball {play.Game.Level} was not made within half a minute.");
            play.Tick(playing ? reader.NextKey(play.Game) : Key.None);
            Assert.Equal(3, play.Game.HeartsLeft);
        }

        TestContext.Current.SendDiagnosticMessage($"Seed {seed}: twelve balls in {play.Ticks} ticks, score {play.Score}.");
        Assert.True(play.Score > 20_000);
    }

    [Fact]
    public void Marked_curses_let_a_number_open_the_rest_and_marks_are_not_opened()
    {
        var play = new NativePlay<CrystalBall>(5);
        while (play.Game.Now != CrystalBall.Scene.Playing)
            play.Tick(Key.None);
        int hidden = Cells(play.Game).First(c => play.Game.Seen(c) < 0);
        while (play.Game.Cursor != hidden)
            play.Tick(Reader.Towards(play.Game, hidden));
        play.Tick('f');
        int score = play.Score;
        play.Tick(Key.Space);
        Assert.Equal(-1, play.Game.Seen(hidden));
        Assert.Equal((3, score), (play.Game.HeartsLeft, play.Score));
    }

    private static IEnumerable<int> Cells(CrystalBall game) => Enumerable.Range(0, CrystalBall.CellCount).Where(game.IsInside);

    /// <summary>Keeps a list of "so many curses among these places" and reasons with it as people do.</summary>
    private sealed class Reader
    {
        private readonly Queue<int> _safe = new();
        private HashSet<int> _cursed = [];
        private int _level;

        public int NextKey(CrystalBall game)
        {
            if (_level != game.Level)
            {
                _level = game.Level;
                _safe.Clear();
                _cursed = [];
            }

            while (_safe.TryPeek(out int done) && game.Seen(done) >= 0)
                _safe.Dequeue();
            if (_safe.Count == 0)
                Reason(game);
            return _safe.Count == 0 ? Key.None : Towards(game, _safe.Peek());
        }

        public static int Towards(CrystalBall game, int target)
        {
            int from = game.Cursor;
            if (from == target)
                return Key.Space;
            int rows = (target / CrystalBall.Stride) - (from / CrystalBall.Stride);
            int columns = (target % CrystalBall.Stride) - (from % CrystalBall.Stride);
            int down = rows > 0 ? CrystalBall.Stride : -CrystalBall.Stride;
            int side = columns > 0 ? 1 : -1;
            if (rows != 0 && game.IsInside(from + down) && (columns == 0 || !game.IsInside(from + side) || Math.Abs(rows) >= Math.Abs(columns)))
                return rows > 0 ? Key.Down : Key.Up;
            if (columns != 0 && game.IsInside(from + side))
                return columns > 0 ? Key.Right : Key.Left;
            return rows > 0 ? Key.Down : Key.Up;
        }

        private void Reason(CrystalBall game)
        {
            while (_safe.Count == 0)
            {
                int known = _cursed.Count;
                var facts = Facts(game);
                foreach (var (places, curses) in facts)
                {
                    if (curses == 0)
                        Add(places);
                    else if (curses == places.Count)
                        _cursed.UnionWith(places);
                }

                if (_safe.Count == 0 && known == _cursed.Count)
                    Compare(facts);
                if (_safe.Count == 0 && known == _cursed.Count)
                    return;
            }
        }

        private List<(HashSet<int> Places, int Curses)> Facts(CrystalBall game)
        {
            var facts = new List<(HashSet<int>, int)>();
            foreach (int cell in Cells(game).Where(c => game.Seen(c) > 0))
            {
                var around = Around.Select(a => cell + a).Where(c => game.IsInside(c) && game.Seen(c) < 0).ToHashSet();
                int curses = game.Seen(cell) - around.Count(c => _cursed.Contains(c));
                around.ExceptWith(_cursed);
                if (around.Count > 0)
                    facts.Add((around, curses));
            }

            var rest = Cells(game).Where(c => game.Seen(c) < 0 && !_cursed.Contains(c)).ToHashSet();
            facts.Add((rest, game.Mines - _cursed.Count));
            return facts;
        }

        private void Compare(List<(HashSet<int> Places, int Curses)> facts)
        {
            foreach (var (a, curses) in facts)
            {
                foreach (var (b, more) in facts)
                {
                    if (ReferenceEquals(a, b) || !a.Overlaps(b))
                        continue;
                    var onlyB = b.Except(a).ToHashSet();
                    if (more - curses != onlyB.Count)
                        continue;
                    _cursed.UnionWith(onlyB);
                    Add(a.Except(b));
                }
            }
        }

        private void Add(IEnumerable<int> places)
        {
            foreach (int place in places.Where(p => !_safe.Contains(p)))
                _safe.Enqueue(place);
        }
    }
}

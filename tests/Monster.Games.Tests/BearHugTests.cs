using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Games.Tests;

public sealed class BearHugTests : GameTests<BearHug>
{
    protected override (int Early, int Middle, int Late) GoldenTicks => (0, 40, 500);

    /// <summary>Five minutes: thinking takes its time.</summary>
    protected override int MaxTicks => 6_000;

    protected override int LargeScore => 5_000;

    protected override Func<BearHug, int> SensibleBot(uint seed)
    {
        int tick = 0;
        var planner = new Planner();
        return game => ++tick % 2 == 0 || !game.IsTurn ? Key.None : planner.NextKey(game);
    }

    [Fact]
    public void Neighbours_are_mutual_and_a_cell_inside_has_six()
    {
        for (int cell = 0; cell < BearHug.CellCount; cell++)
        {
            for (int direction = 0; direction < 6; direction++)
            {
                int next = BearHug.Neighbour(cell, direction);
                if (next >= 0)
                    Assert.Equal(cell, BearHug.Neighbour(next, (direction + 3) % 6));
                else
                    Assert.True(BearHug.IsRim(cell));
            }
        }
    }

    [Fact]
    public void A_bear_left_alone_reaches_the_woods_and_three_end_the_play()
    {
        var play = new NativePlay<BearHug>(9);
        while (play.Status == Status.Playing && play.Ticks < 2_000)
        {
            // Friends in a far corner do not stop anybody.
            var game = play.Game;
            int free = Enumerable.Range(0, BearHug.CellCount).First(c => game.At(c) == BearHug.Cell.Grass);
            play.Tick(game.IsTurn ? Towards(game.Cursor, free) : Key.None);
        }

        Assert.Equal(Status.Over, play.Status);
        Assert.Equal(0, play.Score);
        Assert.Contains("The day is over.", play.Picture(), StringComparison.Ordinal);
    }

    /// <summary>
    /// Puts the friend where the bears' way to the rim becomes longest against an opponent who always blocks the best step:
    /// the "two-distance" of hexagon games, one more than the second least of the neighbours.
    /// </summary>
    private sealed class Planner
    {
        private const int Never = 40;

        private int _turn = -1;
        private int _level;
        private int _target;

        public int NextKey(BearHug game)
        {
            if (_turn != game.Turn || _level != game.Level)
                Choose(game);
            (_turn, _level) = (game.Turn, game.Level);
            return Towards(game.Cursor, _target);
        }

        private void Choose(BearHug game)
        {
            var open = Enumerable.Range(0, BearHug.CellCount).Select(c => IsOpen(game, c)).ToArray();
            int[] bears = [.. Enumerable.Range(0, game.BearCount).Select(game.BearAt)];
            int best = int.MinValue;
            _target = -1;
            int[] cut = Cut(open, bears);
            bool holds = cut.Length > 0 && Worth(open, bears) >= 1_600 * bears.Length;
            if (!holds)
                cut = [.. Enumerable.Range(0, open.Length)];
            foreach (int cell in cut)
            {
                if (!open[cell] || bears.Contains(cell))
                    continue;
                if (!holds && game.IsAsleep && Enumerable.Range(0, 6).Any(d => bears.Contains(BearHug.Neighbour(cell, d))))
                    continue;
                open[cell] = false;
                int worth = (Worth(open, bears) * 8) - bears.Min(b => Apart(b, cell));
                open[cell] = true;
                if (worth > best)
                    (best, _target) = (worth, cell);
            }
        }

        /// <summary>Steps between two cells of an empty clearing.</summary>
        private static int Apart(int a, int b)
        {
            int rows = Math.Abs((a / BearHug.Side) - (b / BearHug.Side));
            int columns = Math.Abs((2 * (a % BearHug.Side)) + (a / BearHug.Side & 1) - (2 * (b % BearHug.Side)) - (b / BearHug.Side & 1));
            return rows + (Math.Max(0, columns - rows) / 2);
        }

        /// <summary>The fewest cells that close every way from the bears to the rim (Menger: augmenting paths, each cell used once).</summary>
        private static int[] Cut(bool[] open, int[] bears)
        {
            int count = open.Length;
            var flow = new HashSet<(int From, int To)>(); // nodes: 2c is the way into cell c, 2c+1 the way out of it
            while (true)
            {
                var before = new Dictionary<int, int>();
                var queue = new Queue<int>();
                foreach (int bear in bears)
                {
                    before[(2 * bear) + 1] = -1;
                    queue.Enqueue((2 * bear) + 1);
                }

                int end = -1;
                while (end < 0 && queue.TryDequeue(out int node))
                {
                    foreach (int next in Steps(node, open, bears, flow))
                    {
                        if (before.TryAdd(next, node))
                            queue.Enqueue(next);
                    }

                    if ((node & 1) == 1 && BearHug.IsRim(node / 2))
                        end = node;
                }

                if (end < 0)
                    return [.. Enumerable.Range(0, count).Where(c => open[c] && before.ContainsKey(2 * c) && !before.ContainsKey((2 * c) + 1))];
                for (int node = end; before[node] >= 0; node = before[node])
                {
                    if (!flow.Remove((node, before[node])))
                        flow.Add((before[node], node));
                }
            }
        }

        private static IEnumerable<int> Steps(int node, bool[] open, int[] bears, HashSet<(int From, int To)> flow)
        {
            int cell = node / 2;
            if ((node & 1) == 0 && !flow.Contains((node, node + 1)))
                yield return node + 1;
            if ((node & 1) == 1 && flow.Contains((node - 1, node)))
                yield return node - 1;
            for (int direction = 0; direction < 6; direction++)
            {
                int next = BearHug.Neighbour(cell, direction);
                if (next < 0 || !open[next] || bears.Contains(next))
                    continue;
                if ((node & 1) == 1)
                    yield return 2 * next;
                if ((node & 1) == 0 && flow.Contains(((2 * next) + 1, node)))
                    yield return (2 * next) + 1;
            }

            if ((node & 1) == 0)
            {
                foreach (int bear in bears.Where(b => flow.Contains(((2 * b) + 1, node))))
                    yield return (2 * bear) + 1;
            }
        }

        private static int Worth(bool[] open, int[] bears)
        {
            var one = new int[open.Length];
            var two = new int[open.Length];
            for (int cell = 0; cell < open.Length; cell++)
                one[cell] = two[cell] = open[cell] && BearHug.IsRim(cell) ? 0 : Never;
            for (bool changed = true; changed;)
            {
                changed = false;
                for (int cell = 0; cell < open.Length; cell++)
                {
                    if (open[cell] && !BearHug.IsRim(cell))
                        changed |= Relax(one, two, cell);
                }
            }

            return bears.Sum(b => (Math.Min(two[b], 16) * 100) + (one[b] * 30) - (one[b] == Never ? 0 : Ways(one, open, b)));
        }

        private static bool Relax(int[] one, int[] two, int cell)
        {
            int least = Never, first = Never, second = Never;
            for (int direction = 0; direction < 6; direction++)
            {
                int next = BearHug.Neighbour(cell, direction);
                least = Math.Min(least, one[next]);
                if (two[next] < first)
                    (first, second) = (two[next], first);
                else
                    second = Math.Min(second, two[next]);
            }

            bool changed = Math.Min(Never, least + 1) < one[cell] || Math.Min(Never, second + 1) < two[cell];
            one[cell] = Math.Min(one[cell], least + 1);
            two[cell] = Math.Min(two[cell], second + 1);
            return changed;
        }

        private static int Ways(int[] one, bool[] open, int bear) =>
            Enumerable.Range(0, 6).Select(d => BearHug.Neighbour(bear, d)).Count(n => n >= 0 && open[n] && one[n] < one[bear]);
    }

    [Fact]
    public void A_friend_beside_a_sleeping_bear_wakes_it()
    {
        var play = new NativePlay<BearHug>(2);
        Assert.True(play.Game.IsAsleep);
        int bear = play.Game.BearAt(0);
        int beside = Enumerable.Range(0, 6).Select(d => BearHug.Neighbour(bear, d)).First(c => IsOpen(play.Game, c));
        while (play.Game.At(beside) != BearHug.Cell.Friend)
            play.Tick(Towards(play.Game.Cursor, beside));
        Assert.False(play.Game.IsAsleep);
        Assert.NotEqual(bear, play.Game.BearAt(0));
    }

    private static bool IsOpen(BearHug game, int cell) => game.At(cell) is BearHug.Cell.Grass or BearHug.Cell.Track;

    private static int Towards(int from, int to)
    {
        if (from == to)
            return Key.Space;
        int rows = (to / BearHug.Side) - (from / BearHug.Side);
        if (rows != 0)
            return rows > 0 ? Key.Down : Key.Up;
        return to > from ? Key.Right : Key.Left;
    }
}

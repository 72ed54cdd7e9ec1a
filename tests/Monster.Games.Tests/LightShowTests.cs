using System.Numerics;
using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Games.Tests;

public sealed class LightShowTests : GameTests<LightShow>
{
    protected override int MaxTicks => 2_500;

    protected override (int Early, int Middle, int Late) GoldenTicks => (0, 30, 2_097);

    protected override int LargeScore => 10_000;

    [Fact]
    public void Every_stage_can_be_done_in_par_and_every_lamp_walked_to()
    {
        for (uint seed = 0; seed < 10; seed++)
        {
            var play = new NativePlay<LightShow>(seed);
            var bot = SensibleBot(seed);
            int stage = 0;
            while (play.Game.Stage < 25 && play.Status == Status.Playing)
            {
                Assert.True(play.Ticks < MaxTicks, $"seed {seed} is stuck in stage {stage}");
                if (play.Game.Waiting && play.Game.Stage != stage)
                {
                    stage = play.Game.Stage;
                    Assert.InRange(Darkness.Fewest(play.Game).Count, 1, play.Game.Par);
                    int[] steps = FirstSteps(play.Game);
                    Assert.All(Enumerable.Range(0, LightShow.Lamps), lamp => Assert.True(!play.Game.There(lamp) || steps[lamp] != 0 || lamp == play.Game.Cursor));
                }

                play.Tick(bot(play.Game));
            }

            Assert.Equal(25, play.Game.Stage);
        }
    }

    [Fact]
    public void A_press_too_many_ends_the_play_in_the_end()
    {
        var play = new NativePlay<LightShow>(1);
        play.Tick(Key.Up);
        play.Tick(Key.Left); // a corner: pressed again and again it never makes the stage dark
        while (play.Ticks < 200 && play.Status == Status.Playing)
            play.Tick(Key.Space);
        Assert.Equal(Status.Over, play.Status);
        Assert.Equal(0, play.Score);
        Assert.Contains("power out", play.Picture(), StringComparison.Ordinal);
    }

    /// <summary>Solves the stage, then walks to the nearest lamp of the solution and presses it.</summary>
    protected override Func<LightShow, int> SensibleBot(uint seed)
    {
        var plan = new List<int>();
        var steps = new Dictionary<int, int[]>(); // by cursor, in this stage
        int stage = 0;
        return game =>
        {
            if (!game.Waiting)
                return Key.Space;
            if (game.Stage != stage)
            {
                stage = game.Stage;
                plan = Darkness.Fewest(game);
                steps.Clear();
            }

            if (plan.Count == 0)
                return Key.None;
            if (plan.Remove(game.Cursor))
                return Key.Space;
            if (!steps.ContainsKey(game.Cursor))
                steps[game.Cursor] = FirstSteps(game);
            return steps[game.Cursor][plan[0]];
        };
    }

    /// <summary>The arrow that begins the shortest walk to each lamp, 0 for lamps that no walk leads to and for the start.</summary>
    private static int[] FirstSteps(LightShow game)
    {
        int[] first = new int[LightShow.Lamps];
        var seen = new HashSet<int> { game.Cursor };
        var queue = new Queue<int>([game.Cursor]);
        while (queue.TryDequeue(out int lamp))
        {
            foreach (var (key, dx, dy) in new[] { (Key.Up, 0, -1), (Key.Down, 0, 1), (Key.Left, -1, 0), (Key.Right, 1, 0) })
            {
                int to = game.Beside(lamp, dx, dy);
                if (to < 0 || !seen.Add(to))
                    continue;
                first[to] = lamp == game.Cursor ? key : first[lamp];
                queue.Enqueue(to);
            }
        }

        return first;
    }

    /// <summary>
    /// Presses commute and cancel, so a stage is a system of linear equations over GF(2): elimination gives one solution, and
    /// the null space all others, of which the one with the fewest presses is taken.
    /// </summary>
    private static class Darkness
    {
        public static List<int> Fewest(LightShow game)
        {
            var rows = new List<(ulong Lamps, ulong Presses)>();
            for (int pressed = 0; pressed < LightShow.Lamps; pressed++)
            {
                if (game.There(pressed))
                    rows.Add((Where(lamp => game.Flips(pressed, lamp)), 1UL << pressed));
            }

            var pivots = new List<(ulong Lamps, ulong Presses)>();
            var idle = new List<ulong>();
            foreach (var row in rows)
            {
                var reduced = Reduce(row, pivots);
                if (reduced.Lamps == 0)
                    idle.Add(reduced.Presses);
                else
                    pivots.Add(reduced);
            }

            var (rest, presses) = Reduce((Where(game.Lit), 0), pivots);
            Assert.Equal(0UL, rest);
            ulong best = presses;
            for (int mix = 1; mix < 1 << Math.Min(idle.Count, 12); mix++)
            {
                ulong other = presses;
                for (int i = 0; i < idle.Count; i++)
                    other ^= (mix >> i & 1) != 0 ? idle[i] : 0;
                best = BitOperations.PopCount(other) < BitOperations.PopCount(best) ? other : best;
            }

            return [.. Enumerable.Range(0, LightShow.Lamps).Where(lamp => (best >> lamp & 1) != 0)];
        }

        private static (ulong Lamps, ulong Presses) Reduce((ulong Lamps, ulong Presses) row, List<(ulong Lamps, ulong Presses)> pivots)
        {
            foreach (var pivot in pivots)
            {
                if ((row.Lamps & (pivot.Lamps & (0 - pivot.Lamps))) != 0)
                    row = (row.Lamps ^ pivot.Lamps, row.Presses ^ pivot.Presses);
            }

            return row;
        }

        private static ulong Where(Func<int, bool> wanted) =>
            Enumerable.Range(0, LightShow.Lamps).Where(wanted).Aggregate(0UL, (bits, lamp) => bits | 1UL << lamp);
    }
}

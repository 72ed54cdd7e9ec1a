using System.Numerics;
using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Games.Tests;

public sealed class MelodyMixTests : GameTests<MelodyMix>
{
    private static readonly int[] Keys = ['q', 'w', 'a', 's'];

    protected override (int Early, int Middle, int Late) GoldenTicks => (0, 252, 3_729);

    protected override int LargeScore => 20_000;

    [Fact]
    public void Thirty_hops_are_enough_and_fewer_are_not()
    {
        var pyramid = new PyramidWalk(MelodyMix.Rows);
        Assert.Equal(30, pyramid.AtLeast(0, 1));
        var ways = pyramid.Shortest(0, 1);
        Assert.NotNull(ways);
        Assert.Equal(MelodyMix.PerfectHops, ways.Count);
        int cube = 0, visited = 1;
        foreach (int way in ways)
        {
            cube = MelodyMix.Neighbour(cube, way);
            Assert.InRange(cube, 0, MelodyMix.Cubes - 1);
            visited |= 1 << cube;
        }

        Assert.Equal(MelodyMix.Cubes, BitOperations.PopCount((uint)visited));
    }

    /// <summary>The bound is held against every walk there is, on the pyramids small enough to walk them all.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void The_parity_bound_is_exact_on_small_pyramids(int rows)
    {
        var pyramid = new PyramidWalk(rows);
        Assert.Equal(FewestHops(pyramid), pyramid.AtLeast(0, 1));
    }

    [Fact]
    public void A_perfect_pyramid_pays_a_thousand_and_a_life()
    {
        var play = new NativePlay<MelodyMix>(1);
        foreach (int way in new PyramidWalk(MelodyMix.Rows).Shortest(0, 1)!)
        {
            while (!play.Game.CanHop)
                play.Tick(Key.None);
            play.Tick(Keys[way]);
        }

        Assert.Equal(0, play.Game.Left);
        Assert.True(play.Score > 1000, $"only {play.Score}");
        Assert.Contains("Perfect! A life", play.Picture(), StringComparison.Ordinal);
        Assert.Contains("♥ ♥ ♥ ♥", play.Picture(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_edge_of_the_pyramid_holds()
    {
        var play = new NativePlay<MelodyMix>(1);
        play.Tick('q');
        Assert.Equal(0, play.Game.Cube);
        Assert.Equal(0, play.Game.Hops);
    }

    /// <summary>Walks the solver's way while it is safe; looks for a new one whenever it had to give way.</summary>
    protected override Func<MelodyMix, int> SensibleBot(uint seed)
    {
        var pyramid = new PyramidWalk(MelodyMix.Rows);
        var plan = new Queue<int>();
        int expected = -1;
        return game =>
        {
            if (!game.CanHop)
                return Key.None;
            int visited = Enumerable.Range(0, MelodyMix.Cubes).Sum(cube => game.Changed(cube) ? 1 << cube : 0);
            int state = visited * 31 + game.Cube;
            if (plan.Count == 0 || state != expected)
                plan = new Queue<int>(pyramid.Shortest(game.Cube, visited, 400) ?? Toward(pyramid, game.Cube, visited));
            int way = plan.Peek();
            int next = pyramid.Neighbour(game.Cube, way);
            if (Safe(game, next))
            {
                plan.Dequeue();
                expected = (visited | 1 << next) * 31 + next;
                return Keys[way];
            }

            expected = state;
            if (Safe(game, game.Cube))
                return Key.None;
            expected = -1;
            return Keys[Enumerable.Range(0, 4).Where(w => pyramid.Neighbour(game.Cube, w) >= 0).MaxBy(w => Distance(game, pyramid.Neighbour(game.Cube, w)))];
        };
    }

    private static bool Safe(MelodyMix game, int cube) => Distance(game, cube) > 1;

    private static int Distance(MelodyMix game, int cube) =>
        Enumerable.Range(0, game.PursuerCount).Where(i => game.DangerAt(i) >= 0).Select(i => MelodyMix.HopsBetween(game.DangerAt(i), cube)).DefaultIfEmpty(99).Min();

    /// <summary>The way to the nearest cube that has not changed.</summary>
    private static IEnumerable<int> Toward(PyramidWalk pyramid, int cube, int visited)
    {
        var first = new Dictionary<int, int> { [cube] = -1 };
        var queue = new Queue<int>([cube]);
        while (queue.TryDequeue(out int at))
        {
            if ((visited >> at & 1) == 0)
                return [first[at]];
            for (int way = 0; way < 4; way++)
            {
                int next = pyramid.Neighbour(at, way);
                if (next >= 0 && first.TryAdd(next, at == cube ? way : first[at]))
                    queue.Enqueue(next);
            }
        }

        return [cube == 0 ? 2 : 1];
    }

    private static int FewestHops(PyramidWalk pyramid)
    {
        var seen = new HashSet<(int, int)> { (0, 1) };
        var now = new List<(int Cube, int Visited)> { (0, 1) };
        for (int hops = 0; ; hops++)
        {
            if (now.Any(state => state.Visited == (1 << pyramid.Cubes) - 1))
                return hops;
            var next = new List<(int, int)>();
            foreach (var (cube, visited) in now)
            {
                for (int way = 0; way < 4; way++)
                {
                    int to = pyramid.Neighbour(cube, way);
                    if (to >= 0 && seen.Add((to, visited | 1 << to)))
                        next.Add((to, visited | 1 << to));
                }
            }

            now = next;
        }
    }
}

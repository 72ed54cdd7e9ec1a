using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Games.Tests;

public sealed class MazeRunTests : GameTests<MazeRun>
{
    private static readonly int[] Ways = [-MazeRun.Width, MazeRun.Width, -1, 1];

    protected override (int Early, int Middle, int Late) GoldenTicks => (0, 800, 1_343);

    protected override int MaxTicks => 6_000;

    protected override int LargeScore => 10_000;

    [Fact]
    public void Every_maze_has_a_way_to_the_door_and_to_every_gem()
    {
        for (uint seed = 0; seed < 200; seed++)
        {
            var game = new NativePlay<MazeRun>(seed).Game;
            int[] distance = Flood(game, game.At, _ => false);
            for (int place = 0; place < distance.Length; place++)
                Assert.True(game.Tile(place) == MazeRun.Wall || distance[place] >= 0, $"seed {seed}: place {place} cannot be reached");
            Assert.Equal(1, Enumerable.Range(0, distance.Length).Count(place => game.Tile(place) == MazeRun.Door));
        }
    }

    [Fact]
    public void Who_stands_still_is_caught_and_keeps_nothing()
    {
        var play = new NativePlay<MazeRun>(4);
        while (play.Ticks < 2_000 && play.Status == Status.Playing)
            play.Tick(Key.None);
        Assert.Equal(Status.Over, play.Status);
        Assert.Equal(0, play.Score);
        Assert.Contains("Caught", play.Picture(), StringComparison.Ordinal);
    }

    protected override Func<MazeRun, int> SensibleBot(uint seed) => game => game.CanTurn ? Choose(game) : Key.None;

    /// <summary>Runs for the nearest gem while the hunters are far, for the door otherwise, and never through a hunter.</summary>
    private static int Choose(MazeRun game)
    {
        int[] threat = Threat(game);
        int[] way = Flood(game, game.At, place => threat[place] < 3);
        int door = Find(way, place => game.Tile(place) == MazeRun.Door);
        int gem = Find(way, place => game.Tile(place) == MazeRun.Gem && way[place] * 2 < threat[place]);
        int goal = gem >= 0 ? gem : door;
        if (goal < 0)
            return Flee(game, threat);
        int[] back = Flood(game, goal, _ => false);
        int best = Enumerable.Range(0, 4).Where(w => way[game.At + Ways[w]] == 1).MinBy(w => back[game.At + Ways[w]]);
        return Key.Up + best;
    }

    private static int Flee(MazeRun game, int[] threat)
    {
        if (threat[game.At] < 4)
            return Key.Space;
        int best = Enumerable.Range(0, 4).Where(w => game.Tile(game.At + Ways[w]) is not (MazeRun.Wall or MazeRun.Rubble))
            .DefaultIfEmpty(0).MaxBy(w => threat[game.At + Ways[w]]);
        return Key.Up + best;
    }

    /// <summary>Steps from the nearest hunter to every place, 999 where none comes.</summary>
    private static int[] Threat(MazeRun game)
    {
        var threat = new int[MazeRun.Width * MazeRun.Height];
        Array.Fill(threat, 999);
        for (int hunter = 0; hunter < 2; hunter++)
        {
            if (!game.HunterAwake(hunter))
                continue;
            int[] steps = Flood(game, game.HunterAt(hunter), _ => false);
            for (int place = 0; place < steps.Length; place++)
                threat[place] = steps[place] < 0 ? threat[place] : Math.Min(threat[place], steps[place]);
        }

        return threat;
    }

    private static int Find(int[] distance, Func<int, bool> wanted) =>
        Enumerable.Range(0, distance.Length).Where(place => distance[place] >= 0 && wanted(place)).DefaultIfEmpty(-1).MinBy(place => place < 0 ? 0 : distance[place]);

    private static int[] Flood(MazeRun game, int from, Func<int, bool> avoid)
    {
        var distance = new int[MazeRun.Width * MazeRun.Height];
        Array.Fill(distance, -1);
        distance[from] = 0;
        int[] queue = new int[distance.Length];
        queue[0] = from;
        for (int head = 0, tail = 1; head < tail; head++)
        {
            int place = queue[head];
            foreach (int way in Ways)
            {
                int next = place + way;
                if ((uint)next >= (uint)distance.Length || distance[next] >= 0 || game.Tile(next) is MazeRun.Wall or MazeRun.Rubble || avoid(next))
                    continue;
                distance[next] = distance[place] + 1;
                queue[tail++] = next;
            }
        }

        return distance;
    }
}

using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Monster.Hecke.Tests;

/// <summary>The public walk that chooses the game of the day. What it is must never change: old days are made again.</summary>
public sealed class DailyWalkTests
{
    private static readonly LibraryModules Library = new();
    private static readonly DateOnly LastOfJanuary = new(2027, 1, 31);

    [Fact]
    public void The_walk_of_november_2026_is_what_it_was()
    {
        var days = new DailyWalk(Library).Until(new DateOnly(2026, 11, 25));
        Assert.Equal([9, 59, 52, 51, 35, 9, 60, 63, 52, 9, 10, 69, 65, 26, 21, 60, 41, 18, 64, 58, 70, 38, 55, 38, 9], days.Select(day => day.Shard));
        Assert.Equal([9, 0, 12, 43, 69, 59], new DailyWalk(Library).ToGame(days[^1], shard => shard == 59));
    }

    [Fact]
    public void A_step_can_be_made_again_with_nothing_but_sha256_and_the_graph()
    {
        var day = new DailyWalk(Library).Until(new DateOnly(2026, 11, 2))[^1];
        var hash = new BigInteger(SHA256.HashData(Encoding.ASCII.GetBytes("monster daily walk 1\n2026-11-02\n1\n")).AsSpan(0, 8), isUnsigned: true, isBigEndian: true);
        Assert.Equal(Library.Neighbours(9, 59)[(int)(hash % 60)], day.Shard);
    }

    [Fact]
    public void Each_day_has_another_prime_and_a_step_along_an_edge_of_its_graph()
    {
        var days = new DailyWalk(Library).Until(LastOfJanuary);
        Assert.Equal(31, days.Count);
        Assert.Equal([.. MonsterPrimes.All.Reverse(), .. MonsterPrimes.All.Reverse(), 71], days.Select(day => day.Prime));
        int stands = DailyWalk.FirstShard;
        foreach (var day in days)
        {
            Assert.Equal(stands, day.From);
            Assert.True(Library.Matrix(day.Prime)[day.From, day.Shard] > 0, $"{day} is no edge");
            stands = day.Shard;
        }
    }

    [Fact]
    public void The_distance_of_all_that_could_have_been_drawn_is_within_the_bound_each_day()
    {
        var likely = new double[71];
        likely[DailyWalk.FirstShard] = 1;
        foreach (var day in new DailyWalk(Library).Until(LastOfJanuary))
        {
            int[,] matrix = Library.Matrix(day.Prime);
            likely = [.. Enumerable.Range(0, 71).Select(k => Enumerable.Range(0, 71).Sum(i => likely[i] * matrix[i, k]) / (day.Prime + 1))];
            double distance = likely.Sum(p => Math.Abs(p - (1 / 71.0))) / 2;
            Assert.InRange(distance, 0, day.Bound + 1e-12);
        }
    }

    [Fact]
    public void The_way_to_a_game_never_takes_a_step_back()
    {
        var path = new DailyWalk(new Ring()).ToGame(new WalkDay(new DateOnly(2026, 11, 25), 2, From: 4, Shard: 5, 1), shard => shard == 3);
        Assert.Equal([.. Enumerable.Range(5, 66), 0, 1, 2, 3], path);
    }

    [Fact]
    public void A_shard_with_a_game_is_the_days_game_and_without_any_game_it_says_so()
    {
        var walk = new DailyWalk(Library);
        var day = walk.Until(new DateOnly(2026, 11, 25))[^1];
        Assert.Equal([9], walk.ToGame(day, shard => shard == 9));
        Assert.Throws<ArgumentException>(() => walk.ToGame(day, _ => false));
    }

    [Fact]
    public void Where_the_modules_are_missing_it_says_why() =>
        Assert.Equal("not here", Assert.Throws<HeckeModuleException>(() => new DailyWalk(new MissingHeckeModules("not here")).Until(LastOfJanuary)).Message);

    /// <summary>Each shard has the one before and the one after next door.</summary>
    private sealed class Ring : IHeckeModules
    {
        public IReadOnlyList<int> Neighbours(int shard, int prime) => [(shard + 70) % 71, (shard + 1) % 71];

        public int Conjugate(int shard) => shard;

        public long[] Apply(int shard, int prime, int weight, ReadOnlySpan<long> coefficients, int count) => [];
    }
}

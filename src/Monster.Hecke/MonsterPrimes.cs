using System.Collections.Immutable;

namespace Monster.Hecke;

/// <summary>
/// The fifteen primes that divide the order of the Monster group. They are exactly the primes p for which the
/// genus of X_0(p)+ is 0 (A. Ogg, "Automorphismes de courbes modulaires", Séminaire Delange-Pisot-Poitou, 1975).
/// </summary>
public static class MonsterPrimes
{
    /// <summary>2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 41, 47, 59, 71.</summary>
    public static ImmutableArray<int> All { get; } = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 41, 47, 59, 71];

    /// <summary>The prime of a shard: the primes in order, again and again.</summary>
    /// <param name="shard">0 to 70.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shard is not 0 to 70.</exception>
    public static int OfShard(int shard)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shard, 70);
        return All[shard % All.Length];
    }
}

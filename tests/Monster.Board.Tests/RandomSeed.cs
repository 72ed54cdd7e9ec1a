using System.Globalization;

namespace Monster.Board.Tests;

/// <summary>Random numbers whose seed is said when a test fails and taken back from MONSTER_SEED.</summary>
public static class RandomSeed
{
    public static Random New(out int seed)
    {
        seed = int.TryParse(Environment.GetEnvironmentVariable("MONSTER_SEED"), CultureInfo.InvariantCulture, out int given) ? given : Random.Shared.Next();
        return new Random(seed);
    }
}

using System.Globalization;

namespace Monster.Wasm.Tests;

/// <summary>The seed of a random test: taken from MONSTER_SEED, printed, and long with MONSTER_LONG=1.</summary>
internal sealed class RandomRun
{
    public RandomRun(ITestOutputHelper output)
    {
        string? given = Environment.GetEnvironmentVariable("MONSTER_SEED");
        Seed = given is null ? Environment.TickCount : int.Parse(given, CultureInfo.InvariantCulture);
        Random = new Random(Seed);
        output.WriteLine($"seed {Seed} (MONSTER_SEED={Seed} runs this again)");
    }

    public int Seed { get; }

    public Random Random { get; }

    /// <summary>How many rounds: fifty times as many in a long run.</summary>
    public static int Rounds(int usual) => Environment.GetEnvironmentVariable("MONSTER_LONG") == "1" ? usual * 50 : usual;
}

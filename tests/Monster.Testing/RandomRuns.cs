using System.Globalization;

namespace Monster.Testing;

/// <summary>
/// Random tests: each run has a seed of its own, which a failure names. MONSTER_SEED=n runs that one alone; MONSTER_LONG=1 runs fifty
/// times as many.
/// </summary>
public static class RandomRuns
{
    /// <summary>One generator for a test that runs once and names its seed itself.</summary>
    public static Random New(out int seed)
    {
        seed = int.TryParse(Environment.GetEnvironmentVariable("MONSTER_SEED"), CultureInfo.InvariantCulture, out int given) ? given : Random.Shared.Next();
        return new Random(seed);
    }

    /// <summary>Runs a check with as many random generators.</summary>
    public static void Run(int runs, Action<Random> check) => RunAsync(runs, random =>
    {
        check(random);
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    /// <summary>Runs a check that waits, one run after the other.</summary>
    public static async Task RunAsync(int runs, Func<Random, Task> check)
    {
        string? given = Environment.GetEnvironmentVariable("MONSTER_SEED");
        if (given is not null)
            runs = 1;
        else if (Environment.GetEnvironmentVariable("MONSTER_LONG") == "1")
            runs *= 50;
        int first = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        for (int run = 0; run < runs; run++)
        {
            int seed = unchecked(first + run);
            try
            {
                await check(new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"MONSTER_SEED={seed}: {e.Message}", e);
            }
        }
    }
}

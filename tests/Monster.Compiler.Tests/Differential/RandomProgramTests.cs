using System.Diagnostics;
using System.Globalization;
using Monster.Cartridge;

namespace Monster.Compiler.Tests.Differential;

/// <summary>
/// Random programs do the same under the .NET JIT, in Wasmtime and in V8. MONSTER_SEED sets the first seed, MONSTER_LONG=1 runs 5,000
/// programs, MONSTER_LONG=n runs n. Programs that fail are kept in artifacts/differential.
/// </summary>
public sealed class RandomProgramTests(Laboratory laboratory) : IClassFixture<Laboratory>
{
    /// <summary>So many programs are enough to reach every construct.</summary>
    private const int Enough = 300;
    private const int BatchSize = 50;
    private const int Updates = 8;
    private const int MostFailures = 5;

    private static readonly TimeSpan MinimiserLimit = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("MONSTER_MINIMISE") ?? "120", CultureInfo.InvariantCulture));

    private static int Count => Environment.GetEnvironmentVariable("MONSTER_LONG") switch
    {
        null or "" or "0" => Enough,
        "1" => 5_000,
        var n => int.Parse(n, CultureInfo.InvariantCulture),
    };

    private static int FirstSeed => int.Parse(Environment.GetEnvironmentVariable("MONSTER_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public void Random_programs_do_the_same_in_dotnet_Wasmtime_and_V8()
    {
        var coverage = new Coverage();
        var failed = new List<(RandomProgram Program, string Difference)>();
        var watch = Stopwatch.StartNew();
        foreach (int[] seeds in Enumerable.Range(FirstSeed, Count).Chunk(BatchSize))
        {
            failed.AddRange(Failures([.. seeds.Select(seed => ProgramGenerator.Generate(seed, coverage))]));
            if (failed.Count >= MostFailures)
                break;
        }

        if (failed.Count > 0)
            Fail(failed);

        var comparison = laboratory.Comparison;
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Count} programs from seed {FirstSeed}: {comparison.Calls} calls, {comparison.Traps} programs trapped, {comparison.BudgetTraps} budget and {comparison.DepthTraps} depth traps, {watch.Elapsed.TotalSeconds:F1} s"));
        if (Count < Enough)
            return; // a part of the run, to look at one seed, need not cover everything
        Assert.Empty(coverage.Missing);
        Assert.Empty(LanguagePage.NotReached(coverage.Counts));
        Assert.True(comparison.Traps > 0 && comparison.BudgetTraps > 0 && comparison.DepthTraps > 0, "A kind of trap never happened.");
    }

    private static int KeyOf(int tick) => tick switch { 0 => 0, 1 => Key.Up, 2 => 'a', 3 => int.MinValue, 4 => -1, _ => tick * 37 };

    /// <summary>Compiles programs together and compares each; when they cannot be compiled together, one by one.</summary>
    private IEnumerable<(RandomProgram Program, string Difference)> Failures(RandomProgram[] programs)
    {
        BothForms[]? forms = null;
        try
        {
            forms = laboratory.CompileEach([.. programs.Select(p => new SourceFile(p.ClassName + ".cs", p.Source))]);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Which of them it is becomes known below.
        }

        for (int i = 0; i < programs.Length; i++)
        {
            var program = programs[i];
            string? difference = forms is null ? Difference(program.Source, program.Seed) : laboratory.Comparison.FirstDifference(forms[i], program.Seed, Updates, KeyOf);
            if (difference is not null)
                yield return (program, $"{difference} (kept in {Keep(program)})");
        }
    }

    private string? Difference(string source, int seed)
    {
        try
        {
            return laboratory.Comparison.FirstDifference(laboratory.Compile(new SourceFile("Program.cs", source)), seed, Updates, KeyOf);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return $"the compiler failed: {e.GetType().Name}: {e.Message}";
        }
    }

    /// <summary>Keeps a program that failed, and its module, for a look with other tools.</summary>
    private string Keep(RandomProgram program)
    {
        string path = Path.Combine(Directory.CreateDirectory(Repository.At("artifacts", "differential")).FullName, program.ClassName);
        File.WriteAllText(path + ".cs", program.Source);
        if (laboratory.Compiler.Compile(new SourceFile("Program.cs", program.Source)).Wasm is { } wasm)
            File.WriteAllBytes(path + ".wasm", wasm);
        return path + ".cs";
    }

    private void Fail(List<(RandomProgram Program, string Difference)> failed)
    {
        var (program, difference) = failed[0];
        string kind = difference.Split('(', ':')[0];
        laboratory.Comparison.WithEngines = difference.Contains("budget", StringComparison.Ordinal) || difference.Contains("V8", StringComparison.Ordinal);
        var minimiser = new Minimiser(source => Difference(source, program.Seed)?.StartsWith(kind, StringComparison.Ordinal) == true, MinimiserLimit);
        string small = minimiser.Minimise(program.Source);
        string all = string.Join('\n', failed.Select(f => $"MONSTER_SEED={f.Program.Seed}: {f.Difference}"));
        Assert.Fail($"{all}\n\nThe smallest program found that fails as the first ({Difference(small, program.Seed)}):\n\n{small}");
    }
}

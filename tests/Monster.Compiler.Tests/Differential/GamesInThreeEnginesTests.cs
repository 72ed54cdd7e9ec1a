using System.Runtime.CompilerServices;
using Monster.Cartridge;

namespace Monster.Compiler.Tests.Differential;

/// <summary>Every game does the same under the .NET JIT, in Wasmtime and in V8: cells, voices, status, score, state and, between the engines, all memory.</summary>
public sealed class GamesInThreeEnginesTests(Laboratory laboratory) : IClassFixture<Laboratory>
{
    private const int Updates = 250;

    private static readonly int[] Keys = [Key.Up, Key.Down, Key.Left, Key.Right, Key.Space, Key.Enter, Key.Backspace, 'a', 'e', 'r', 's', 't', '1', '2', '3', int.MinValue];

    private static string Folder { get; } = Path.Combine(Root(), "games");

    public static TheoryData<string> Games => [.. Directory.GetFiles(Folder, "*.cs").Where(f => File.ReadAllText(f).Contains("[Manifest(", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Games))]
    public void A_game_does_the_same_in_dotnet_Wasmtime_and_V8(string file)
    {
        var forms = laboratory.Compile(new SourceFile(file, File.ReadAllText(Path.Combine(Folder, file))));
        for (int seed = 1; seed <= 2; seed++)
        {
            var random = new Random(seed);
            Assert.Null(laboratory.Comparison.FirstDifference(forms, seed, Updates, _ => random.Next(3) == 0 ? Key.None : Keys[random.Next(Keys.Length)]));
        }
    }

    private static string Root([CallerFilePath] string here = "")
    {
        string directory = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(directory, "Monster.slnx")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}

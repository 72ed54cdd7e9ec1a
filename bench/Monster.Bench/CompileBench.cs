using System.Diagnostics;
using System.Globalization;
using Monster.Compiler;

namespace Monster.Bench;

/// <summary>The time from all games' sources to their modules, Roslyn included: first in a fresh process, then warm.</summary>
internal static class CompileBench
{
    private const int WarmRounds = 5;

    public static void Run(TextWriter output)
    {
        var games = Sources.Games().ToList();
        double cold = All(games);
        double warm = Enumerable.Range(0, WarmRounds).Min(_ => All(games));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{games.Count} games from source to module: {cold / 1000:F2} s in a fresh process, {warm / 1000:F2} s warm (best of {WarmRounds})."));
    }

    private static double All(List<SourceFile> games)
    {
        long begin = Stopwatch.GetTimestamp();
        var compiler = new CartridgeCompiler();
        foreach (var game in games)
            Sources.Compile(compiler, game);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}

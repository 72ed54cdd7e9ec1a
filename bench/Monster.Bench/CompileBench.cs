using System.Diagnostics;
using System.Globalization;
using Monster.Compiler;

namespace Monster.Bench;

/// <summary>The time from all games' sources to their modules, and the part of it from the built assemblies on: first in a fresh process, then warm.</summary>
internal static class CompileBench
{
    private const int WarmRounds = 7;

    public static void Run(TextWriter output)
    {
        var games = Sources.Games().ToList();
        var cold = All(games);
        var warm = Enumerable.Range(0, WarmRounds).Select(_ => All(games)).ToList();
        output.WriteLine($"| {games.Count} games, s | fresh process | warm, best of {WarmRounds} |");
        output.WriteLine("|---|--:|--:|");
        output.WriteLine(Row("from built assembly to module", cold.Translation, warm.Min(w => w.Translation)));
        output.WriteLine(Row("from source to module, Roslyn included", cold.Total, warm.Min(w => w.Total)));
    }

    private static string Row(string what, TimeSpan cold, TimeSpan warm) =>
        string.Create(CultureInfo.InvariantCulture, $"| {what} | {cold.TotalSeconds:F2} | {warm.TotalSeconds:F2} |");

    private static (TimeSpan Total, TimeSpan Translation) All(List<SourceFile> games)
    {
        long begin = Stopwatch.GetTimestamp();
        var batch = new CartridgeCompiler().CompileEach(games);
        if (batch.Games.FirstOrDefault(game => !game.Succeeded) is { } failed)
            throw new InvalidDataException(string.Join('\n', failed.Messages));
        return (Stopwatch.GetElapsedTime(begin), batch.TranslationTime);
    }
}

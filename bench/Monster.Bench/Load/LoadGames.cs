using Monster.Arcade;

namespace Monster.Bench.Load;

/// <summary>The games of 20 ticks a second that have a recorded play, as files, so that the measured process need not compile.</summary>
internal static class LoadGames
{
    /// <summary>Writes a module and a recording each.</summary>
    public static IReadOnlyList<Recording> Write(string folder)
    {
        var compiler = new Compiler.CartridgeCompiler();
        using var plays = new DemoPlays();
        foreach (var play in plays.All.Where(play => play.Cartridge.Manifest.TicksPerSecond == 20))
        {
            File.WriteAllBytes(Path.Combine(folder, play.Name + ".wasm"), Sources.Compile(compiler, Sources.Game(play.Name)));
            File.WriteAllBytes(Path.Combine(folder, play.Name + ".play"), DemoPlays.Bytes(play.Name)!);
        }

        return [.. Names(folder).Select(name => RecordingReader.Decode(File.ReadAllBytes(Path.Combine(folder, name + ".play"))))];
    }

    /// <summary>The games in a folder, in the order that both processes use.</summary>
    public static IReadOnlyList<string> Names(string folder) =>
        [.. Directory.GetFiles(folder, "*.wasm").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
}

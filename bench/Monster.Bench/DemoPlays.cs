using Monster.Arcade;
using Monster.Compiler;

namespace Monster.Bench;

/// <summary>A game with its recorded play.</summary>
internal sealed record DemoPlay(string Name, Arcade.Cartridge Cartridge, Recording Recording);

/// <summary>The recorded plays of games/demo, each with the cartridge it was made with; all kept inside this program.</summary>
internal sealed class DemoPlays : IDisposable
{
    private readonly CartridgeRuntime _runtime = new();

    public DemoPlays()
    {
        var compiler = new CartridgeCompiler();
        foreach (var source in Sources.Games())
        {
            string name = Path.GetFileNameWithoutExtension(source.Path);
            var cartridge = _runtime.Load(Sources.Compile(compiler, source), name);
            using var file = typeof(DemoPlays).Assembly.GetManifestResourceStream($"demo:{name}.play");
            var recording = file is null ? null : RecordingReader.Decode(Read(file));
            if (recording?.Cartridge == cartridge.Sha256)
                All.Add(new DemoPlay(name, cartridge, recording));
            else
                Missing.Add(name);
        }
    }

    public List<DemoPlay> All { get; } = [];

    /// <summary>Games whose recorded play is missing or was made with another version.</summary>
    public List<string> Missing { get; } = [];

    public void Dispose()
    {
        foreach (var play in All)
            play.Cartridge.Dispose();
        _runtime.Dispose();
    }

    private static byte[] Read(Stream file)
    {
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}

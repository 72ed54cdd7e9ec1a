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
            var recording = Bytes(name) is { } bytes ? RecordingReader.Decode(bytes) : null;
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

    /// <summary>A game's recorded play as it is in its file; null when there is none.</summary>
    public static byte[]? Bytes(string name)
    {
        using var file = typeof(DemoPlays).Assembly.GetManifestResourceStream($"demo:{name}.play");
        if (file is null)
            return null;
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}

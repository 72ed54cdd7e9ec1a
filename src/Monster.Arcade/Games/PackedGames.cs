using System.Reflection;

namespace Monster.Arcade;

/// <summary>The arcade's games inside a program, for one that is a single file: the list of cartridges, the cartridges, a demo of each.</summary>
public sealed class PackedGames
{
    private const string Prefix = "games/";

    private readonly Assembly _assembly;

    private PackedGames(Assembly assembly) => _assembly = assembly;

    /// <summary>The list of cartridges.</summary>
    /// <exception cref="ArcadeException">It is damaged.</exception>
    public CartridgeLock Lock => CartridgeLock.Parse(System.Text.Encoding.UTF8.GetString(Find(CartridgeLock.FileName)!), CartridgeLock.FileName);

    /// <summary>What an assembly has; null when it has none.</summary>
    public static PackedGames? In(Assembly assembly) =>
        assembly.GetManifestResourceInfo(Prefix + CartridgeLock.FileName) is null ? null : new PackedGames(assembly);

    /// <summary>A file, <c>MazeRun.wasm</c> or <c>MazeRun.play</c>; null when it is not there.</summary>
    public byte[]? Find(string name)
    {
        using var stream = _assembly.GetManifestResourceStream(Prefix + name);
        if (stream is null)
            return null;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}

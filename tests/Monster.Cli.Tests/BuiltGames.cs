using System.Security.Cryptography;
using Monster.Arcade;
using Monster.Cli.Tests;

[assembly: AssemblyFixture(typeof(BuiltGames))]

namespace Monster.Cli.Tests;

/// <summary>
/// The cartridges beside the program under test, made by it anew for every run, so that nothing depends on what lies in <c>artifacts/</c>: Maze Run and Melody Mix,
/// and two that can never be played: Block Drop's file is refused, Light Show's is missing.
/// </summary>
public sealed class BuiltGames
{
    public BuiltGames()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "cartridges");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var sources = Directory.CreateTempSubdirectory("monster-games-");
        foreach (string game in new[] { "MazeRun.cs", "MelodyMix.cs" })
            File.Copy(Repository.At("games", game), Path.Combine(sources.FullName, game));
        var said = CommandLine.Run("cart", "games", sources.FullName, "-o", folder);
        sources.Delete(recursive: true);
        if (said.ExitCode != ExitCode.Ok)
            throw new InvalidOperationException(said.Error);
        byte[] refused = File.ReadAllBytes(Repository.At("tests", "hostile", "imports.wasm"));
        File.WriteAllBytes(Path.Combine(folder, "BlockDrop.wasm"), refused);
        File.AppendAllText(
            Path.Combine(folder, CartridgeLock.FileName),
            $"BlockDrop {Convert.ToHexStringLower(SHA256.HashData(refused))}\nLightShow {new string('0', 2 * SHA256.HashSizeInBytes)}\n");
    }
}

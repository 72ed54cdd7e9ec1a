using System.Security.Cryptography;
using Monster.Wasm;

namespace Monster.Compiler.Tests;

/// <summary>The arcade's games as cartridges: small, the same everywhere, and the ones that the lock names.</summary>
public sealed class GameTests
{
    private const int MaxBytes = 32 * 1024;

    private static readonly Lazy<Dictionary<string, byte[]>> Games = new(() => Sources().ToDictionary(p => Path.GetFileNameWithoutExtension(p), p => Compile(p, File.ReadAllText(p))));

    [Fact]
    public void Every_game_is_a_cartridge_of_at_most_32_KiB()
    {
        Assert.NotEmpty(Games.Value);
        Assert.All(Games.Value, game => Assert.True(CartridgeCheck.Of(game.Value).IsCartridge, game.Key));
        Assert.All(Games.Value, game => Assert.True(game.Value.Length <= MaxBytes, $"{game.Key} has {game.Value.Length} bytes"));
    }

    [Fact]
    public void No_cartridge_changed_unannounced()
    {
        var kept = File.ReadLines(Repository.At("games", "cartridges.lock")).Where(line => !line.StartsWith('#')).Order(StringComparer.Ordinal);
        var built = Games.Value.Select(game => $"{game.Key} {Convert.ToHexStringLower(SHA256.HashData(game.Value))}").Order(StringComparer.Ordinal);
        Assert.True(kept.SequenceEqual(built), "Cartridges differ from games/cartridges.lock. When that is meant: ./monster cart games games -o artifacts/cartridges --accept");
    }

    [Fact]
    public void The_same_source_gives_the_same_bytes_from_another_folder_another_compiler_and_another_thread()
    {
        string path = Sources().First();
        string text = File.ReadAllText(path);
        byte[] first = Games.Value[Path.GetFileNameWithoutExtension(path)];
        Assert.Equal(first, Compile("/elsewhere/entirely/other.cs", text));
        var fresh = new CartridgeCompiler();
        byte[][] together = new byte[3][];
        Parallel.For(0, together.Length, i => together[i] = fresh.Compile(new SourceFile($"{i}.cs", text)).Wasm!);
        Assert.All(together, bytes => Assert.Equal(first, bytes));
    }

    [Fact]
    public void A_cartridge_says_nothing_of_the_machine_it_was_made_on()
    {
        foreach (var (name, bytes) in Games.Value)
        {
            string text = System.Text.Encoding.Latin1.GetString(bytes);
            Assert.DoesNotContain(Repository.Root, text, StringComparison.Ordinal);
            Assert.DoesNotContain(".cs", text, StringComparison.Ordinal);
            Assert.NotEmpty(name);
        }
    }

    private static IEnumerable<string> Sources() => Directory.GetFiles(Repository.At("games"), "*.cs").Order(StringComparer.Ordinal)
        .Where(path => File.ReadAllText(path).Contains("[Manifest(", StringComparison.Ordinal));

    private static byte[] Compile(string path, string text)
    {
        var result = BothWays.Warm.Compile([new SourceFile(path, text)]);
        Assert.True(result.Succeeded, string.Join("\n", result.Messages));
        return result.Wasm!;
    }
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Monster.Arcade;
using Monster.Compiler;
using Monster.Games.Tests;

[assembly: AssemblyFixture(typeof(CartridgeFixture))]

namespace Monster.Games.Tests;

/// <summary>The games as cartridges, each compiled from its source when it is first asked for.</summary>
public sealed class CartridgeFixture : IDisposable
{
    private readonly CartridgeCompiler _compiler = new();
    private readonly CartridgeRuntime _runtime = new();
    private readonly ConcurrentDictionary<string, Lazy<Arcade.Cartridge>> _cartridges = new(StringComparer.Ordinal);

    public static string GamesFolder { get; } = FindGames();

    /// <summary>The cartridge of a game's class.</summary>
    public Arcade.Cartridge Of(string name) => _cartridges.GetOrAdd(name, _ => new Lazy<Arcade.Cartridge>(() => Compile(name))).Value;

    public void Dispose()
    {
        foreach (var cartridge in _cartridges.Values.Where(c => c.IsValueCreated))
            cartridge.Value.Dispose();
        _runtime.Dispose();
    }

    private Arcade.Cartridge Compile(string name)
    {
        string path = Path.Combine(GamesFolder, name + ".cs");
        var compiled = _compiler.Compile(new SourceFile(path, File.ReadAllText(path)));
        Assert.True(compiled.Succeeded, string.Join('\n', compiled.Messages));
        return _runtime.Load(compiled.Wasm!, name);
    }

    private static string FindGames([CallerFilePath] string here = "")
    {
        string directory = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(directory, "Monster.slnx")))
            directory = Path.GetDirectoryName(directory)!;
        return Path.Combine(directory, "games");
    }
}

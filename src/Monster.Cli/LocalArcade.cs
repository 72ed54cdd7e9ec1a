using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Cli.Hecke;
using Monster.Hecke;
using Monster.Hecke.Modules;

namespace Monster.Cli;

/// <summary>The arcade on this machine: its engine, its games, and what the player keeps.</summary>
public sealed class LocalArcade : IDisposable
{
    /// <summary>How many folders up the built cartridges may lie: beside the program, or beside what the build made.</summary>
    private const int LevelsUp = 4;

    private readonly PlayerFolders _folders = PlayerFolders.OfThisProcess();

    private HeckeModuleHost? _modules;

    /// <summary>Opens it. Nothing is read but the list of cartridges, and nothing is written.</summary>
    /// <exception cref="ArcadeException">The list of cartridges is damaged.</exception>
    public LocalArcade()
    {
        Runtime = new CartridgeRuntime(new RuntimeOptions { CacheFolder = Path.Combine(_folders.Cache, "compiled") });
        Store = new PlayerStore(_folders.Data);
        Atlas = new HeckeAtlas(OpenModules);
        if (PackedGames.In(typeof(LocalArcade).Assembly) is { } packed)
        {
            Catalogue = new Catalogue(Runtime, packed.Lock, Store.Cartridges) { Packed = packed };
            return;
        }

        string cartridges = CartridgesFolder();
        Catalogue = new Catalogue(Runtime, CartridgeLock.Read(Path.Combine(cartridges, CartridgeLock.FileName)), cartridges, Store.Cartridges);
    }

    /// <summary>The engine.</summary>
    public CartridgeRuntime Runtime { get; }

    /// <summary>The 71 games.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>The map of the 71 games. The modules are opened when it is first asked.</summary>
    public HeckeAtlas Atlas { get; }

    /// <summary>What the player keeps.</summary>
    public PlayerStore Store { get; }

    /// <summary>Where that is.</summary>
    public string DataFolder => _folders.Data;

    /// <summary>Where the games' demo recordings are; null when they are not here.</summary>
    public string? DemoFolder { get; } = FolderAbove(Path.Combine("games", "demo"), Directory.Exists);

    /// <summary>A cartridge by a game's name or shard, or a file's path.</summary>
    /// <param name="name">Something that ends in <c>.wasm</c> or contains a slash is a path.</param>
    /// <exception cref="ArcadeException">There is none, or it is refused.</exception>
    public Arcade.Cartridge Cartridge(string name)
    {
        if (name.EndsWith(".wasm", StringComparison.OrdinalIgnoreCase) || name.Contains('/', StringComparison.Ordinal))
            return Runtime.Load(BoundedFile.Read(name, Wasm.CartridgeCheck.MaxBytes), $"'{name}'");
        return Catalogue.Find(name) is { } entry
            ? Catalogue.Load(entry)
            : throw new CommandException($"There is no game '{name}', or several names begin so. 'monster games' lists them.");
    }

    /// <summary>The cartridge a recording was made with.</summary>
    /// <exception cref="ArcadeException">It is not here.</exception>
    public Arcade.Cartridge CartridgeOf(Recording recording) => Catalogue.FindBySha256(recording.Cartridge)
        ?? throw new CommandException($"The recording was made with a cartridge that is not here ({recording.Cartridge[..12]}...): another game, or another version of it.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _modules?.Dispose();
        Catalogue.Dispose();
        Runtime.Dispose();
    }

    private IHeckeModules OpenModules()
    {
        try
        {
            _modules = HeckeFolder.Open(null);
            return _modules;
        }
        catch (HeckeModuleException e)
        {
            return new MissingHeckeModules(e.Message);
        }
    }

    /// <summary>Where the built cartridges are, or would be.</summary>
    internal static string CartridgesFolder() =>
        FolderAbove("cartridges", below => File.Exists(Path.Combine(below, CartridgeLock.FileName))) ?? Path.Combine(AppContext.BaseDirectory, "cartridges");

    /// <summary>The first such folder beside the program or beside one of the folders it is in.</summary>
    internal static string? FolderAbove(string name, Func<string, bool> isIt)
    {
        string? folder = AppContext.BaseDirectory;
        for (int level = 0; level <= LevelsUp && folder is not null; level++)
        {
            string below = Path.Combine(folder, name);
            if (isIt(below))
                return below;
            folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder));
        }

        return null;
    }
}

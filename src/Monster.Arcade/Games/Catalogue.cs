using System.Collections.Concurrent;
using System.Security.Cryptography;
using Monster.Wasm;

namespace Monster.Arcade;

/// <summary>
/// The 71 games: by shard, by name, by the SHA-256 of their cartridges. Cartridges are read when they are first asked for, and only
/// believed when their hash is the one in the lock. Safe for use by several threads.
/// </summary>
public sealed class Catalogue : IDisposable
{
    private readonly CartridgeRuntime _runtime;
    private readonly IReadOnlyList<string> _folders;
    private readonly ConcurrentDictionary<string, Lazy<Cartridge>> _loaded = new(StringComparer.Ordinal);

    /// <summary>A catalogue.</summary>
    /// <param name="runtime">What runs the cartridges; it stays the caller's.</param>
    /// <param name="cartridges">The list of the arcade's cartridges.</param>
    /// <param name="folders">Where their files are, <c>NAME.wasm</c> or <c>SHA256.wasm</c>: looked through in this order. Older cartridges, which recordings refer to, may lie there too.</param>
    public Catalogue(CartridgeRuntime runtime, CartridgeLock cartridges, params IReadOnlyList<string> folders)
    {
        _runtime = runtime;
        _folders = folders;
        Entries = [.. Shards.Names.Select((title, shard) => new CatalogueEntry(shard, title, cartridges[shard]))];
    }

    /// <summary>Games inside this program, which come before those in folders; null when there are none.</summary>
    public PackedGames? Packed { get; init; }

    /// <summary>What runs the cartridges.</summary>
    public CartridgeRuntime Runtime => _runtime;

    /// <summary>The 71 places, by shard.</summary>
    public IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>The place of a game by its shard, its name, or the beginning of its name when no other begins so; case and spaces do not matter.</summary>
    public CatalogueEntry? Find(string name)
    {
        if (int.TryParse(name, out int shard))
            return (uint)shard < Shards.Count ? Entries[shard] : null;
        string plain = Shards.Plain(name);
        if (plain.Length == 0)
            return null;
        if (Shards.Find(name) is { } exact)
            return Entries[exact];
        var begin = Entries.Where(e => Shards.Plain(e.Title).StartsWith(plain, StringComparison.Ordinal)).Take(2).ToList();
        return begin.Count == 1 ? begin[0] : null;
    }

    /// <summary>The cartridge of a game.</summary>
    /// <exception cref="ArcadeException">The game does not exist yet, or its cartridge is missing or damaged.</exception>
    public Cartridge Load(CatalogueEntry entry)
    {
        if (entry.Sha256 is not { } sha256)
            throw new ArcadeException($"{entry.Title} (shard {entry.Shard}) is not built yet.");
        return Load(sha256, FileNames(entry.Title, sha256)) ?? throw new ArcadeException($"The cartridge of {entry.Title} is missing, cannot be read, or is not the one that was tested ({sha256[..12]}...). Build the arcade again.");
    }

    /// <summary>Why a game that exists cannot be played: its cartridge is missing, damaged or refused. Null when it can be, or does not exist yet. Loads it.</summary>
    public string? FaultOf(CatalogueEntry entry)
    {
        try
        {
            if (entry.Exists)
                Load(entry);
            return null;
        }
        catch (ArcadeException e)
        {
            return e.Message;
        }
    }

    /// <summary>The cartridge with a SHA-256, whether a game of today or an older one that was kept; null when it is not here.</summary>
    /// <exception cref="CartridgeRefusedException">There is a file with that hash, but it is no cartridge.</exception>
    public Cartridge? FindBySha256(string sha256)
    {
        var entry = Entries.FirstOrDefault(e => e.Sha256 == sha256);
        return Load(sha256, entry is null ? [sha256 + ".wasm"] : FileNames(entry.Title, sha256));
    }

    /// <summary>The file of a game's cartridge, for those who run it elsewhere.</summary>
    /// <exception cref="ArcadeException">The game does not exist yet, or its cartridge is missing or damaged.</exception>
    public byte[] ReadFile(CatalogueEntry entry) => entry.Sha256 is { } sha256 && Read(sha256, FileNames(entry.Title, sha256)) is { } file
        ? file
        : throw new ArcadeException($"The cartridge of {entry.Title} is not here. Build the arcade again.");

    /// <summary>Frees what was loaded.</summary>
    public void Dispose()
    {
        foreach (var cartridge in _loaded.Values.Where(c => c.IsValueCreated))
            cartridge.Value.Dispose();
    }

    private static string[] FileNames(string title, string sha256) => [title.Replace(" ", "", StringComparison.Ordinal) + ".wasm", sha256 + ".wasm"];

    private Cartridge? Load(string sha256, string[] names)
    {
        if (_loaded.TryGetValue(sha256, out var known))
            return known.Value;
        if (Read(sha256, names) is not { } file)
            return null;
        return _loaded.GetOrAdd(sha256, _ => new Lazy<Cartridge>(() => _runtime.Load(file, names[0]))).Value;
    }

    /// <summary>The first file of one of these names whose content has the hash.</summary>
    private byte[]? Read(string sha256, string[] names)
    {
        if (Packed?.Find(names[0]) is { } packed && Convert.ToHexStringLower(SHA256.HashData(packed)) == sha256)
            return packed;
        foreach (string folder in _folders.Where(Directory.Exists))
        {
            foreach (string path in Directory.EnumerateFiles(folder, "*.wasm").Where(p => names.Contains(Path.GetFileName(p), StringComparer.OrdinalIgnoreCase)))
            {
                byte[]? file = TryRead(path);
                if (file is not null && Convert.ToHexStringLower(SHA256.HashData(file)) == sha256)
                    return file;
            }
        }

        return null;
    }

    /// <summary>The content of a file, unless it is larger than any cartridge or cannot be read.</summary>
    private static byte[]? TryRead(string path)
    {
        try
        {
            return new FileInfo(path).Length <= CartridgeCheck.MaxBytes ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

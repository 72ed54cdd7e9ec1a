namespace Monster.Arcade;

/// <summary>
/// The list of the arcade's cartridges, <c>cartridges.lock</c>: a name and a SHA-256 on each line. It is kept in the repository, so that
/// a cartridge that differs from what was tested is noticed.
/// </summary>
public sealed class CartridgeLock
{
    /// <summary>The file's name.</summary>
    public const string FileName = "cartridges.lock";

    private const int MaxBytes = 64 * 1024;
    private const int HashDigits = 64;

    private readonly string?[] _hashes;

    private CartridgeLock(string?[] hashes) => _hashes = hashes;

    /// <summary>SHA-256 of a shard's cartridge; null when it has none.</summary>
    public string? this[int shard] => _hashes[shard];

    /// <summary>Reads a file; a missing one is empty.</summary>
    /// <exception cref="ArcadeException">It is damaged.</exception>
    public static CartridgeLock Read(string path)
    {
        if (!File.Exists(path))
            return new CartridgeLock(new string?[Shards.Count]);
        if (new FileInfo(path).Length > MaxBytes)
            throw Damaged(path, "it is too large");
        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>Reads the lines of a file.</summary>
    /// <param name="text">The lines; those that begin with <c>#</c> are for people.</param>
    /// <param name="path">Where they are from, for messages.</param>
    /// <exception cref="ArcadeException">They are not what they should be.</exception>
    public static CartridgeLock Parse(string text, string path)
    {
        string?[] hashes = new string?[Shards.Count];
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#'))
                continue;
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 2 || Array.FindIndex(words, IsHash) is not (>= 0 and var at))
                throw Damaged(path, $"'{line}' is not a name and a SHA-256");
            string name = words[1 - at];
            if (Shards.Find(Path.GetFileNameWithoutExtension(name)) is not { } shard || hashes[shard] is not null)
                throw Damaged(path, $"'{name}' is not one of the {Shards.Count} games, or is there twice");
            hashes[shard] = words[at];
        }

        return new CartridgeLock(hashes);
    }

    private static bool IsHash(string word) => word.Length == HashDigits && word.All(char.IsAsciiHexDigitLower);

    private static ArcadeException Damaged(string path, string why) => new($"The list of cartridges '{path}' cannot be used: {why}. Build the arcade again.");
}

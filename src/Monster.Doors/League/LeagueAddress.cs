using Monster.Arcade;

namespace Monster.Doors;

/// <summary>The board elsewhere on which a door's callers play ranked, and what the door shows there.</summary>
/// <param name="Url">Where its pages are.</param>
/// <param name="Tag">The tag under which it knows this board: what stands after the @ in callers' names.</param>
/// <param name="Key">The key that its sysop gave out.</param>
public sealed record LeagueAddress(Uri Url, string Tag, string Key)
{
    /// <summary>The file with the tag and key in the door's folder.</summary>
    public const string KeyFileName = "board.key";

    private const int MaxKeyFile = 1024;

    /// <summary>What queued results say of where they are to go.</summary>
    public string Authority => Url.Authority;

    /// <summary>What was entered, checked.</summary>
    /// <param name="url">The address of the board's pages.</param>
    /// <param name="keyFile">A file of one line: <c>TAG KEY</c>, or <c>TAG key KEY</c> as it stands in the other board's settings.</param>
    /// <param name="allowsPlain">Whether the key may travel over HTTP without encryption to another machine.</param>
    /// <exception cref="ArcadeException">What would do.</exception>
    public static LeagueAddress Read(string url, string keyFile, bool allowsPlain)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.Host.Length == 0)
            throw new ArcadeException($"--board wants the address of a board's pages, such as https://board.example, not '{url}'.");
        if (address is { Scheme: "http", IsLoopback: false } && !allowsPlain)
            throw new ArcadeException($"'{url}' is not encrypted: anybody on the way could read this board's key. Use https://, or say --plain-http where the way is safe (a tunnel, a cable).");
        string[] words = ReadKey(keyFile).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [var tag, var key] => new LeagueAddress(Folder(address), tag, key),
            [var tag, "key", var key, ..] => new LeagueAddress(Folder(address), tag, key),
            _ => throw new ArcadeException($"'{keyFile}' is to hold one line, 'TAG KEY': what the sysop of {address.Host} gave you."),
        };
    }

    /// <summary>A board may be below a folder of a web server.</summary>
    private static Uri Folder(Uri address) => address.AbsolutePath.EndsWith('/') ? address : new Uri(address.GetLeftPart(UriPartial.Path) + "/");

    private static string ReadKey(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            char[] text = new char[MaxKeyFile];
            return new string(text, 0, reader.ReadBlock(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArcadeException($"The key for --board cannot be read: {e.Message.TrimEnd('.')}. Put the line 'TAG KEY' that its sysop gave you into '{file}', or name another file with --board-key.", e);
        }
    }
}

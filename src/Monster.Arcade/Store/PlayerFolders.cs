namespace Monster.Arcade;

/// <summary>Where a player's files are, after the XDG Base Directory Specification.</summary>
/// <param name="Data">Recordings, bests, saved plays, the signing key: what must not be lost.</param>
/// <param name="Cache">Compiled cartridges: what can be made again.</param>
public sealed record PlayerFolders(string Data, string Cache)
{
    private const string Name = "monster-arcade";

    /// <summary>The folders of the person who started this process: <c>$MONSTER_DATA</c>, else below <c>$XDG_DATA_HOME</c> and <c>$XDG_CACHE_HOME</c>, else below the home folder.</summary>
    public static PlayerFolders OfThisProcess() => From(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>The folders that some environment variables lead to.</summary>
    /// <param name="variable">Gives a variable's value, or null.</param>
    /// <param name="home">The home folder; may be empty for a user without one.</param>
    public static PlayerFolders From(Func<string, string?> variable, string home)
    {
        if (home.Length == 0)
            home = Path.GetTempPath();
        string? own = Absolute(variable("MONSTER_DATA"));
        string data = own ?? Path.Combine(Absolute(variable("XDG_DATA_HOME")) ?? Path.Combine(home, ".local", "share"), Name);
        string cache = Absolute(variable("XDG_CACHE_HOME")) is { } root ? Path.Combine(root, Name)
            : own is not null ? Path.Combine(own, "cache")
            : Path.Combine(home, ".cache", Name);
        return new PlayerFolders(data, cache);
    }

    /// <summary>The specification says that paths that are not absolute are to be ignored.</summary>
    private static string? Absolute(string? path) => Path.IsPathFullyQualified(path ?? "") ? path : null;
}

using System.CommandLine;
using Monster.Arcade;

namespace Monster.Cli;

/// <summary>The option that says where a board's data directory is, and where it is when it is not given.</summary>
internal static class DataOption
{
    public static Option<string?> Create(string description) => new("--data") { Description = description, HelpName = "DIR" };

    /// <summary>The data directory, as an absolute path.</summary>
    public static string Of(string? given) => Path.GetFullPath(given ?? Path.Combine(PlayerFolders.OfThisProcess().Data, "board"));
}

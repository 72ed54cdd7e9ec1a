using System.CommandLine;
using Monster.Hecke.Modules;

namespace Monster.Cli.Hecke;

/// <summary>Where the 71 modules are: beside the built cartridges, or where <c>--folder</c> says.</summary>
internal static class HeckeFolder
{
    private const string Name = "hecke";

    public static Option<string?> Option() => new("--folder") { Description = "Where the 71 modules are, by default beside the arcade's cartridges.", HelpName = "FOLDER" };

    /// <summary>The folder that is there, or the one where they would be.</summary>
    public static string Path(string? given) => given
        ?? LocalArcade.FolderAbove(Name, below => File.Exists(System.IO.Path.Combine(below, HeckeManifest.FileName)))
        ?? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.TrimEndingDirectorySeparator(LocalArcade.CartridgesFolder()))!, Name);

    /// <summary>The modules, read as they are asked.</summary>
    public static HeckeModuleHost Open(string? given) => HeckeModuleHost.Open(Path(given));
}

using System.CommandLine;
using Monster.Arcade;
using Monster.Hecke.Modules;

namespace Monster.Cli;

/// <summary><c>monster site</c>: the arcade as a folder that any web server can serve.</summary>
public static class SiteCommand
{
    private const string Pages = "web";
    private const string FirstPage = "index.html";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "Where the site goes: a new or empty folder, or a site made before.", HelpName = "FOLDER" };
        var command = new Command("site", "Write the arcade, the check page and the observatory as a site for any web server.") { folder };
        command.SetAction(result => Run(result.GetRequiredValue(folder), result.InvocationConfiguration.Output));
        return command;
    }

    /// <summary>Where the pages were built; null when they were not. Their sources are in a folder of the same name, without assets.</summary>
    internal static string? FindPages() => LocalArcade.FolderAbove(Pages, below => File.Exists(Path.Combine(below, FirstPage)) && Directory.Exists(Path.Combine(below, "assets")));

    private static int Run(string folder, TextWriter output)
    {
        string pages = FindPages()
            ?? throw new CommandException("The pages are not built: they need Node.js 20.19 or newer with npm (Debian: nodejs, npm). Install it, then run './monster site' again.");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, "data", ArcadeSite.GamesFile)))
            throw new CommandException($"'{folder}' is not empty and is not a site of the arcade. Choose another folder.");
        int files = 0;
        foreach (string path in Directory.EnumerateFiles(pages, "*", SearchOption.AllDirectories))
            Put(Path.GetRelativePath(pages, path), File.ReadAllBytes(path));
        using var arcade = new LocalArcade();
        foreach (var (path, content) in new ArcadeSite(arcade.Catalogue, arcade.DemoFolder) { IsAlone = true }.Files())
            Put(Path.Combine("data", path), content);
        foreach (var entry in arcade.Catalogue.Entries)
        {
            if (arcade.Catalogue.FaultOf(entry) is { } fault)
                output.WriteLine($"{entry.Title} cannot be played: {fault}");
        }

        foreach (var (name, content) in HeckeModule.Files(HeckeModule.BuildAll()))
            Put(Path.Combine("data", "hecke", name), content);
        output.WriteLine($"{files} files in '{folder}'. Any web server can serve them, for example: python3 -m http.server -d '{folder}'");
        return ExitCode.Ok;

        void Put(string path, byte[] content)
        {
            string full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            AtomicFile.Write(full, content);
            files++;
        }
    }
}

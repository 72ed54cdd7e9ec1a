using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Monster.House.Tests;

/// <summary>The checkout these tests were built from.</summary>
internal static class House
{
    public static string Root { get; } = FindRoot();

    public static string Text(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>The source files of a folder, without what the build makes.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories);

    /// <summary>The paths that are committed, or about to be, relative to the root; empty where there is no git.</summary>
    public static IReadOnlyList<string> Committed()
    {
        var start = new ProcessStartInfo("git", ["-C", Root, "ls-files", "--cached", "--others", "--exclude-standard"]) { RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        string[] lines = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. lines.Where(line => File.Exists(Path.Combine(Root, line)))];
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        string directory = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(directory, "Monster.slnx")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}

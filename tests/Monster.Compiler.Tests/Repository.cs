using System.Runtime.CompilerServices;

namespace Monster.Compiler.Tests;

/// <summary>Where the repository's files are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot([CallerFilePath] string here = "")
    {
        string directory = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(directory, "Monster.slnx")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}

using System.Runtime.CompilerServices;

namespace Monster.Testing;

/// <summary>
/// Golden files: what a person sees, kept beside the tests. Run the tests with MONSTER_GOLDEN=write to accept what is
/// there now, then read the difference before committing it.
/// </summary>
public static class Golden
{
    /// <summary>Compares text with <c>golden/NAME.txt</c> in the calling test project.</summary>
    public static void Check(string name, string actual, [CallerFilePath] string caller = "")
    {
        string directory = Path.GetDirectoryName(caller)!;
        while (Directory.GetFiles(directory, "*.csproj").Length == 0)
            directory = Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException(caller);
        string path = Path.Combine(directory, "golden", name + ".txt");
        if (Environment.GetEnvironmentVariable("MONSTER_GOLDEN") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        if (!File.Exists(path))
            throw new FileNotFoundException($"No golden file for '{name}': run with MONSTER_GOLDEN=write, read it, commit it.", path);
        string expected = File.ReadAllText(path);
        if (expected != actual)
            throw new InvalidDataException($"'{name}' is not what it was.\n--- golden\n{expected}\n--- now\n{actual}");
    }
}

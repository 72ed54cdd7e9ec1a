namespace Monster.Cli;

/// <summary>The program that sshd starts, as it was built.</summary>
internal static class BridgeFile
{
    public const string Name = "monster-bridge";

    private const int LevelsUp = 6;

    /// <summary>Where it is.</summary>
    /// <exception cref="CommandException">It was not built.</exception>
    public static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        for (int i = 0; i < LevelsUp && folder is not null; i++, folder = Path.GetDirectoryName(folder.TrimEnd('/')))
        {
            foreach (string path in new[] { Path.Combine(folder, Name), Path.Combine(folder, "artifacts", "native", "bridge", Name) })
            {
                if (File.Exists(path))
                    return path;
            }
        }

        throw new CommandException($"The bridge ({Name}) was not built: './monster ssh' builds it (it needs gcc).");
    }
}

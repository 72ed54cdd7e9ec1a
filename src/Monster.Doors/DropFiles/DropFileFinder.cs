namespace Monster.Doors;

/// <summary>Finds the drop file of this call.</summary>
public static class DropFileFinder
{
    private const int MaxEntries = 10_000;

    /// <summary>
    /// The file's path: the one named; else in the folder named, or in the current one, the file of the best known format, whatever the case of
    /// its name. The environment variable <c>BBSDEV_DRP</c> comes first unless a file is named; <c>SBBSNODE</c> (Synchronet) names a folder to look in last.
    /// </summary>
    /// <param name="place">A file or a folder; null for the current folder.</param>
    /// <param name="variable">Gives an environment variable's value, or null.</param>
    /// <exception cref="DropFileException">There is none.</exception>
    public static string Find(string? place, Func<string, string?> variable)
    {
        if (place is not null && !Directory.Exists(place))
            return File.Exists(place) ? place : InSameFolder(place) ?? throw new DropFileException($"There is no drop file '{place}'. Does the board write it there for this node?");
        if (variable(BbsDevDrp.Variable) is { Length: > 0 } told)
            return File.Exists(told) ? told : throw new DropFileException($"{BbsDevDrp.Variable} names '{told}', which is not there.");
        string?[] folders = [place ?? Directory.GetCurrentDirectory(), place is null ? variable("SBBSNODE") : null];
        foreach (string folder in folders.OfType<string>().Where(Directory.Exists))
        {
            if (Best(folder) is { } found)
                return found;
        }

        throw new DropFileException($"There is no DOOR32.SYS, DOOR.SYS, DORINFO1.DEF, CHAIN.TXT or BBSDEV.DRP in '{folders[0]}'. Name the file or its folder: monster door FILE");
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="DropFileException">It cannot be read or understood.</exception>
    public static DropFile Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            byte[] content = new byte[DropFileReader.MaxBytes + 1];
            int count = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return DropFileReader.Read(content.AsSpan(0, count), DropFileReader.KindOf(Path.GetFileName(path)), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DropFileException($"The drop file '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The same name in another case: boards of DOS heritage and file systems of Unix disagree there.</summary>
    private static string? InSameFolder(string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return folder is not null && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Take(MaxEntries).FirstOrDefault(file => Path.GetFileName(file).Equals(Path.GetFileName(path), StringComparison.OrdinalIgnoreCase))
            : null;
    }

    private static string? Best(string folder) => Directory.EnumerateFiles(folder).Take(MaxEntries)
        .Select(path => (Path: path, Kind: DropFileReader.KindOf(Path.GetFileName(path))))
        .Where(file => file.Kind is not null)
        .OrderBy(file => file.Kind)
        .ThenBy(file => file.Path, StringComparer.Ordinal)
        .Select(file => file.Path)
        .FirstOrDefault();
}

using System.IO.Compression;

namespace Monster.Doors;

/// <summary>The doors that are installed on a board, and what their callers keep in them. Safe for use by several threads and processes.</summary>
public sealed class DoorShelf
{
    /// <summary>The most doors that are listed.</summary>
    public const int MaxDoors = 200;

    private const int MaxEntries = 5_000;
    private const long MaxBytes = 256 * 1024 * 1024;

    private readonly string _doors;
    private readonly string _saves;

    /// <summary>The doors below a data directory: <c>doors/NAME</c>, and <c>door-saves/NAME/CALLER</c>.</summary>
    public DoorShelf(string data) => (_doors, _saves) = (Path.Combine(data, "doors"), Path.Combine(data, "door-saves"));

    /// <summary>The names of the installed doors, which are those of their folders, in order.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(_doors)
        ? [.. Directory.EnumerateDirectories(_doors).Select(path => Path.GetFileName(path)!).Where(IsName).Order(StringComparer.Ordinal).Take(MaxDoors)]
        : [];

    /// <summary>What a door declares.</summary>
    /// <exception cref="DoorRefusedException">It is not there, or not as it should be.</exception>
    public DoorManifest Manifest(string name) => HostedDoor.ReadManifest(Folder(name));

    /// <summary>Makes a door ready to run.</summary>
    /// <param name="engines">What runs it.</param>
    /// <param name="name">The door.</param>
    /// <exception cref="DoorRefusedException">It is not there, or not as it should be.</exception>
    public HostedDoor Open(DoorEngines engines, string name) => HostedDoor.Open(engines, Folder(name));

    /// <summary>Where a door keeps what all its callers share: scores.</summary>
    /// <exception cref="DoorRefusedException">The door has no such name.</exception>
    public string Shared(string name) => Path.Combine(_saves, Known(name));

    /// <summary>Where a door keeps a caller's things.</summary>
    /// <param name="name">The door.</param>
    /// <param name="caller">The caller's number on this board.</param>
    public string Scratch(string name, uint caller) => Path.Combine(_saves, Known(name), caller.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>
    /// Installs a door from a folder: its manifest and its program, nothing else; of a trusted one all that is there. One of the same name is replaced; what
    /// callers keep in it stays.
    /// </summary>
    /// <param name="engines">What can run it.</param>
    /// <param name="source">The folder.</param>
    /// <returns>The name under which it is installed: the folder's.</returns>
    /// <exception cref="DoorRefusedException">It is not as it should be.</exception>
    public string Install(DoorEngines engines, string source)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source))).ToLowerInvariant();
        if (!IsName(name))
            throw new DoorRefusedException($"The folder's name becomes the door's: '{name}' has other characters than letters, digits, '-' and '_', or more than 40.");
        DoorManifest manifest;
        using (var door = HostedDoor.Open(engines, source))
            manifest = door.Manifest;
        string beside = Path.Combine(_doors, $".new-{Guid.NewGuid():N}");
        Directory.CreateDirectory(beside);
        try
        {
            Copy(source, beside, manifest);
        }
        catch
        {
            Directory.Delete(beside, recursive: true);
            throw;
        }

        string place = Path.Combine(_doors, name);
        if (Directory.Exists(place))
            Directory.Delete(place, recursive: true);
        Directory.Move(beside, place);
        return name;
    }

    /// <summary>Takes a door away. What callers keep in it stays, for the day it comes back.</summary>
    /// <exception cref="DoorRefusedException">It is not there.</exception>
    public void Remove(string name) => Directory.Delete(Folder(name), recursive: true);

    /// <summary>Writes what a door keeps, of one caller or of all, as a ZIP file.</summary>
    /// <param name="name">The door.</param>
    /// <param name="caller">The caller's number; null for all.</param>
    /// <param name="file">The file to write; it must not be there.</param>
    /// <returns>How many files are in it.</returns>
    /// <exception cref="DoorRefusedException">The door has no such name.</exception>
    public int Export(string name, uint? caller, string file)
    {
        string from = caller is { } number ? Scratch(name, number) : Path.Combine(_saves, Known(name));
        using var zip = ZipFile.Open(file, ZipArchiveMode.Create);
        if (!Directory.Exists(from))
            return 0;
        // Links are left out: a door must not be able to have its sysop pack up other files.
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        int files = 0;
        foreach (string path in Directory.EnumerateFiles(from, "*", options))
        {
            zip.CreateEntryFromFile(path, Path.GetRelativePath(from, path));
            files++;
        }

        return files;
    }

    private static void Copy(string source, string to, DoorManifest manifest)
    {
        if (!manifest.IsTrusted)
        {
            File.Copy(Path.Combine(source, DoorManifest.FileName), Path.Combine(to, DoorManifest.FileName));
            File.Copy(Path.Combine(source, manifest.Program), Path.Combine(to, manifest.Program));
            return;
        }

        long bytes = 0;
        int entries = 0;
        foreach (var entry in new DirectoryInfo(source).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }))
        {
            if (entry.LinkTarget is not null)
                throw new DoorRefusedException($"'{entry.FullName}' is a link; a door's files are files.");
            bytes += entry is FileInfo { Length: var length } ? length : 0;
            if (++entries > MaxEntries || bytes > MaxBytes)
                throw new DoorRefusedException($"'{source}' has more than {MaxEntries:N0} files and folders, or {MaxBytes:N0} bytes.");
            string place = Path.Combine(to, Path.GetRelativePath(source, entry.FullName));
            if (entry is FileInfo)
                File.Copy(entry.FullName, place);
            else
                Directory.CreateDirectory(place);
        }
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 40 && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_');

    private static string Known(string name) => IsName(name) ? name : throw new DoorRefusedException($"There is no door '{name}'.");

    private string Folder(string name)
    {
        string folder = Path.Combine(_doors, Known(name));
        return Directory.Exists(folder) ? folder : throw new DoorRefusedException($"There is no door '{name}'. 'monster doors list' shows those that are installed.");
    }
}

using System.IO.Enumeration;

namespace Monster.Doors;

/// <summary>The folder in which a door keeps a caller's things, and how much that is.</summary>
internal sealed class ScratchFolder
{
    /// <summary>The most files and folders in it.</summary>
    public const int MaxEntries = 256;

    private readonly long _most;

    public ScratchFolder(string path, long mostBytes)
    {
        (Path, _most) = (path, mostBytes);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Path { get; }

    /// <summary>Whether there is more than may be.</summary>
    public bool IsFull()
    {
        var (bytes, entries) = Measure();
        return bytes > _most || entries > MaxEntries;
    }

    /// <summary>
    /// Takes away the newest files until the bytes may stay, then empty folders and the newest files until the number of them may: what the run that went
    /// too far has written.
    /// </summary>
    public void Trim()
    {
        var all = All().ToList();
        var files = all.Where(entry => !IsFolder(entry)).OrderByDescending(entry => entry.LastWriteTimeUtc).ToList();
        var folders = all.Where(IsFolder).OrderByDescending(entry => entry.FullName.Length).ToList(); // what is in one before it
        long bytes = all.Sum(LengthOf);
        int entries = all.Count;
        var gone = files.TakeWhile(file => bytes > _most && (bytes -= LengthOf(file)) >= 0).ToList();
        foreach (var file in gone)
            file.Delete();
        entries -= gone.Count;
        foreach (var entry in folders.Concat(files.Skip(gone.Count)).Concat(folders).TakeWhile(_ => entries > MaxEntries))
        {
            if (IsFolder(entry) && (!Directory.Exists(entry.FullName) || Directory.EnumerateFileSystemEntries(entry.FullName).Any()))
                continue;
            entry.Delete();
            entries--;
        }
    }

    private (long Bytes, int Entries) Measure()
    {
        long bytes = 0;
        int entries = 0;
        foreach (var entry in Entries())
        {
            entries++;
            bytes += LengthOf(entry);
        }

        return (bytes, entries);
    }

    private static bool IsFolder(FileSystemInfo entry) => entry is DirectoryInfo && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static long LengthOf(FileSystemInfo entry)
    {
        try
        {
            return entry is FileInfo file && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? file.Length : 0;
        }
        catch (IOException)
        {
            return 0; // gone since it was listed
        }
    }

    /// <summary>As many as it takes to know that there are too many.</summary>
    private IEnumerable<FileSystemInfo> Entries() => All().Take(MaxEntries + 1);

    /// <summary>Links are there, and are not followed, wherever they lead.</summary>
    private FileSystemEnumerable<FileSystemInfo> All() =>
        new(Path, (ref entry) => entry.ToFileSystemInfo(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true })
        {
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
}

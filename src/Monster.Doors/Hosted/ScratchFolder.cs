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

    /// <summary>Takes away the newest files until what is left may stay: what the run that went too far has written.</summary>
    public void Trim()
    {
        foreach (var file in Entries().OfType<FileInfo>().OrderByDescending(file => file.LastWriteTimeUtc))
        {
            if (!IsFull())
                return;
            file.Delete();
        }

        if (IsFull())
        {
            Directory.Delete(Path, recursive: true);
            Directory.CreateDirectory(Path);
        }
    }

    private (long Bytes, int Entries) Measure()
    {
        long bytes = 0;
        int entries = 0;
        foreach (var entry in Entries())
        {
            entries++;
            if (entry is FileInfo file)
                bytes += LengthOf(file);
        }

        return (bytes, entries);
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0; // gone since it was listed
        }
    }

    /// <summary>Links are not followed, wherever they lead.</summary>
    private IEnumerable<FileSystemInfo> Entries() => new DirectoryInfo(Path).EnumerateFileSystemInfos(
        "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true }).Take(MaxEntries * 2);
}

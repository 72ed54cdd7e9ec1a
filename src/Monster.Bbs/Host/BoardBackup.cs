using System.Formats.Tar;
using System.IO.Compression;
using System.IO.Enumeration;
using System.Text.Json;
using Monster.Board;

namespace Monster.Bbs;

/// <summary>
/// A board as one file, taken while it runs, and put back. The file is a gzipped tar archive: <c>backup.json</c> (version, index, hash),
/// <c>state.db</c>, the state at one moment, and everything else of the data directory except the log, which the state has in it. It holds
/// the board's secrets: keep it as safe as the board.
/// </summary>
public static class BoardBackup
{
    private const int Version = 1;
    private const string About = "backup.json";
    private const string State = "state.db";
    private static readonly string[] Changing = ["plays/", "door-saves/"];
    private static readonly string[] LeftOut = [State, "state.db-wal", "state.db-shm", "board.lock", Control.ControlRequest.SocketName];

    /// <summary>Writes a backup. The state is copied before the files it refers to, and those are never changed: so none is missing.</summary>
    /// <param name="directory">The data directory of a board, running or not.</param>
    /// <param name="file">The backup: made whole, or not at all.</param>
    /// <returns>The index and hash of the state in it.</returns>
    /// <exception cref="LogException">There is no board, or the backup could not be written.</exception>
    public static (ulong Index, StateHash Hash) Write(string directory, string file)
    {
        if (!File.Exists(Path.Combine(directory, State)))
            throw new LogException($"There is no board in '{directory}'.");
        string part = file + ".part";
        string copy = file + ".state";
        try
        {
            Create(copy).Dispose(); // first, so that nobody else can read it while it fills
            SqliteStore.Copy(Path.Combine(directory, State), copy);
            var (index, hash) = Describe(copy);
            using (var stream = Create(part))
            using (var zip = new GZipStream(stream, CompressionLevel.Fastest))
            using (var tar = new TarWriter(zip))
            {
                byte[] about = JsonSerializer.SerializeToUtf8Bytes(new { version = Version, index, hash = hash.ToString() });
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, About) { DataStream = new MemoryStream(about) });
                tar.WriteEntry(copy, State);
                foreach (string path in Others(directory))
                    Add(tar, path, Path.GetRelativePath(directory, path).Replace('\\', '/'));
            }

            File.Move(part, file, overwrite: true);
            return (index, hash);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException or Microsoft.Data.Sqlite.SqliteException)
        {
            throw new LogException($"The backup '{file}' could not be written: {e.Message}", e);
        }
        finally
        {
            File.Delete(part);
            File.Delete(copy);
        }
    }

    /// <summary>Makes a data directory from a backup, and checks that the state is the one that was backed up.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="directory">A directory that does not exist or is empty; it is made whole, or not at all.</param>
    /// <exception cref="LogException">The directory is in use, or the backup is damaged or of a newer version.</exception>
    public static (ulong Index, StateHash Hash) Restore(string file, string directory)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
            throw new LogException($"'{directory}' is not empty. Restore into a new directory, and move the old one away first.");
        string part = directory.TrimEnd(Path.DirectorySeparatorChar) + ".part";
        try
        {
            if (Directory.Exists(part))
                Directory.Delete(part, recursive: true);
            Directory.CreateDirectory(part);
            using (var stream = File.OpenRead(file))
            using (var zip = new GZipStream(stream, CompressionMode.Decompress))
                TarFile.ExtractToDirectory(zip, part, overwriteFiles: false); // refuses paths that lead out of the directory
            var (index, hash) = Check(part, file);
            File.Delete(Path.Combine(part, About));
            if (Directory.Exists(directory))
                Directory.Delete(directory);
            Directory.Move(part, directory);
            return (index, hash);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            throw new LogException($"'{file}' is no backup of a board, or it is cut off or damaged: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or JsonException or StoreException or Microsoft.Data.Sqlite.SqliteException)
        {
            throw new LogException($"'{file}' could not be restored: {e.Message}", e);
        }
        finally
        {
            if (Directory.Exists(part))
                Directory.Delete(part, recursive: true);
        }
    }

    /// <summary>
    /// Adds a file as it is now. Journals of running plays (<c>plays/</c>) grow and go meanwhile: what is torn is left out when they are read, and one
    /// that is gone belongs to a play that is in the state, or was given up. So do the files of doors that are being played.
    /// </summary>
    private static void Add(TarWriter tar, string path, string name)
    {
        if (!Changing.Any(folder => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            tar.WriteEntry(path, name);
            return;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[file.Length];
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)) });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Gone since it was listed.
        }
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private static IEnumerable<string> Others(string directory)
    {
        string log = Path.Combine(directory, "log") + Path.DirectorySeparatorChar;
        string compiled = Path.Combine(directory, "compiled-doors") + Path.DirectorySeparatorChar; // made again where it is wanted
        // A link is nothing of ours: a door may have left one that leads to other files of this machine.
        var files = new FileSystemEnumerable<string>(directory, (ref entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
        };
        return files
            .Where(path => !path.StartsWith(log, StringComparison.Ordinal) && !path.StartsWith(compiled, StringComparison.Ordinal) && !LeftOut.Contains(Path.GetRelativePath(directory, path)))
            .Order(StringComparer.Ordinal);
    }

    private static (ulong Index, StateHash Hash) Describe(string state)
    {
        using var store = new SqliteStore(state, SearchIndex.OfBoard);
        return (store.Applied, store.Hash);
    }

    private static (ulong Index, StateHash Hash) Check(string directory, string file)
    {
        string about = Path.Combine(directory, About);
        if (!File.Exists(about) || !File.Exists(Path.Combine(directory, State)))
            throw new LogException($"'{file}' is not a backup of a board.");
        using var json = JsonDocument.Parse(File.ReadAllBytes(about));
        int version = json.RootElement.GetProperty("version").GetInt32();
        if (version != Version)
            throw new LogException($"'{file}' is a backup of version {version}; this program knows version {Version}. A newer program wrote it.");
        using var store = new SqliteStore(Path.Combine(directory, State), SearchIndex.OfBoard);
        var hash = StateHash.OfAll(store);
        string expected = json.RootElement.GetProperty("hash").GetString() ?? "";
        return hash == store.Hash && hash.ToString() == expected
            ? (store.Applied, hash)
            : throw new LogException($"'{file}' is damaged: the state in it is not the one that was backed up.");
    }
}

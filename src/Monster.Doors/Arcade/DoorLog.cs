using System.Globalization;
using System.Text;
using Monster.Arcade;

namespace Monster.Doors;

/// <summary>
/// What a sysop wants to know of a door that may not write to standard error: a line for each call and each fault, in a file that never grows past a limit. A log
/// that cannot be written is no reason to stop.
/// </summary>
public sealed class DoorLog
{
    private const long MaxBytes = 1024 * 1024;

    private readonly string _path;
    private readonly TimeProvider _time;

    /// <summary>A log in a folder.</summary>
    public DoorLog(string folder, TimeProvider time) => (_path, _time) = (Path.Combine(folder, "door.log"), time);

    /// <summary>Notes something.</summary>
    public void Note(string text)
    {
        try
        {
            // .NET appends at the place where the end was when it opened the file, so nodes take turns.
            using var turn = StoreLock.Take(Directory.CreateDirectory(Path.GetDirectoryName(_path)!).FullName);
            if (File.Exists(_path) && new FileInfo(_path).Length > MaxBytes)
                File.Move(_path, _path + ".old", overwrite: true);
            string line = $"{_time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {text.ReplaceLineEndings(" | ")}\n";
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            file.Write(Encoding.UTF8.GetBytes(line));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArcadeException)
        {
            // Nowhere to say so either.
        }
    }
}

using System.Globalization;
using System.Text;

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
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            if (File.Exists(_path) && new FileInfo(_path).Length > MaxBytes)
                File.Move(_path, _path + ".old", overwrite: true);
            string line = $"{_time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {text.ReplaceLineEndings(" | ")}\n";
            // One write to a file opened for appending: lines of several nodes do not mix.
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            file.Write(Encoding.UTF8.GetBytes(line));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nowhere to say so either.
        }
    }
}

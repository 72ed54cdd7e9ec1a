namespace Monster.Cli;

/// <summary>Reads files that somebody named, and not more of them than makes sense.</summary>
public static class BoundedFile
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most bytes it may have.</param>
    /// <exception cref="CommandException">It is not there, cannot be read, or is larger.</exception>
    public static byte[] Read(string path, int most)
    {
        if (Directory.Exists(path))
            throw new CommandException($"'{path}' is a folder, not a file.");
        if (!File.Exists(path))
            throw new CommandException($"There is no file '{path}'.");
        try
        {
            using var file = File.OpenRead(path);
            byte[] bytes = new byte[Math.Min(file.CanSeek ? file.Length : most, most) + 1];
            int count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return count <= most ? bytes[..count] : throw new CommandException($"'{path}' is larger than {most:N0} bytes.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{path}' cannot be read: {e.Message}", e);
        }
    }
}

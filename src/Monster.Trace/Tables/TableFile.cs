using System.Globalization;
using Parquet;
using Parquet.Serialization;

namespace Monster.Trace.Tables;

/// <summary>Writes and reads the small tables of a trace.</summary>
public static class TableFile
{
    private const int RowGroup = 1 << 18;

    /// <summary>Writes a table into a folder, whole or not at all: under another name first.</summary>
    public static void Write<T>(string folder, IReadOnlyCollection<T> rows)
    {
        string path = Path.Combine(folder, TraceFormat.FileName<T>()), part = path + ".part";
        using (var file = new FileStream(part, FileMode.Create, FileAccess.ReadWrite))
            WriteTo(file, rows, append: false);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Reads a table of a trace.</summary>
    /// <exception cref="TraceException">It is missing, damaged, or of a newer version.</exception>
    public static IReadOnlyList<T> Read<T>(string folder)
        where T : class, new()
    {
        string path = Path.Combine(folder, TraceFormat.FileName<T>());
        if (!File.Exists(path))
            throw new TraceException($"'{folder}' has no {Path.GetFileName(path)}: it is not a trace, or one that has not ended.");
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
            CheckVersion(path, file);
            var result = Task.Run(() => ParquetSerializer.DeserializeAsync<T>(file)).GetAwaiter().GetResult();
            return [.. result.Data];
        }
        catch (Exception e) when (e is not TraceException and not UnauthorizedAccessException)
        {
            throw new TraceException($"'{path}' cannot be read, or is damaged: {e.Message}", e);
        }
    }

    internal static void WriteTo<T>(Stream file, IReadOnlyCollection<T> rows, bool append, uint version = TraceFormat.Version)
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = System.IO.Compression.CompressionLevel.Fastest, Append = append, RowGroupSize = RowGroup };
        var facts = new Dictionary<string, string> { [TraceFormat.VersionKey] = version.ToString(CultureInfo.InvariantCulture) };
        Task.Run(() => ParquetSerializer.SerializeAsync(rows, file, options, facts)).GetAwaiter().GetResult();
    }

    private static void CheckVersion(string path, FileStream file)
    {
        var reader = Task.Run(() => ParquetReader.CreateAsync(file, leaveStreamOpen: true)).GetAwaiter().GetResult();
        if (!reader.CustomMetadata.TryGetValue(TraceFormat.VersionKey, out string? version) || !uint.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
            throw new TraceException($"'{path}' is not a table of a trace: it has no {TraceFormat.VersionKey}.");
        if (number == 0)
            throw new TraceException($"'{path}' has version 0 of the trace format, which never was: it is damaged.");
        if (number > TraceFormat.Version)
            throw new TraceException($"'{path}' has version {number} of the trace format; this program knows up to {TraceFormat.Version}: use a newer one.");
        file.Position = 0;
    }
}

namespace Monster.Trace.Tables;

/// <summary>
/// The format of a trace's folder; docs/trace-format.md tells it. Version 1 had other columns for addresses. Every file has the metadata
/// <c>monster.trace.version</c>; a reader refuses a newer one.
/// </summary>
public static class TraceFormat
{
    /// <summary>This version.</summary>
    public const uint Version = 2;

    /// <summary>The key of the version in each file's metadata.</summary>
    public const string VersionKey = "monster.trace.version";

    /// <summary>The folder of the files that tell which blocks were executed.</summary>
    public const string ExecFolder = "exec";

    /// <summary>The folder of the files that tell which memory was accessed.</summary>
    public const string MemoryFolder = "mem";

    /// <summary>The file name of a table: <c>block_count.parquet</c> for <see cref="BlockCountRow"/>.</summary>
    public static string FileName<T>()
    {
        string name = typeof(T).Name[..^"Row".Length];
        return string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString())) + ".parquet";
    }
}

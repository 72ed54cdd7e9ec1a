using Monster.Trace.Tables;

namespace Monster.Trace.Reading;

/// <summary>A trace that was written: its folder and its tables, each read when first asked for.</summary>
public sealed class TraceFolder
{
    private readonly Lazy<IReadOnlyList<BlockRow>> _blocks;
    private readonly Lazy<IReadOnlyList<BlockCountRow>> _counts;
    private readonly Lazy<IReadOnlyList<ModuleRow>> _modules;
    private readonly Lazy<IReadOnlyList<FunctionRow>> _functions;

    /// <summary>Opens a trace.</summary>
    /// <exception cref="TraceException">It is none, has not ended, or is of a newer version.</exception>
    public TraceFolder(string path)
    {
        if (!Directory.Exists(path))
            throw new TraceException($"There is no folder '{path}'.");
        Path = path;
        Run = TableFile.Read<RunRow>(path) is [var run] ? run : throw new TraceException($"'{path}' has no run in its run.parquet.");
        if (Run.State == "running")
            throw new TraceException($"The trace in '{path}' has no end: it is still being written, or whoever wrote it was killed. Its exec and mem files are readable up to their last row group.");
        _blocks = new(() => TableFile.Read<BlockRow>(path));
        _counts = new(() => TableFile.Read<BlockCountRow>(path));
        _modules = new(() => TableFile.Read<ModuleRow>(path));
        _functions = new(() => File.Exists(System.IO.Path.Combine(path, TraceFormat.FileName<FunctionRow>())) ? TableFile.Read<FunctionRow>(path) : []);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The run.</summary>
    public RunRow Run { get; }

    /// <summary>The blocks, by number.</summary>
    public IReadOnlyList<BlockRow> Blocks => _blocks.Value;

    /// <summary>How often each process executed each block.</summary>
    public IReadOnlyList<BlockCountRow> Counts => _counts.Value;

    /// <summary>The modules, by number.</summary>
    public IReadOnlyList<ModuleRow> Modules => _modules.Value;

    /// <summary>The functions, by number.</summary>
    public IReadOnlyList<FunctionRow> Functions => _functions.Value;

    /// <summary>Another table.</summary>
    public IReadOnlyList<T> Table<T>()
        where T : class, new() => TableFile.Read<T>(Path);

    /// <summary>Bytes of all its files.</summary>
    public long Size => new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
}

using Monster.Trace.Tables;

namespace Monster.Trace.Collect;

/// <summary>The tables that grow while a trace is collected. Only the collector's own thread uses them, but for <see cref="Ops"/>.</summary>
internal sealed class TraceTables(string folder) : IDisposable
{
    /// <summary>Where they go.</summary>
    public string Folder { get; } = folder;

    public BlockTable Blocks { get; } = new();

    public OpTable Ops { get; } = new();

    public ModuleTable Modules { get; } = new();

    public TableAppender<SyscallRow> Syscalls { get; } = new(folder);

    public TableAppender<EventRow> Events { get; } = new(folder);

    /// <summary>The names of system calls, once the architecture is known.</summary>
    public SyscallNames? Names { get; set; }

    /// <summary>The monotonic clock when the first record was written.</summary>
    public ulong? Zero { get; set; }

    /// <summary>System calls so far.</summary>
    public ulong SyscallCount { get; set; }

    public void Dispose()
    {
        Syscalls.Dispose();
        Events.Dispose();
    }
}

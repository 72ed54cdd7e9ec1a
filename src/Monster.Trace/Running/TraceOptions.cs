using Monster.Trace.Plugin;

namespace Monster.Trace.Running;

/// <summary>What to run and what to record.</summary>
public sealed record TraceOptions
{
    /// <summary>The program and its arguments; the program is looked up in PATH.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Whether the command is qemu-system-ARCHITECTURE with its arguments: the whole machine is traced.</summary>
    public bool IsMachine { get; init; }

    /// <summary>The trace's folder; must not exist, or be empty.</summary>
    public required string Output { get; init; }

    /// <summary>What is recorded.</summary>
    public TraceMode Mode { get; init; } = TraceMode.Blocks;

    /// <summary>Only this code: <c>MODULE</c>, <c>MODULE:FUNCTION</c>, <c>:FUNCTION</c> of the program itself, or <c>0xFROM-0xTO</c> in guest addresses. None for all.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Only this part of the run; null for all.</summary>
    public TraceWindow? Window { get; init; }

    /// <summary>Drop records instead of holding the guest up when the collector is behind.</summary>
    public bool Drops { get; init; }

    /// <summary>MiB of shared memory between QEMU and the collector, 4 to 1024, without what each thread needs.</summary>
    public int Pool { get; init; } = 64;

    /// <summary>zstd's level for the streams, -7 to 19.</summary>
    public int Level { get; init; } = 1;

    /// <summary>The guest's environment; null for this process's own.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Where the guest runs; null for the current folder.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>QEMU's folder of a foreign architecture's libraries (its -L); null to look where Debian's cross compilers have them.</summary>
    public string? Sysroot { get; init; }

    /// <summary>The plugin's file; null to look where the build puts it.</summary>
    public string? Plugin { get; init; }

    /// <summary>Where the guest's output goes: called with QEMU's start, to redirect it; null to leave it as this process's.</summary>
    public Action<System.Diagnostics.ProcessStartInfo>? Prepare { get; init; }

    /// <summary>Called once the guest runs, where its output was redirected.</summary>
    public Action<System.Diagnostics.Process>? Begun { get; init; }
}

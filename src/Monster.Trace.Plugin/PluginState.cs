namespace Monster.Trace.Plugin;

/// <summary>All the plugin knows, in memory of its own: nothing here is seen by the garbage collector.</summary>
internal unsafe struct PluginState
{
    public QemuApi Api;
    public TraceMode Mode;
    public bool Drops;
    public bool IsSystem;
    public bool Stopped;
    public int Collector;
    public int Descriptor;
    public uint PoolChunks;

    /// <summary>Where the shared file is mapped; the same address in every forked child, because the emitted code names it.</summary>
    public byte* Shared;

    public byte* BlockThunk;
    public byte* AccessThunk;

    /// <summary>The gate: see <see cref="Gate"/>.</summary>
    public Gate* Gate;

    public FilterRange* Filters;
    public int FilterCount;
    public GuestMapping* Mappings;
    public int MappingCount;
    public PendingMap* Pending;
    public SyscallNumbers Numbers;
    public ulong GuestBase;
    public uint Forks;
    public uint CountersBacked;
    public bool SeenCode;
    public bool FollowsMappings;

    /// <summary>/proc/self/maps as it was before the guest was loaded.</summary>
    public byte* MapsBefore;
    public int MapsBeforeLength;

    /// <summary>The folder of the shared files, zero-terminated.</summary>
    public fixed byte Folder[512];

    public readonly bool HasGate => Gate != null;
}

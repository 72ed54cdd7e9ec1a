namespace Monster.Trace.Plugin;

/// <summary>What is recorded. Each mode records what the ones before it do, but <see cref="Count"/> keeps no order.</summary>
public enum TraceMode
{
    /// <summary>System calls, threads, processes and mappings.</summary>
    Syscalls = 0,

    /// <summary>Which blocks were translated, and so run: nothing is added to translated code.</summary>
    Cover = 1,

    /// <summary>How often each block ran, exact with threads: a counter for each block and virtual CPU.</summary>
    Count = 2,

    /// <summary>Every block executed, in order, for each virtual CPU.</summary>
    Blocks = 3,

    /// <summary>Every block executed and every memory access.</summary>
    Memory = 4,
}

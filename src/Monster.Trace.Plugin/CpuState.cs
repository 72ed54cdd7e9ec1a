using System.Runtime.InteropServices;

namespace Monster.Trace.Plugin;

/// <summary>What is known of a virtual CPU, in the shared file.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct CpuState
{
    /// <summary>Number of the chunk it fills now among all it filled since it began.</summary>
    public ulong Sequence;

    /// <summary>Index of that chunk; 0 when it has none.</summary>
    public uint Chunk;

    /// <summary>How often a virtual CPU of this number was begun, from 1.</summary>
    public uint Generation;

    /// <summary>1 while it lives.</summary>
    public uint Live;

    /// <summary>Not used.</summary>
    public uint Reserved;

    /// <summary>Chunks dropped in drop mode.</summary>
    public ulong Dropped;
}

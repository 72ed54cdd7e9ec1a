using System.Runtime.InteropServices;

namespace Monster.Trace.Plugin;

/// <summary>What is known of a chunk, in the shared file.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
public struct ChunkState
{
    /// <summary>Free: anybody may take it.</summary>
    public const uint Free = 0;

    /// <summary>Owned: a virtual CPU fills it.</summary>
    public const uint Owned = 1;

    /// <summary>Full: the collector's.</summary>
    public const uint Full = 2;

    /// <summary>One of the three states.</summary>
    public uint State;

    /// <summary>The virtual CPU whose records it holds.</summary>
    public uint Cpu;

    /// <summary>Its number among that virtual CPU's chunks, from 0.</summary>
    public ulong Sequence;

    /// <summary>Which virtual CPU of that number, from 1.</summary>
    public uint Generation;

    /// <summary>Bytes of records in it, once it is full.</summary>
    public uint Length;

    /// <summary>1 when the file has memory for it.</summary>
    public uint Backed;
}

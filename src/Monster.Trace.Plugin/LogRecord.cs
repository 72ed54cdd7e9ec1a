using System.Runtime.InteropServices;

namespace Monster.Trace.Plugin;

/// <summary>The header of every record of a stream's log.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct LogRecord
{
    /// <summary>Bytes of the record with this header, a multiple of 8.</summary>
    public uint Length;

    /// <summary>What it tells.</summary>
    public LogKind Kind;

    /// <summary>The virtual CPU.</summary>
    public uint Cpu;

    /// <summary>The host's thread that wrote it, which runs that virtual CPU.</summary>
    public uint Thread;

    /// <summary>How many records the virtual CPU had written to its stream before, since it began.</summary>
    public ulong Position;

    /// <summary>Nanoseconds of the monotonic clock.</summary>
    public ulong Time;
}

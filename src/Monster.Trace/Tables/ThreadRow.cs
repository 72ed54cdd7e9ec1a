using System.Text.Json.Serialization;

namespace Monster.Trace.Tables;

/// <summary>A virtual CPU's life: in user mode a thread.</summary>
public sealed record ThreadRow
{
    /// <summary>Its number in this trace, from 0.</summary>
    [JsonPropertyName("thread")]
    public uint Thread { get; init; }

    /// <summary>Its process.</summary>
    [JsonPropertyName("process")]
    public uint Process { get; init; }

    /// <summary>QEMU's number of the virtual CPU; numbers are used again.</summary>
    [JsonPropertyName("cpu")]
    public uint Cpu { get; init; }

    /// <summary>The host's number of the thread, where it was seen.</summary>
    [JsonPropertyName("tid")]
    public uint? Tid { get; init; }

    /// <summary>Records of its stream (blocks and accesses).</summary>
    [JsonPropertyName("records")]
    public ulong Records { get; init; }

    /// <summary>Blocks executed.</summary>
    [JsonPropertyName("blocks")]
    public ulong? Blocks { get; init; }

    /// <summary>Memory accesses.</summary>
    [JsonPropertyName("accesses")]
    public ulong? Accesses { get; init; }

    /// <summary>Guest instructions executed.</summary>
    [JsonPropertyName("instructions")]
    public ulong? Instructions { get; init; }

    /// <summary>Records dropped.</summary>
    [JsonPropertyName("dropped")]
    public ulong Dropped { get; init; }
}

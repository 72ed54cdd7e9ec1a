using System.Text.Json.Serialization;
using Parquet.Serialization.Attributes;

namespace Monster.Trace.Tables;

/// <summary>A system call (user mode).</summary>
public sealed record SyscallRow
{
    /// <summary>The process.</summary>
    [JsonPropertyName("process")]
    public uint Process { get; init; }

    /// <summary>The thread.</summary>
    [JsonPropertyName("thread")]
    public uint Thread { get; init; }

    /// <summary>Records of the thread's stream before it.</summary>
    [JsonPropertyName("position")]
    public ulong Position { get; init; }

    /// <summary>Its number.</summary>
    [JsonPropertyName("number")]
    public int Number { get; init; }

    /// <summary>Its name.</summary>
    [ParquetRequired]
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    /// <summary>First argument.</summary>
    [JsonPropertyName("a0")]
    public ulong Argument0 { get; init; }

    /// <summary>Second.</summary>
    [JsonPropertyName("a1")]
    public ulong Argument1 { get; init; }

    /// <summary>Third.</summary>
    [JsonPropertyName("a2")]
    public ulong Argument2 { get; init; }

    /// <summary>Fourth.</summary>
    [JsonPropertyName("a3")]
    public ulong Argument3 { get; init; }

    /// <summary>Fifth.</summary>
    [JsonPropertyName("a4")]
    public ulong Argument4 { get; init; }

    /// <summary>Sixth.</summary>
    [JsonPropertyName("a5")]
    public ulong Argument5 { get; init; }

    /// <summary>The path, of calls that open or execute a file.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>What it returned, negative errno on failure; null when it did not return.</summary>
    [JsonPropertyName("result")]
    public long? Result { get; init; }

    /// <summary>Nanoseconds since the trace began.</summary>
    [JsonPropertyName("start_ns")]
    public ulong Start { get; init; }

    /// <summary>Nanoseconds it took on the host.</summary>
    [JsonPropertyName("duration_ns")]
    public ulong? Duration { get; init; }
}

using System.Text.Json.Serialization;
using Parquet.Serialization.Attributes;

namespace Monster.Trace.Tables;

/// <summary>Something rare: threads, forks, exec, flushes of translations, windows.</summary>
public sealed record EventRow
{
    /// <summary>The process.</summary>
    [JsonPropertyName("process")]
    public uint Process { get; init; }

    /// <summary>The thread.</summary>
    [JsonPropertyName("thread")]
    public uint? Thread { get; init; }

    /// <summary>Records of the thread's stream before it.</summary>
    [JsonPropertyName("position")]
    public ulong Position { get; init; }

    /// <summary>thread-start, thread-end, fork, exec, flush, on, off, exit.</summary>
    [ParquetRequired]
    [JsonPropertyName("kind")]
    public string Kind { get; init; } = "";

    /// <summary>Of fork: its number in the process; of on and off: instructions so far; of thread-start: which life of this virtual CPU.</summary>
    [JsonPropertyName("value")]
    public ulong Value { get; init; }

    /// <summary>Of exec: the program.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; init; }

    /// <summary>Nanoseconds since the trace began.</summary>
    [JsonPropertyName("start_ns")]
    public ulong Start { get; init; }
}

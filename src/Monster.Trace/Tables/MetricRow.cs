using System.Text.Json.Serialization;

namespace Monster.Trace.Tables;

/// <summary>What a function executed in a part of the run. Made with <see cref="EdgeRow"/>.</summary>
public sealed record MetricRow
{
    /// <summary>The process.</summary>
    [JsonPropertyName("process")]
    public uint Process { get; init; }

    /// <summary>The thread.</summary>
    [JsonPropertyName("thread")]
    public uint Thread { get; init; }

    /// <summary>The part, from 0; the run is cut in 200 of equal instructions (of the whole run).</summary>
    [JsonPropertyName("segment")]
    public uint Segment { get; init; }

    /// <summary>The function; null for code in none.</summary>
    [JsonPropertyName("function")]
    public uint? Function { get; init; }

    /// <summary>Guest instructions, without what it called.</summary>
    [JsonPropertyName("instructions")]
    public ulong Instructions { get; init; }
}

using System.Text.Json.Serialization;

namespace Monster.Trace.Tables;

/// <summary>How often a function called another, by a shadow stack. Made with <see cref="EdgeRow"/>.</summary>
public sealed record CallEdgeRow
{
    /// <summary>The function that called.</summary>
    [JsonPropertyName("caller")]
    public uint Caller { get; init; }

    /// <summary>The function that was called.</summary>
    [JsonPropertyName("callee")]
    public uint Callee { get; init; }

    /// <summary>How often.</summary>
    [JsonPropertyName("count")]
    public ulong Count { get; init; }
}

using System.Text.Json.Serialization;

namespace Monster.Trace.Tables;

/// <summary>How often a process executed a block.</summary>
public sealed record BlockCountRow
{
    /// <summary>The process.</summary>
    [JsonPropertyName("process")]
    public uint Process { get; init; }

    /// <summary>The block.</summary>
    [JsonPropertyName("block")]
    public uint Block { get; init; }

    /// <summary>How often.</summary>
    [JsonPropertyName("count")]
    public ulong Count { get; init; }
}

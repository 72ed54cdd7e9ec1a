using System.Text.Json.Serialization;

namespace Monster.Trace.Tables;

/// <summary>How often a block followed another, in all threads. Made by <c>monster trace calls</c> and <c>report</c> from exec.</summary>
public sealed record EdgeRow
{
    /// <summary>The block.</summary>
    [JsonPropertyName("from")]
    public uint From { get; init; }

    /// <summary>The one executed after it.</summary>
    [JsonPropertyName("to")]
    public uint To { get; init; }

    /// <summary>How often.</summary>
    [JsonPropertyName("count")]
    public ulong Count { get; init; }
}

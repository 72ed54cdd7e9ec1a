using System.Text.Json.Serialization;

namespace Monster.Trace.Tables;

/// <summary>An instruction that accesses memory, with one size and direction.</summary>
public sealed record OpRow
{
    /// <summary>Its number in this trace, from 0.</summary>
    [JsonPropertyName("op")]
    public uint Op { get; init; }

    /// <summary>Its block.</summary>
    [JsonPropertyName("block")]
    public uint Block { get; init; }

    /// <summary>The instruction's place in the block, from 0.</summary>
    [JsonPropertyName("index")]
    public uint Index { get; init; }

    /// <summary>Its guest address.</summary>
    [JsonPropertyName("pc")]
    public ulong Pc { get; init; }

    /// <summary>Bytes accessed each time.</summary>
    [JsonPropertyName("size")]
    public uint Size { get; init; }

    /// <summary>Whether it writes.</summary>
    [JsonPropertyName("is_store")]
    public bool IsStore { get; init; }
}

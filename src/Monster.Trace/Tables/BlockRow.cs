using System.Text.Json.Serialization;
using Parquet.Serialization.Attributes;

namespace Monster.Trace.Tables;

/// <summary>A translated block. Blocks of the same address and bytes are one, in all processes.</summary>
public sealed record BlockRow
{
    /// <summary>Its number in this trace, from 0.</summary>
    [JsonPropertyName("block")]
    public uint Block { get; init; }

    /// <summary>Guest address of its first instruction.</summary>
    [JsonPropertyName("pc")]
    public ulong Pc { get; init; }

    /// <summary>Bytes.</summary>
    [JsonPropertyName("size")]
    public uint Size { get; init; }

    /// <summary>How many.</summary>
    [JsonPropertyName("instructions")]
    public uint Instructions { get; init; }

    /// <summary>The bytes.</summary>
    [ParquetRequired]
    [JsonPropertyName("code")]
    public byte[] Code { get; init; } = [];

    /// <summary>The length of each instruction.</summary>
    [ParquetRequired]
    [JsonPropertyName("lengths")]
    public byte[] Lengths { get; init; } = [];

    /// <summary>The module it was in when first seen.</summary>
    [JsonPropertyName("module")]
    public uint? Module { get; init; }

    /// <summary>The function.</summary>
    [JsonPropertyName("function")]
    public uint? Function { get; init; }
}

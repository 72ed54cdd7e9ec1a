using System.Text.Json.Serialization;
using Parquet.Serialization.Attributes;

namespace Monster.Trace.Tables;

/// <summary>A function of a module, at the addresses of the trace.</summary>
public sealed record FunctionRow
{
    /// <summary>Its number in this trace, from 0.</summary>
    [JsonPropertyName("function")]
    public uint Function { get; init; }

    /// <summary>The module.</summary>
    [JsonPropertyName("module")]
    public uint? Module { get; init; }

    /// <summary>Its symbol, or <c>sub_ADDRESS</c>.</summary>
    [ParquetRequired]
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    /// <summary>First guest address.</summary>
    [JsonPropertyName("address")]
    public ulong Address { get; init; }

    /// <summary>Bytes; 0 when not known.</summary>
    [JsonPropertyName("size")]
    public ulong Size { get; init; }

    /// <summary>Where it is known from: symbol, dynamic, eh_frame, plt, entry.</summary>
    [ParquetRequired]
    [JsonPropertyName("source")]
    public string Source { get; init; } = "";
}

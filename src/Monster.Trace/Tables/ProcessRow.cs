using System.Text.Json.Serialization;
using Parquet.Serialization.Attributes;

namespace Monster.Trace.Tables;

/// <summary>A guest process: the one that was started, or one forked from it.</summary>
public sealed record ProcessRow
{
    /// <summary>Its number in this trace, from 0.</summary>
    [JsonPropertyName("process")]
    public uint Process { get; init; }

    /// <summary>Its number in the system.</summary>
    [JsonPropertyName("pid")]
    public uint Pid { get; init; }

    /// <summary>The process it was forked from.</summary>
    [JsonPropertyName("parent")]
    public uint? Parent { get; init; }

    /// <summary><c>exit</c>, <c>exec</c> (went on as another program, not traced), <c>killed</c>, or <c>cut</c> (still ran when the trace ended).</summary>
    [ParquetRequired]
    [JsonPropertyName("ended")]
    public string Ended { get; init; } = "";

    /// <summary>Guest instructions executed.</summary>
    [JsonPropertyName("instructions")]
    public ulong? Instructions { get; init; }
}

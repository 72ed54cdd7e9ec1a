using System.Text.Json.Serialization;

namespace Monster.Trace.Tables;

/// <summary>A part of a module in a guest's memory.</summary>
public sealed record MappingRow
{
    /// <summary>The process.</summary>
    [JsonPropertyName("process")]
    public uint Process { get; init; }

    /// <summary>The module.</summary>
    [JsonPropertyName("module")]
    public uint Module { get; init; }

    /// <summary>First guest address.</summary>
    [JsonPropertyName("address")]
    public ulong Address { get; init; }

    /// <summary>Bytes.</summary>
    [JsonPropertyName("length")]
    public ulong Length { get; init; }

    /// <summary>The file's byte at the first address.</summary>
    [JsonPropertyName("offset")]
    public ulong Offset { get; init; }

    /// <summary>1 read, 2 write, 4 execute; what the loader mapped before the first instruction has always 4.</summary>
    [JsonPropertyName("protection")]
    public uint Protection { get; init; }
}

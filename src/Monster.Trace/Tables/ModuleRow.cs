using System.Text.Json.Serialization;
using Parquet.Serialization.Attributes;

namespace Monster.Trace.Tables;

/// <summary>A file that was mapped into a guest.</summary>
public sealed record ModuleRow
{
    /// <summary>Its number in this trace, from 0.</summary>
    [JsonPropertyName("module")]
    public uint Module { get; init; }

    /// <summary>Its path.</summary>
    [ParquetRequired]
    [JsonPropertyName("path")]
    public string Path { get; init; } = "";

    /// <summary>The GNU build id, hexadecimal.</summary>
    [JsonPropertyName("build_id")]
    public string? BuildId { get; init; }

    /// <summary>What is added to an address of the file to have the guest's, in the first process that mapped it; null when it is not an ELF file.</summary>
    [JsonPropertyName("bias")]
    public ulong? Bias { get; init; }

    /// <summary>Why it could not be read.</summary>
    [JsonPropertyName("note")]
    public string? Note { get; init; }
}

using System.Text.Json.Serialization;
using Parquet.Serialization.Attributes;

namespace Monster.Trace.Tables;

/// <summary>The run: one row.</summary>
public sealed record RunRow
{
    /// <summary>Version of these tables: <see cref="TraceFormat.Version"/>.</summary>
    [JsonPropertyName("format_version")]
    public uint FormatVersion { get; init; }

    /// <summary>What wrote them, with its version.</summary>
    [ParquetRequired]
    [JsonPropertyName("tool")]
    public string Tool { get; init; } = "";

    /// <summary><c>running</c>, <c>complete</c>, or <c>interrupted</c>.</summary>
    [ParquetRequired]
    [JsonPropertyName("state")]
    public string State { get; init; } = "";

    /// <summary>Why it was interrupted.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    /// <summary>cover, count, blocks, memory or syscalls.</summary>
    [ParquetRequired]
    [JsonPropertyName("mode")]
    public string Mode { get; init; } = "";

    /// <summary>The guest's architecture as QEMU names it.</summary>
    [ParquetRequired]
    [JsonPropertyName("target")]
    public string Target { get; init; } = "";

    /// <summary>Path of the program.</summary>
    [ParquetRequired]
    [JsonPropertyName("program")]
    public string Program { get; init; } = "";

    /// <summary>SHA-256 of its bytes, hexadecimal.</summary>
    [ParquetRequired]
    [JsonPropertyName("program_sha256")]
    public string ProgramSha256 { get; init; } = "";

    /// <summary>The arguments, a JSON array, the program first.</summary>
    [ParquetRequired]
    [JsonPropertyName("arguments")]
    public string Arguments { get; init; } = "";

    /// <summary>The guest's environment, a JSON array of NAME=VALUE, sorted.</summary>
    [ParquetRequired]
    [JsonPropertyName("environment")]
    public string Environment { get; init; } = "";

    /// <summary>Where it ran.</summary>
    [ParquetRequired]
    [JsonPropertyName("working_folder")]
    public string WorkingFolder { get; init; } = "";

    /// <summary>QEMU's program and arguments, a JSON array.</summary>
    [ParquetRequired]
    [JsonPropertyName("qemu")]
    public string Qemu { get; init; } = "";

    /// <summary>The first line QEMU says of its version.</summary>
    [ParquetRequired]
    [JsonPropertyName("qemu_version")]
    public string QemuVersion { get; init; } = "";

    /// <summary>SHA-256 of the plugin.</summary>
    [ParquetRequired]
    [JsonPropertyName("plugin_sha256")]
    public string PluginSha256 { get; init; } = "";

    /// <summary>The host's system and processor.</summary>
    [ParquetRequired]
    [JsonPropertyName("host")]
    public string Host { get; init; } = "";

    /// <summary>The filters, a JSON array; empty for all.</summary>
    [ParquetRequired]
    [JsonPropertyName("filters")]
    public string Filters { get; init; } = "";

    /// <summary>The part of the run that was recorded; null for all.</summary>
    [JsonPropertyName("window")]
    public string? Window { get; init; }

    /// <summary>Whether chunks were dropped rather than the guest held up.</summary>
    [JsonPropertyName("drops")]
    public bool Drops { get; init; }

    /// <summary>How many records were dropped.</summary>
    [JsonPropertyName("dropped_records")]
    public ulong DroppedRecords { get; init; }

    /// <summary>When, UTC.</summary>
    [JsonPropertyName("started")]
    public DateTime Started { get; init; }

    /// <summary>Wall time from start to the guest's end. Tracing changes it.</summary>
    [JsonPropertyName("seconds")]
    public double Seconds { get; init; }

    /// <summary>The guest's exit code; 128 + signal when a signal ended it.</summary>
    [JsonPropertyName("exit_code")]
    public int? ExitCode { get; init; }

    /// <summary>Guest instructions executed by all processes; null where the mode does not count.</summary>
    [JsonPropertyName("instructions")]
    public ulong? Instructions { get; init; }

    /// <summary>Blocks executed.</summary>
    [JsonPropertyName("blocks_executed")]
    public ulong? BlocksExecuted { get; init; }

    /// <summary>Memory accesses.</summary>
    [JsonPropertyName("accesses")]
    public ulong? Accesses { get; init; }
}

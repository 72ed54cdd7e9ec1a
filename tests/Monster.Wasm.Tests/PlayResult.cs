using System.Text.Json;

namespace Monster.Wasm.Tests;

/// <summary>The result of a play in the headless form.</summary>
public sealed record PlayResult(int Ticks, int Status, int? Score, string? StateHash, string? Trap)
{
    public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static PlayResult Parse(string json) => JsonSerializer.Deserialize<PlayResult>(json, Json)!;

    public override string ToString() => JsonSerializer.Serialize(this, Json);
}

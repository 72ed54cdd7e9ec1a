using System.Text.Json;

namespace Monster.Wasm.Tests;

/// <summary>
/// The vectors of docs/vectors, played by three hosts written from docs/abi.md. MONSTER_GOLDEN=write makes them again
/// (then run the tests of Monster.Arcade the same way: they add the recordings).
/// </summary>
public sealed class VectorTests
{
    [Fact]
    public void The_cartridges_are_what_their_sources_make()
    {
        using var wasmtime = new WasmtimeHost();
        foreach (var (vector, cartridge) in VectorSource.All())
        {
            Assert.Equal([], CartridgeCheck.Of(cartridge).Faults);
            bool stale = !File.Exists(vector.WasmPath) || !cartridge.AsSpan().SequenceEqual(File.ReadAllBytes(vector.WasmPath)) || !File.Exists(vector.JsonPath);
            if (stale && Environment.GetEnvironmentVariable("MONSTER_GOLDEN") == "write")
                vector.Write(cartridge, wasmtime.Play(cartridge, vector.Seed, vector.Keys));
            Assert.True(cartridge.AsSpan().SequenceEqual(File.ReadAllBytes(vector.WasmPath)), vector.Name);
        }
    }

    [Fact]
    public void Wasmtime_and_V8_pass_every_vector()
    {
        Vector[] vectors = [.. Vector.All];
        using var wasmtime = new WasmtimeHost();
        var node = NodeHost.Play([.. vectors.Select(v => new NodeHost.Job(v.WasmPath, v.Seed, v.Keys))]);
        for (int i = 0; i < vectors.Length; i++)
        {
            Assert.Equal((vectors[i].Name, vectors[i].Expected), (vectors[i].Name, wasmtime.Play(File.ReadAllBytes(vectors[i].WasmPath), vectors[i].Seed, vectors[i].Keys)));
            Assert.Equal((vectors[i].Name, vectors[i].Expected), (vectors[i].Name, node[i]));
        }
    }

    [Fact]
    public void The_host_in_C_passes_every_vector_and_has_fewer_than_a_hundred_lines()
    {
        Assert.InRange(File.ReadAllLines(Repository.At("docs", "hosts", "host.c")).Length, 1, 99);
        foreach (var vector in Vector.All)
            Assert.Equal((vector.Name, vector.Expected), (vector.Name, CHost.Play(vector.WasmPath, vector.Seed, JsonSerializer.Serialize(vector.Keys))));
    }

    /// <summary>What the vectors are for, so that a change of one of them is noticed for what it is.</summary>
    [Theory]
    [InlineData("seed", 4, 1, 3, null)]
    [InlineData("keys", 11, 0, null, null)]
    [InlineData("budget", 2, 2, null, "budget")]
    [InlineData("depth", 2, 2, null, "depth")]
    [InlineData("trap-division", 2, 2, null, "program")]
    [InlineData("trap-bounds", 2, 2, null, "program")]
    [InlineData("trap-offset", 1, 2, null, "program")]
    [InlineData("trap-status", 2, 2, null, "program")]
    [InlineData("trap-score", 3, 2, null, "program")]
    public void A_vector_ends_where_its_text_says(string name, int ticks, int status, int? score, string? trap)
    {
        var expected = Vector.All.Single(v => v.Name == name).Expected;
        Assert.Equal((ticks, status, trap), (expected.Ticks, expected.Status, expected.Trap));
        if (score is not null)
            Assert.Equal(score, expected.Score);
    }
}

using System.Text.Json;

namespace Monster.Wasm.Tests;

/// <summary>
/// The vectors of docs/vectors, played by three hosts written from docs/abi.md. MONSTER_GOLDEN=write makes them again
/// (then run the tests of Monster.Arcade the same way: they add the recordings).
/// </summary>
public sealed class VectorTests(ITestOutputHelper output)
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

    /// <summary>
    /// The promises of docs/abi.md about memory, on every vector that ends without a trap: drawing changes nothing, what is outside the state means
    /// nothing between two calls, and the state alone goes on in a fresh instance.
    /// </summary>
    [Fact]
    public void Poisoned_drawn_and_restored_at_random_every_vector_still_ends_in_its_state()
    {
        var run = new RandomRun(output);
        using var folder = new Tool.Folder();
        File.WriteAllText(folder["run.mjs"], """
            import { readFileSync } from 'node:fs';
            import { createHash } from 'node:crypto';
            let random = Number(process.argv[3]) >>> 0;
            const below = n => (random = (Math.imul(random, 1664525) + 1013904223) >>> 0) % n;
            for (const { file, seed, keys, ticks } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
              const module = new WebAssembly.Module(readFileSync(file));
              let game = new WebAssembly.Instance(module).exports;
              const stack = game.depth.value;
              const call = (name, ...args) => { game.budget.value = 200000000; return game[name](...args); };
              const state = () => new Uint8Array(game.memory.buffer, game.state_start.value, game.state_end.value - game.state_start.value);
              const poison = (at, length) => { const bytes = new Uint8Array(game.memory.buffer, at, length); for (let i = 0; i < length; i++) bytes[i] = below(256); };
              call('init', ...[0, 8, 16, 24].map(at => parseInt(seed.slice(at, at + 8).match(/../g).reverse().join(''), 16) | 0));
              for (let tick = 0; tick < ticks; tick++) {
                if (below(20) === 0) { poison(0, stack); poison(game.cells.value, 7680); if (game.voices.value) poison(game.voices.value, 16); }
                if (below(3) === 0) call('draw');
                if (below(10) === 0) call('score');
                if (below(50) === 0) { const kept = state().slice(); game = new WebAssembly.Instance(module).exports; state().set(kept); }
                call('update', keys[tick]);
              }
              console.log(createHash('sha256').update(state()).digest('hex'));
            }
            """);
        Vector[] vectors = [.. Vector.All.Where(v => v.Expected.Trap is null)];
        File.WriteAllText(folder["jobs.json"], JsonSerializer.Serialize(vectors.Select(v => new { file = v.WasmPath, seed = v.Seed, keys = v.Keys, ticks = v.Expected.Ticks })));
        string[] hashes = Tool.Must("node", folder["run.mjs"], folder["jobs.json"], $"{run.Seed}").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(vectors.Select(v => (v.Name, v.Expected.StateHash)), vectors.Select((v, i) => (v.Name, (string?)hashes[i])));
    }
}

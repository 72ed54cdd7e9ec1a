using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Monster.Hecke;
using Monster.Hecke.Modules;

namespace Monster.Web.Tests;

/// <summary>The 71 modules in Chromium against the library.</summary>
public sealed class HeckeModulesInChromiumTests(Site site)
{
    private const int Largest = 4;

    /// <summary>Runs each case in a module of its own and gives what the functions wrote, or their status.</summary>
    private const string Program = """
        async cases => {
          const answers = [];
          for (const c of cases) {
            const { instance: { exports } } = await WebAssembly.instantiate(await (await fetch('data/hecke/' + c.file)).arrayBuffer());
            const run = (Numbers, name, input, length, ...more) => {
              const at = exports.heap.value, out = Math.ceil((at + input.length * Numbers.BYTES_PER_ELEMENT) / 8) * 8;
              const pages = Math.ceil((out + length * 8) / 65536) - exports.memory.buffer.byteLength / 65536;
              if (pages > 0) exports.memory.grow(pages);
              new Numbers(exports.memory.buffer, at, input.length).set(input);
              const status = exports[name](at, input.length, out, length, ...more);
              return status === 0 ? Array.from(new Numbers(exports.memory.buffer, out, length), String) : ['status ' + status];
            };
            answers.push({
              neighbours: Array.from({ length: c.prime + 1 }, (_, i) => exports.neighbour(c.shard, i)).map(String),
              apply: run(BigInt64Array, 'apply', c.f.map(BigInt), 71),
              qexp: run(BigInt64Array, 'qexp', c.a.map(BigInt), c.count, c.weight, c.chi),
              residues: run(Int32Array, 'qexp_mod', c.b, c.count, c.weight, c.chi, c.modulus),
              limit: run(BigInt64Array, 'apply', Array(71).fill(BigInt(c.bound)), 71),
              above: run(BigInt64Array, 'apply', Array(71).fill(BigInt(c.bound) + 1n), 71),
              short: run(BigInt64Array, 'apply', Array(70).fill(1n), 71),
              few: run(BigInt64Array, 'qexp', Array(c.prime).fill(1n), 2, 12, 1),
            });
          }
          return JSON.stringify(answers);
        }
        """;

    [Fact]
    public async Task The_modules_answer_random_input_as_the_library_does_and_refuse_what_is_out_of_range()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("MONSTER_SEED"), CultureInfo.InvariantCulture, out int given) ? given : Random.Shared.Next();
        var random = new Random(seed);
        var graph = new SupersingularGraph();
        var matrices = MonsterPrimes.All.ToDictionary(p => p, graph.HeckeMatrix);
        Case[] cases = [.. Enumerable.Range(0, HeckeModule.Count).Select(shard => Case.Random(shard, random))];
        await using var visit = await site.VisitAsync("observatory.html");
        string said = await visit.Page.EvaluateAsync<string>(Program, cases.Select(c => c.ToScript()).ToArray());
        var answers = JsonSerializer.Deserialize<Dictionary<string, string[]>[]>(said)!;
        Assert.Equal(HeckeModule.Count, answers.Length);
        for (int shard = 0; shard < cases.Length; shard++)
        {
            foreach (var (name, expected) in cases[shard].Expected(matrices[cases[shard].Prime]))
                Assert.True(expected.SequenceEqual(answers[shard][name]), $"MONSTER_SEED={seed}, module {shard}, {name}: {string.Join(' ', answers[shard][name].Take(8))}; the library says {string.Join(' ', expected.Take(8))}");
        }
    }

    private sealed record Case(int Shard, int Prime, long[] F, long[] A, int Count, int Weight, int Chi, int Modulus)
    {
        private long Bound => long.MaxValue / (Prime + 1);

        private int[] Residues => [.. A.Select(a => (int)(((a % Modulus) + Modulus) % Modulus))];

        public static Case Random(int shard, Random random)
        {
            int prime = MonsterPrimes.OfShard(shard);
            long bound = long.MaxValue / (prime + 1);
            int count = random.Next(1, prime + Largest);
            return new(
                shard, prime,
                [.. Enumerable.Range(0, HeckeModule.Count).Select(_ => random.NextInt64(-bound, bound + 1))],
                [.. Enumerable.Range(0, (prime * (count - 1)) + 1).Select(_ => random.NextInt64(long.MinValue, long.MaxValue))],
                count, random.Next(1, 40), random.Next(-1, 2), random.Next(2, int.MaxValue));
        }

        public object ToScript() => new
        {
            file = $"hecke_layer_{Shard:D2}_prime_{Prime}.wasm", shard = Shard, prime = Prime, count = Count, weight = Weight, chi = Chi, modulus = Modulus, bound = Text(Bound),
            f = F.Select(Text).ToArray(), a = A.Select(Text).ToArray(), b = Residues,
        };

        public IEnumerable<(string Name, string[] Values)> Expected(int[,] matrix)
        {
            var shards = Enumerable.Range(0, HeckeModule.Count);
            yield return ("neighbours", [.. shards.SelectMany(k => Enumerable.Repeat(Text(k), matrix[Shard, k]))]);
            yield return ("apply", [.. shards.Select(i => shards.Aggregate(BigInteger.Zero, (sum, k) => sum + ((BigInteger)matrix[i, k] * F[k])).ToString(CultureInfo.InvariantCulture))]);
            var image = HeckeOperator.Apply(new QExpansion([.. A.Select(a => (BigInteger)a)]), Prime, Weight, d => d == 1 ? 1 : Chi);
            yield return ("qexp", [.. Enumerable.Range(0, Count).Select(n => Text(unchecked((long)(ulong)(image[n] & ulong.MaxValue))))]);
            yield return ("residues", [.. Enumerable.Range(0, Count).Select(n => Text((long)(((image[n] % Modulus) + Modulus) % Modulus)))]);
            yield return ("limit", [.. Enumerable.Repeat(Text(Bound * (Prime + 1)), HeckeModule.Count)]);
            yield return ("above", [$"status {(int)ModuleStatus.Overflow}"]);
            yield return ("short", [$"status {(int)ModuleStatus.BadLength}"]);
            yield return ("few", [$"status {(int)ModuleStatus.BadLength}"]);
        }

        private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
    }
}

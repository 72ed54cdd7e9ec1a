using System.Numerics;

namespace Monster.Hecke.Modules;

/// <summary>One of the 71 modules: a shard, its prime, and the WebAssembly that acts as the Hecke operator of that prime.</summary>
/// <param name="Shard">0 to 70: the place of the supersingular curve in the canonical order.</param>
/// <param name="Prime">The Monster prime of the shard.</param>
/// <param name="Vertex">The curve's j-invariant, in F_853(w), w^2 = 2.</param>
/// <param name="Conjugate">The shard of the Frobenius conjugate.</param>
/// <param name="Trace">The trace of T_p on the 71 shards: the number of loops of the isogeny graph.</param>
/// <param name="Weight">12, 16, 18, 20 or 22, by the shard's fifteen.</param>
/// <param name="Eigenvalue">a_p of the one cusp form of level 1 in that weight.</param>
/// <param name="Wasm">The module's bytes.</param>
public sealed record HeckeModule(
    int Shard,
    int Prime,
    QuadraticElement Vertex,
    int Conjugate,
    int Trace,
    int Weight,
    long Eigenvalue,
    byte[] Wasm)
{
    private static readonly int[] Weights = [12, 16, 18, 20, 22];

    /// <summary>The file name without extension: <c>hecke_layer_LL_prime_P</c>.</summary>
    public string Name => $"hecke_layer_{Shard:D2}_prime_{Prime}";

    /// <summary>All 71 modules, computed from nothing.</summary>
    public static IReadOnlyList<HeckeModule> BuildAll()
    {
        var graph = new SupersingularGraph();
        var matrices = MonsterPrimes.All.ToDictionary(p => p, graph.HeckeMatrix);
        var forms = Weights.ToDictionary(k => k, k => ModularForms.CuspForm(k, 72));
        return [.. Enumerable.Range(0, graph.Vertices.Length).Select(shard => Build(shard, graph, matrices, forms))];
    }

    private static HeckeModule Build(int shard, SupersingularGraph graph, Dictionary<int, int[,]> matrices, Dictionary<int, QExpansion> forms)
    {
        int prime = MonsterPrimes.OfShard(shard);
        int[,] matrix = matrices[prime];
        int weight = Weights[shard / MonsterPrimes.All.Length];
        BigInteger eigenvalue = forms[weight][prime];
        var module = new HeckeModule(
            shard,
            prime,
            graph.Vertices[shard],
            graph.Conjugate[shard],
            Enumerable.Range(0, graph.Vertices.Length).Sum(i => matrix[i, i]),
            weight,
            (long)eigenvalue,
            []);
        return module with { Wasm = HeckeModuleWriter.Write(module, matrix) };
    }
}

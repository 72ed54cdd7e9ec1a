using System.Globalization;
using System.Numerics;
using Monster.Wasm;

namespace Monster.Hecke.Modules;

/// <summary>One of the 71 modules: a shard, its prime, and the WebAssembly that acts as the Hecke operator of that prime.</summary>
/// <param name="Shard">0 to 70: the place of the supersingular curve in the canonical order.</param>
/// <param name="Prime">The Monster prime of the shard.</param>
/// <param name="Vertex">The curve's j-invariant, in F_853(w), w^2 = 2.</param>
/// <param name="Conjugate">The shard of the Frobenius conjugate.</param>
/// <param name="Trace">The trace of T_p on the 71 shards: the number of loops of the isogeny graph.</param>
/// <param name="Weight">12, 16, 18, 20 or 22, by the shard's fifteen.</param>
/// <param name="Eigenvalue">a_p of the one cusp form of level 1 in that weight.</param>
/// <param name="Test">Input and the answers that the module must give.</param>
/// <param name="Wasm">The module's bytes.</param>
public sealed record HeckeModule(
    int Shard,
    int Prime,
    QuadraticElement Vertex,
    int Conjugate,
    int Trace,
    int Weight,
    long Eigenvalue,
    HeckeTestVector Test,
    byte[] Wasm)
{
    /// <summary>How many modules there are.</summary>
    public const int Count = 71;

    private const string CompileAll = """
        #!/bin/sh
        # Assembles the 71 modules from their text with wabt, into the folder that is named, or in place of the binaries.
        set -eu
        here=$(dirname "$0")
        out=${1:-$here}
        mkdir -p "$out"
        for wat in "$here"/hecke_layer_*.wat; do
            wat2wasm "$wat" -o "$out/$(basename "${wat%.wat}").wasm"
        done

        """;

    private static readonly int[] Weights = [12, 16, 18, 20, 22];

    /// <summary>The file name without extension: <c>hecke_layer_LL_prime_P</c>.</summary>
    public string Name => $"hecke_layer_{Shard:D2}_prime_{Prime}";

    /// <summary>All 71 modules, computed from nothing.</summary>
    /// <param name="progress">Told how many of the fifteen matrices are done.</param>
    public static IReadOnlyList<HeckeModule> BuildAll(IProgress<int>? progress = null)
    {
        var graph = new SupersingularGraph();
        var matrices = new Dictionary<int, int[,]>();
        foreach (int prime in MonsterPrimes.All)
        {
            matrices[prime] = graph.HeckeMatrix(prime);
            progress?.Report(matrices.Count);
        }

        var forms = Weights.ToDictionary(k => k, k => ModularForms.CuspForm(k, 72));
        return [.. Enumerable.Range(0, graph.Vertices.Length).Select(shard => Build(shard, graph, matrices, forms))];
    }

    /// <summary>The files of the modules: the manifest, each module in binary and text, and the script that makes the one of the other.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Files(IReadOnlyList<HeckeModule> modules)
    {
        foreach (var module in modules)
        {
            yield return (module.Name + ".wasm", module.Wasm);
            yield return (module.Name + ".wat", System.Text.Encoding.UTF8.GetBytes(module.Wat()));
        }

        yield return ("compile_all.sh", System.Text.Encoding.UTF8.GetBytes(CompileAll));
        yield return (HeckeManifest.FileName, HeckeManifest.Of(modules).ToJson());
    }

    /// <summary>The module in the text format, with a comment that says what it is.</summary>
    public string Wat()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine($";; Shard {Shard}: the supersingular curve j = {Vertex} in characteristic {SupersingularGraph.ShardCharacteristic}, w^2 = 2.");
        text.WriteLine($";; The Hecke operator T_{Prime} on the 71 shards and on q-expansions; in weight {Weight} its eigenvalue is {Eigenvalue}.");
        WatPrinter.Print(WasmReader.Read(Wasm), text);
        return text.ToString();
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
            HeckeTestVector.Of(shard, prime, weight, matrix),
            []);
        return module with { Wasm = HeckeModuleWriter.Write(module, matrix) };
    }
}

using System.Collections.Immutable;

namespace Monster.Hecke.Modules;

/// <summary>What the manifest says of one module.</summary>
/// <param name="Layer">The shard, 0 to 70.</param>
/// <param name="Prime">The Monster prime of the shard.</param>
/// <param name="Vertex">The j-invariant a + b w of the shard's curve, w^2 = 2.</param>
/// <param name="Conjugate">The shard of the Frobenius conjugate.</param>
/// <param name="Trace">The trace of T_p on the 71 shards.</param>
/// <param name="Weight">The weight of the cusp form of level 1 that belongs to the module.</param>
/// <param name="Eigenvalue">Its coefficient a_p.</param>
/// <param name="Wasm">The binary.</param>
/// <param name="Wat">The same in the text format.</param>
/// <param name="Test">What the module must answer to given input.</param>
public sealed record HeckeManifestEntry(
    int Layer,
    int Prime,
    QuadraticElement Vertex,
    int Conjugate,
    int Trace,
    int Weight,
    long Eigenvalue,
    HeckeManifestFile Wasm,
    HeckeManifestFile Wat,
    HeckeTestVector Test)
{
    /// <summary>The names that a module exports.</summary>
    public static ImmutableArray<string> Exports { get; } =
    [
        "memory", "shard", "prime", "level", "j_re", "j_im", "frobenius", "trace", "weight", "heap", "eigenvalue",
        "neighbour", "residue", "apply_row", "apply", "qexp", "qexp_mod", "hecke_apply",
    ];
}

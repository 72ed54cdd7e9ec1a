namespace Monster.Hecke;

/// <summary>
/// The 71 modules as whoever runs them answers for them. Each answer is a call of a module; one that is missing or damaged is an exception that
/// names it, and nothing else answers in its place. Safe for use by several threads.
/// </summary>
public interface IHeckeModules
{
    /// <summary>The p + 1 shards next to a shard in the graph of T_p, in order, loops and double edges repeated.</summary>
    /// <param name="shard">0 to 70.</param>
    /// <param name="prime">A Monster prime.</param>
    /// <exception cref="HeckeModuleException">The module that is asked is missing or damaged.</exception>
    IReadOnlyList<int> Neighbours(int shard, int prime);

    /// <summary>The shard of the Frobenius conjugate, as the shard's own module has it.</summary>
    /// <param name="shard">0 to 70.</param>
    /// <exception cref="HeckeModuleException">That module is missing or damaged.</exception>
    int Conjugate(int shard);

    /// <summary>a(pn) + p^(k-1) a(n/p) modulo 2^64, by the module that has the prime among the fifteen of the shard.</summary>
    /// <param name="shard">0 to 70.</param>
    /// <param name="prime">A Monster prime.</param>
    /// <param name="weight">k, 1 to 1,000.</param>
    /// <param name="coefficients">a(0), a(1), ... modulo 2^64: at least p (count - 1) + 1 of them.</param>
    /// <param name="count">How many coefficients of the image, 1 or more.</param>
    /// <exception cref="HeckeModuleException">That module is missing or damaged, or refuses.</exception>
    long[] Apply(int shard, int prime, int weight, ReadOnlySpan<long> coefficients, int count);
}

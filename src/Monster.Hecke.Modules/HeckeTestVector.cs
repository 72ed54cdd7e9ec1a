using System.Numerics;

namespace Monster.Hecke.Modules;

/// <summary>
/// Input for a module and the answers it must give, worked out by the library and not by the module.
/// </summary>
/// <param name="Neighbours">The p + 1 neighbours of the module's own shard, in order.</param>
/// <param name="F">A function on the 71 shards.</param>
/// <param name="G">T_p F.</param>
/// <param name="Coefficients">a(0) to a(2p), any integers of 64 bits.</param>
/// <param name="Image">Coefficients 0 to 2 of T_p in the module's weight, modulo 2^64 (signed): what <c>hecke_apply</c> writes.</param>
public sealed record HeckeTestVector(IReadOnlyList<int> Neighbours, IReadOnlyList<long> F, IReadOnlyList<long> G, IReadOnlyList<long> Coefficients, IReadOnlyList<long> Image)
{
    /// <summary>How many coefficients the image has.</summary>
    public const int ImageLength = 3;

    private const int Largest = 1000;

    /// <summary>A vector with values from a generator that anybody can write down: x -> 6364136223846793005 x + 1442695040888963407 modulo 2^64, the upper bits used, begun with the shard.</summary>
    internal static HeckeTestVector Of(int shard, int prime, int weight, int[,] matrix)
    {
        int count = matrix.GetLength(0);
        ulong state = (ulong)shard;
        long Next()
        {
            state = unchecked((state * 6364136223846793005) + 1442695040888963407);
            return (long)((state >> 33) % ((2 * Largest) + 1)) - Largest;
        }

        long[] f = [.. Enumerable.Range(0, count).Select(_ => Next())];
        long[] coefficients = [.. Enumerable.Range(0, ((ImageLength - 1) * prime) + 1).Select(_ => Next())];
        var image = HeckeOperator.Apply(new QExpansion([.. coefficients.Select(a => (BigInteger)a)]), prime, weight);
        return new(
            [.. Enumerable.Range(0, count).SelectMany(k => Enumerable.Repeat(k, matrix[shard, k]))],
            f,
            [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, count).Sum(k => matrix[i, k] * f[k]))],
            coefficients,
            [.. Enumerable.Range(0, ImageLength).Select(n => unchecked((long)(ulong)(image[n] & ulong.MaxValue)))]);
    }
}

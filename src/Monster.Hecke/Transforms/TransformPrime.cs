using System.Numerics;

namespace Monster.Hecke;

/// <summary>
/// A prime just below 2^50 with p = 1 modulo 2^27 and the roots of unity of a transform. Residues are doubles, kept between -p/2 and p/2
/// or a little beyond, and products are formed exactly by fused multiplication and addition
/// (J. van der Hoeven, G. Lecerf, G. Quintin, "Modular SIMD arithmetic in Mathemagix", ACM TOMS 43, 2016).
/// </summary>
internal sealed class TransformPrime
{
    /// <summary>The largest transform, as a power of two.</summary>
    public const int MaxLog = 27;

    /// <summary>The i-th prime with roots for a transform.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="blocks">How many blocks of lanes the transform has: a power of two.</param>
    public TransformPrime(int index, int blocks)
    {
        Prime = All[index];
        P = Prime;
        Inverse = 1.0 / Prime;
        Roots = new double[2 * Math.Max(blocks / 2, 2)];
        FillRoots();
    }

    /// <summary>How many primes there are.</summary>
    public static int Count => All.Length;

    /// <summary>p.</summary>
    public long Prime { get; }

    /// <summary>p as a double.</summary>
    public double P { get; }

    /// <summary>1 / p.</summary>
    public double Inverse { get; }

    /// <summary>
    /// At 2b the root w_b, at 2b + 1 the quotient w_b / p: w_0 = 1, w_b's square is w_(b/2) for even b and -w_((b-1)/2) for odd b, so that
    /// x^L - w^2 splits again and again in the order of blocks.
    /// </summary>
    public double[] Roots { get; }

    private static ReadOnlySpan<long> All =>
    [
        1125897625141249, 1125896819834881, 1125892793303041, 1125883934932993, 1125874539692033, 1125874271256577,
        1125872257990657, 1125871452684289, 1125866218192897, 1125860581048321, 1125860446830593, 1125857359822849,
    ];

    /// <summary>The i-th prime.</summary>
    public static long At(int index) => All[index];

    /// <summary>The inverse modulo a prime.</summary>
    public static long InverseOf(BigInteger value, long prime) =>
        (long)BigInteger.ModPow(((value % prime) + prime) % prime, prime - 2, prime);

    /// <summary>A residue 0 to p - 1 as the nearest to 0.</summary>
    public double Balanced(long residue) => residue > Prime / 2 ? residue - Prime : residue;

    /// <summary>The product modulo p, nearest to 0, of two numbers up to p in size.</summary>
    public double Multiply(double x, double y)
    {
        double high = x * y;
        double low = Math.FusedMultiplyAdd(x, y, -high);
        double rest = Math.FusedMultiplyAdd(-Math.Round(high * Inverse), P, high) + low;
        return rest > P / 2 ? rest - P : rest < -P / 2 ? rest + P : rest;
    }

    /// <summary>w_(2^k + j) = w_(2^k) w_j, and w_(2^k) has order 2^(k+2).</summary>
    private void FillRoots()
    {
        Roots[0] = 1;
        Roots[1] = Inverse;
        long generator = NonResidue();
        for (int first = 1, k = 0; first < Roots.Length / 2; first *= 2, k++)
        {
            double root = Balanced((long)BigInteger.ModPow(generator, (Prime - 1) >> (k + 2), Prime));
            for (int j = 0; j < first; j++)
            {
                double w = Multiply(root, Roots[2 * j]);
                Roots[2 * (first + j)] = w;
                Roots[(2 * (first + j)) + 1] = w / P;
            }
        }
    }

    /// <summary>A quadratic non-residue: its power (p - 1) / 2^k has order 2^k.</summary>
    private long NonResidue()
    {
        for (long g = 2; ; g++)
        {
            if (BigInteger.ModPow(g, (Prime - 1) / 2, Prime) == Prime - 1)
                return g;
        }
    }
}

using System.Numerics;
using Monster.Hecke;

namespace Monster.Arcade.Observatory;

/// <summary>
/// T_p of a modular form of level 1, coefficient by coefficient, three times over: from the definition on exact integers, by a module modulo 2^64, and what
/// the theory says it is.
/// </summary>
internal sealed class SeriesEquality
{
    private SeriesEquality(string form, string claim, int weight, QExpansion f, QExpansion image, QExpansion claimed, long[]? module, string? fault)
    {
        (Form, Claim, Weight, Coefficients, Image, Claimed, Module, Fault) = (form, claim, weight, f, image, claimed, module, fault);
    }

    /// <summary>How many forms there are to choose from.</summary>
    public const int Forms = 8;

    public string Form { get; }

    public string Claim { get; }

    public int Weight { get; }

    public QExpansion Coefficients { get; }

    /// <summary>a(pn) + p^(k-1) a(n/p), exact.</summary>
    public QExpansion Image { get; }

    public QExpansion Claimed { get; }

    /// <summary>The same by a module, modulo 2^64; null when it is missing.</summary>
    public long[]? Module { get; }

    public string? Fault { get; }

    public bool Holds(int n) => Image[n] == Claimed[n] && (Module is null || Module[n] == Low(Image[n]));

    /// <summary>One of the <see cref="Forms"/>.</summary>
    /// <param name="form">0 to 7.</param>
    /// <param name="modules">The modules.</param>
    /// <param name="shard">The shard whose fifteen are asked.</param>
    /// <param name="prime">p.</param>
    /// <param name="count">How many coefficients.</param>
    public static SeriesEquality Of(int form, IHeckeModules modules, int shard, int prime, int count)
    {
        int length = (prime * (count - 1)) + 1;
        return form switch
        {
            0 => Cusp("Delta", 12),
            1 => Eisenstein("Theta of the E8 lattice, = E4", 4, LatticeTheta.E8(count), ModularForms.ThetaE8(length)),
            2 => Leech(),
            3 => Eisenstein("E6", 6, null, ModularForms.Eisenstein(6, length)),
            _ => Cusp($"Delta E{(4 * (form - 4)) switch { 0 => 4, 4 => 6, 8 => 8, _ => 10 }}", 12 + (form switch { 4 => 4, 5 => 6, 6 => 8, _ => 10 })),
        };

        SeriesEquality Cusp(string name, int weight)
        {
            var f = ModularForms.CuspForm(weight, length);
            return Compare(name, $"T_{prime} f = {f[prime]} f", weight, f, f[prime] * f.Truncate(count));
        }

        SeriesEquality Eisenstein(string name, int weight, QExpansion? counted, QExpansion f)
        {
            if (counted is not null && !counted.Equals(f.Truncate(count)))
                throw new InvalidOperationException($"{name}: the vectors of the lattice are not so many.");
            var sigma = Arithmetic.DivisorSum(prime, weight - 1);
            return Compare(name, $"T_{prime} f = sigma_{weight - 1}({prime}) f = {sigma} f", weight, f, sigma * f.Truncate(count));
        }

        SeriesEquality Leech()
        {
            var f = ModularForms.ThetaLeech(length);
            var delta = ModularForms.Delta(Math.Max(count, prime + 1));
            var sigma = Arithmetic.DivisorSum(prime, 11);
            // f = E12 - 65520/691 Delta, and 691 divides sigma_11(p) - tau(p).
            var multiple = 65_520 * ((sigma - delta[prime]) / 691);
            return Compare("Theta of the Leech lattice", $"T_{prime} f = sigma_11({prime}) f + 65520 (sigma_11({prime}) - tau({prime})) / 691 Delta", 12, f, (sigma * f.Truncate(count)) + (multiple * delta.Truncate(count)));
        }

        SeriesEquality Compare(string name, string claim, int weight, QExpansion f, QExpansion claimed)
        {
            long[]? answer = null;
            string? fault = null;
            try
            {
                answer = modules.Apply(shard, prime, weight, Enumerable.Range(0, length).Select(n => Low(f[n])).ToArray(), count);
            }
            catch (HeckeModuleException e)
            {
                fault = e.Message;
            }

            return new(name, claim, weight, f, HeckeOperator.Apply(f, prime, weight), claimed, answer, fault);
        }
    }

    private static long Low(BigInteger value) => unchecked((long)(ulong)(value & ulong.MaxValue));
}

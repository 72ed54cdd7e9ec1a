using System.Globalization;

namespace Monster.Hecke;

/// <summary>A modular form that people know by a name, and how to get its q-expansion.</summary>
public sealed class NamedForm
{
    private readonly Func<int, QExpansion> _expand;

    private NamedForm(string name, string title, int weight, long level, Func<int, QExpansion> expand)
    {
        (Name, Title, Weight, Level, _expand) = (name, title, weight, level, expand);
    }

    /// <summary>The forms with names of their own.</summary>
    public static IReadOnlyList<NamedForm> All { get; } =
    [
        new("delta", "Delta, whose coefficients are Ramanujan's tau", 12, 1, ModularForms.Delta),
        .. new[] { 4, 6, 8, 10, 14 }.Select(k => new NamedForm($"e{k}", $"The Eisenstein series of weight {k}", k, 1, n => ModularForms.Eisenstein(k, n))),
        .. new[] { 16, 18, 20, 22, 26 }.Select(k => new NamedForm($"delta{k}", $"The cusp form of weight {k}, Delta E{k - 12}", k, 1, n => ModularForms.CuspForm(k, n))),
        new("j", "q j(q), the modular invariant times q", 0, 1, ModularForms.JTimesQ),
        new("theta-e8", "The theta series of the E8 lattice", 4, 1, ModularForms.ThetaE8),
        new("theta-leech", "The theta series of the Leech lattice", 12, 1, ModularForms.ThetaLeech),
        new("11a1", "The newform of the elliptic curve 11a1, eta(z)^2 eta(11z)^2", 2, 11, n => ModularForms.EtaQuotient([(1, 2), (11, 2)], n)),
        new("37a1", "The newform of the elliptic curve 37a1 (rank 1)", 2, 37, n => EllipticCurve.Curve37a1.Newform(n)),
        new("389a1", "The newform of the elliptic curve 389a1 (rank 2)", 2, 389, n => EllipticCurve.Curve389a1.Newform(n)),
        new("5077a1", "The newform of the elliptic curve 5077a1 (rank 3)", 2, 5077, n => EllipticCurve.Curve5077a1.Newform(n)),
    ];

    /// <summary>What it is called on a command line.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public string Title { get; }

    /// <summary>k; 0 for q j(q).</summary>
    public int Weight { get; }

    /// <summary>N, or 0 where it is not worked out from what was given.</summary>
    public long Level { get; }

    /// <summary>
    /// A form by its name; or <c>eta:1^2,11^2</c>, the product of eta(d z)^r; or <c>curve:a1,a2,a3,a4,a6</c>, the newform of an elliptic curve
    /// given by a minimal model.
    /// </summary>
    /// <param name="text">What somebody wrote.</param>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static NamedForm Parse(string text)
    {
        if (All.FirstOrDefault(f => f.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known;
        if (text.StartsWith("eta:", StringComparison.Ordinal))
            return Eta(text);
        if (text.StartsWith("curve:", StringComparison.Ordinal))
            return Curve(text);
        throw new ArgumentException($"There is no form '{text}': {string.Join(", ", All.Select(f => f.Name))}, eta:1^2,11^2 or curve:a1,a2,a3,a4,a6.", nameof(text));
    }

    /// <summary>The first coefficients.</summary>
    /// <param name="precision">How many, 2 or more.</param>
    public QExpansion Expand(int precision)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 2);
        return _expand(precision);
    }

    private static NamedForm Eta(string text)
    {
        const int MaxScale = 10_000, MaxExponent = 1_000;
        var factors = new List<(int, int)>();
        foreach (string part in text[4..].Split(','))
        {
            string[] sides = part.Split('^');
            if (sides.Length is not (1 or 2) || !int.TryParse(sides[0], NumberStyles.None, CultureInfo.InvariantCulture, out int scale) || scale is < 1 or > MaxScale)
                throw new ArgumentException($"'{part}' is not a factor d^r of an eta quotient, d from 1 to {MaxScale:N0}.", nameof(text));
            int exponent = 1;
            if (sides.Length == 2 && (!int.TryParse(sides[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > MaxExponent))
                throw new ArgumentException($"'{sides[1]}' is not an exponent from -{MaxExponent:N0} to {MaxExponent:N0}.", nameof(text));
            factors.Add((scale, exponent));
        }

        int sum = factors.Sum(f => f.Item2);
        return new(text, $"The product of {string.Join(" ", factors.Select(f => $"eta({f.Item1}z)^{f.Item2}"))}", sum % 2 == 0 ? sum / 2 : 0, 0, n => ModularForms.EtaQuotient(factors, n));
    }

    private static NamedForm Curve(string text)
    {
        long[] a = [.. text[6..].Split(',').Select(word => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : throw new ArgumentException($"'{word}' is not a whole number.", nameof(text)))];
        if (a.Length != 5)
            throw new ArgumentException($"A curve has five coefficients a1,a2,a3,a4,a6; '{text}' has {a.Length}.", nameof(text));
        var curve = new EllipticCurve(a[0], a[1], a[2], a[3], a[4]);
        return new(text, $"The newform of the elliptic curve {curve}", 2, 0, curve.Newform);
    }
}

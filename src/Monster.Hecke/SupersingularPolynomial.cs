namespace Monster.Hecke;

/// <summary>
/// The polynomial whose roots are the supersingular j-invariants. E_(p-1) = Delta^m E4^d E6^e f(j) is 1 modulo p, so f(j) is read
/// off the principal part of 1 / (Delta^m E4^d E6^e); the roots are those of f, with 0 where d = 1 and 1728 where e = 1
/// (M. Kaneko and D. Zagier, "Supersingular j-invariants, hypergeometric series, and Atkin's orthogonal polynomials", 1998).
/// </summary>
internal static class SupersingularPolynomial
{
    public static List<QuadraticElement> Roots(QuadraticField field, ModularSeries series)
    {
        int p = field.Prime;
        int d = p % 3 == 2 ? 1 : 0;
        int e = p % 4 == 3 ? 1 : 0;
        int degree = (p - 1 - (4 * d) - (6 * e)) / 12;
        var roots = new List<QuadraticElement>();
        if (d == 1)
            roots.Add(default);
        if (e == 1)
            roots.Add(new(1728 % p, 0));
        Split(field, Polynomial(field, series, d, e, degree), roots);
        return roots;
    }

    /// <summary>The coefficients of f, constant first.</summary>
    private static int[] Polynomial(QuadraticField field, ModularSeries series, int d, int e, int degree)
    {
        int p = field.Prime;
        var divisor = series.Power(series.DeltaOverQ, degree);
        if (d == 1)
            divisor = series.Multiply(divisor, series.E4);
        if (e == 1)
            divisor = series.Multiply(divisor, series.E6);
        var one = new int[divisor.Length];
        one[0] = 1;
        int[] rest = series.Divide(one, divisor)[..(degree + 1)];

        // q^(degree) f(j(q)) = rest: subtract multiples of q^(degree) j^n, highest power first.
        var powers = new List<int[]> { one };
        for (int n = 1; n <= degree; n++)
            powers.Add(series.Multiply(powers[^1], series.JTimesQ));
        var f = new int[degree + 1];
        for (int n = degree; n >= 0; n--)
        {
            int shift = degree - n;
            f[n] = rest[shift];
            for (int i = shift; i <= degree; i++)
                rest[i] = (int)((rest[i] + ((long)(p - f[n]) * powers[n][i - shift])) % p);
        }

        return f;
    }

    /// <summary>All roots lie in F_(p^2): rational ones by trial, the others by splitting into quadratics over F_p.</summary>
    private static void Split(QuadraticField field, int[] f, List<QuadraticElement> roots)
    {
        int p = field.Prime;
        for (int j = 0; j < p; j++)
        {
            if (Value(f, j, p) != 0)
                continue;
            roots.Add(new(j, 0));
            f = DivideExactly(f, [(p - j) % p, 1], p);
        }

        // x^2 + bx + c over F_p, irreducible: b = -2a and c = a^2 - n b'^2 for j = a + b'w. Trying every trace 2a and reading
        // c off the remainder keeps this short; there are at most 85 quadratics.
        for (int a = 0; a < p && f.Length > 1; a++)
            SplitTrace(field, ref f, a, roots);
        if (f.Length > 1)
            throw new InvalidOperationException("The supersingular polynomial did not split over F_(p^2).");
    }

    private static void SplitTrace(QuadraticField field, ref int[] f, int a, List<QuadraticElement> roots)
    {
        int p = field.Prime;
        for (int b = 1; b <= (p - 1) / 2 && f.Length > 1; b++)
        {
            if (ValueAt(field, f, new(a, b)) != default)
                continue;
            roots.Add(new(a, b));
            roots.Add(new(a, p - b));
            int norm = (int)((((long)a * a) + ((long)(p - field.NonResidue) * b % p * b)) % p);
            f = DivideExactly(f, [norm, (2 * (p - a)) % p, 1], p);
        }
    }

    private static int Value(int[] f, int x, int p)
    {
        long value = 0;
        for (int i = f.Length - 1; i >= 0; i--)
            value = ((value * x) + f[i]) % p;
        return (int)value;
    }

    private static QuadraticElement ValueAt(QuadraticField field, int[] f, QuadraticElement x)
    {
        var value = default(QuadraticElement);
        for (int i = f.Length - 1; i >= 0; i--)
            value = field.Add(field.Multiply(value, x), new(f[i], 0));
        return value;
    }

    private static int[] DivideExactly(int[] f, int[] monic, int p)
    {
        int[] rest = [.. f];
        var quotient = new int[f.Length - monic.Length + 1];
        for (int i = quotient.Length - 1; i >= 0; i--)
        {
            quotient[i] = rest[i + monic.Length - 1];
            for (int k = 0; k < monic.Length; k++)
                rest[i + k] = (int)((rest[i + k] + ((long)(p - quotient[i]) * monic[k])) % p);
        }

        return quotient;
    }
}

namespace Monster.Hecke;

/// <summary>
/// The polynomial whose roots are the supersingular j-invariants. E_(p-1) = Delta^m E4^d E6^e f(j) is 1 modulo p, so f(j) is read
/// off the principal part of 1 / (Delta^m E4^d E6^e); the roots are those of f, with 0 where d = 1 and 1728 where e = 1
/// (M. Kaneko and D. Zagier, "Supersingular j-invariants, hypergeometric series, and Atkin's orthogonal polynomials", 1998).
/// </summary>
internal static class SupersingularPolynomial
{
    public static List<QuadraticElement> Roots(QuadraticField field)
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
        Split(field, Polynomial(field, new ModularSeries(p, degree + 3), d, e, degree), roots);
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

        // The others are a + b w and a - b w: with x = a + y, both parts of f(a + y) = E(y^2) + y O(y^2) are 0 at y^2 = n b^2.
        int[] shifted = [.. f];
        for (int a = 0; a < p && f.Length > 1; a++)
        {
            foreach (int b in Imaginary(field, Gcd([.. shifted.Where((_, i) => i % 2 == 0)], [.. shifted.Where((_, i) => i % 2 == 1)], field)))
            {
                roots.Add(new(a, b));
                roots.Add(new(a, p - b));
                int norm = (int)((((long)a * a) + ((long)(p - field.NonResidue) * b % p * b)) % p);
                f = DivideExactly(f, [norm, (2 * (p - a)) % p, 1], p);
                shifted = DivideExactly(shifted, [(int)((long)(p - field.NonResidue) * b % p * b % p), 0, 1], p);
            }

            ShiftByOne(shifted, p);
        }

        if (f.Length > 1)
            throw new InvalidOperationException("The supersingular polynomial did not split over F_(p^2).");
    }

    /// <summary>The b from 1 to (p - 1) / 2 for which n b^2 is a root.</summary>
    private static List<int> Imaginary(QuadraticField field, int[] f)
    {
        var found = new List<int>();
        for (int b = 1; f.Length > 1 && b <= (field.Prime - 1) / 2 && found.Count < f.Length - 1; b++)
        {
            if (Value(f, (int)((long)field.NonResidue * b % field.Prime * b % field.Prime), field.Prime) == 0)
                found.Add(b);
        }

        return found;
    }

    /// <summary>f(x + 1) in place of f(x).</summary>
    private static void ShiftByOne(int[] f, int p)
    {
        for (int i = 0; i < f.Length - 1; i++)
        {
            for (int k = f.Length - 2; k >= i; k--)
            {
                int sum = f[k] + f[k + 1];
                f[k] = sum >= p ? sum - p : sum;
            }
        }
    }

    private static int[] Gcd(int[] x, int[] y, QuadraticField field)
    {
        x = Trimmed(x);
        y = Trimmed(y);
        while (y.Length > 0)
            (x, y) = (y, Remainder(x, y, field));
        return x;
    }

    private static int[] Remainder(int[] x, int[] y, QuadraticField field)
    {
        int p = field.Prime;
        int inverse = field.Inverse(y[^1]);
        for (int top = x.Length - 1; top >= y.Length - 1; top--)
        {
            int factor = (int)((long)(p - x[top]) * inverse % p);
            for (int k = 0; factor != p && k < y.Length; k++)
                x[top - y.Length + 1 + k] = (x[top - y.Length + 1 + k] + (factor * y[k])) % p;
        }

        return Trimmed(x[..Math.Min(x.Length, y.Length - 1)]);
    }

    private static int[] Trimmed(int[] f)
    {
        int length = f.Length;
        while (length > 0 && f[length - 1] == 0)
            length--;
        return f[..length];
    }

    private static int Value(int[] f, int x, int p)
    {
        long value = 0;
        for (int i = f.Length - 1; i >= 0; i--)
            value = ((value * x) + f[i]) % p;
        return (int)value;
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

namespace Monster.Hecke;

/// <summary>Long tables of the coefficients of eta products that are newforms of elliptic curves.</summary>
public static class EtaProducts
{
    /// <summary>The largest table; there |a_n| is at most d(n) sqrt(n), at most 2 n.</summary>
    public const int LargestTable = 60_000_000;

    /// <summary>
    /// a_0 = 0, a_1, ..., a_limit of eta(z)^2 eta(11 z)^2, the newform of 11a1: eta(z) eta(11 z) is a product of two sparse series (Euler), and one
    /// squaring by transforms follows.
    /// </summary>
    /// <param name="limit">1 to <see cref="LargestTable"/>.</param>
    /// <param name="kernel">The instructions to use.</param>
    public static int[] Level11(int limit, TransformKernel kernel = TransformKernel.Best)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestTable);
        using var products = new ResidueProducts(limit, int.Log2(limit) + 2, kernel);
        products.Load((target, _) => Fill(target.Span));
        products.Square();
        var coefficients = new long[limit];
        products.To64(coefficients);
        var table = new int[limit + 1];
        for (int n = 0; n < limit; n++)
            table[n + 1] = (int)coefficients[n];
        return table;
    }

    private static void Fill(Span<double> product)
    {
        product.Clear();
        var one = Pentagonal(product.Length, 1);
        foreach (var (start, sign) in Pentagonal(product.Length, 11))
        {
            foreach (var (exponent, other) in one)
            {
                if (start + exponent >= product.Length)
                    break;
                product[start + exponent] += sign * other;
            }
        }
    }

    /// <summary>The exponents of the product of 1 - q^(scale n) below a length, in order, with their signs.</summary>
    private static List<(int Exponent, int Sign)> Pentagonal(int length, int scale)
    {
        List<(int, int)> terms = [(0, 1)];
        for (long k = 1; scale * k * ((3 * k) - 1) / 2 < length; k++)
        {
            int sign = k % 2 == 0 ? 1 : -1;
            terms.Add(((int)(scale * k * ((3 * k) - 1) / 2), sign));
            if (scale * k * ((3 * k) + 1) / 2 < length)
                terms.Add(((int)(scale * k * ((3 * k) + 1) / 2), sign));
        }

        return terms;
    }
}

using System.Numerics;

namespace Monster.Hecke;

/// <summary>
/// Theta series of even lattices by counting their vectors coordinate by coordinate: coefficient n is the number of vectors of norm 2n
/// (J. Conway and N. Sloane, "Sphere Packings, Lattices and Groups", chapter 4). They know nothing of modular forms, so that the
/// equalities with Eisenstein series can be checked.
/// </summary>
public static class LatticeTheta
{
    /// <summary>
    /// E8: all coordinates whole or all of them half-odd, with an even sum.
    /// </summary>
    /// <param name="precision">1 or more.</param>
    public static QExpansion E8(int precision)
    {
        // A series in q^(1/8), in which a coordinate x counts at 4 x^2; of these vectors only those with an even sum are wanted, and they
        // are half of the sum over all and over all with the sign of the sum's parity.
        int length = (8 * (precision - 1)) + 1;
        var whole = Coordinates(length, k => (4L * k * k, 1)).Power(8);
        var signed = Coordinates(length, k => (4L * k * k, k % 2 == 0 ? 1 : -1)).Power(8);

        // (2k + 1) / 2: at (2k + 1)^2. The signs of x and -x cancel, so half of the half-odd vectors have an even sum.
        var odd = Coordinates(length, k => (((2L * k) + 1) * ((2 * k) + 1), 1)).Power(8);
        return Half(whole + signed + odd, 8);
    }

    /// <summary>
    /// Leech's lattice: vectors x / sqrt(8) with all coordinates even or all odd; those that are not as the first kind modulo 4 form a word of
    /// Golay's code; the sum is 0 modulo 8, or 4 when they are odd. The code has 1, 759, 2576, 759, 1 words of weight 0, 8, 12, 16, 24.
    /// </summary>
    /// <param name="precision">1 or more.</param>
    public static QExpansion Leech(int precision)
    {
        // A series in q^(1/16), in which x counts at x^2.
        int length = (16 * (precision - 1)) + 1;

        // 4k, and with the sign of k, which tells whether the sum is 0 modulo 8; for words other than 0 the signs of 4k + 2 cancel.
        var zero = Coordinates(length, k => (16L * k * k, 1));
        var zeroSigned = Coordinates(length, k => (16L * k * k, k % 2 == 0 ? 1 : -1));
        var two = Coordinates(length, k => (((4L * k) + 2) * ((4 * k) + 2), 1));
        var even = zeroSigned.Power(24);
        foreach (var (weight, words) in new[] { (0, 1), (8, 759), (12, 2576), (16, 759), (24, 1) })
            even += words * (zero.Power(24 - weight) * two.Power(weight));

        // 4k + 1; the words change signs, and with them no norm and no sum modulo 8.
        var one = Coordinates(length, k => (((4L * k) + 1) * ((4 * k) + 1), 1)).Power(24);
        var oneSigned = Coordinates(length, k => (((4L * k) + 1) * ((4 * k) + 1), k % 2 == 0 ? 1 : -1)).Power(24);
        return Half(even + (4096 * (one - oneSigned)), 16);
    }

    /// <summary>The sum over all integers k of a sign at an exponent.</summary>
    private static QExpansion Coordinates(int length, Func<int, (long Exponent, int Sign)> term)
    {
        var series = new BigInteger[length];
        for (int k = 0; ; k++)
        {
            var (right, left) = (term(k), term(-k));
            if (right.Exponent < length)
                series[right.Exponent] += right.Sign;
            if (k > 0 && left.Exponent < length)
                series[left.Exponent] += left.Sign;
            if (right.Exponent >= length && left.Exponent >= length)
                return new(series);
        }
    }

    /// <summary>Half of a series in q^(1/step) that is one in q.</summary>
    private static QExpansion Half(QExpansion series, int step)
    {
        var coefficients = new BigInteger[((series.Precision - 1) / step) + 1];
        for (int n = 0; n < series.Precision; n++)
        {
            if (series[n].IsZero)
                continue;
            if (n % step != 0 || !series[n].IsEven)
                throw new InvalidOperationException("A vector of an even lattice has an odd norm.");
            coefficients[n / step] = series[n] / 2;
        }

        return new(coefficients);
    }
}

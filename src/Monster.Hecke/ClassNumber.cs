namespace Monster.Hecke;

/// <summary>
/// Class numbers of imaginary quadratic orders, by counting reduced primitive binary quadratic forms
/// (H. Cohen, "A Course in Computational Algebraic Number Theory", 1993, algorithm 5.3.5).
/// </summary>
public static class ClassNumber
{
    /// <summary>The number of classes of primitive positive definite forms of discriminant D.</summary>
    /// <param name="discriminant">Negative, 0 or 1 modulo 4.</param>
    /// <exception cref="ArgumentException">The number is no such discriminant.</exception>
    public static int Of(long discriminant)
    {
        if (discriminant >= 0 || (discriminant & 3) is 2 or 3)
            throw new ArgumentException($"{discriminant} is not the discriminant of an imaginary quadratic order.", nameof(discriminant));
        int count = 0;
        for (long b = discriminant & 1; 3 * b * b <= -discriminant; b += 2)
        {
            long product = ((b * b) - discriminant) / 4;
            for (long a = Math.Max(b, 1); a * a <= product; a++)
            {
                if (product % a != 0 || Arithmetic.Gcd(Arithmetic.Gcd(a, b), product / a) != 1)
                    continue;
                count += b == 0 || a == b || a * a == product ? 1 : 2;
            }
        }

        return count;
    }

    /// <summary>
    /// Six times the class number weighted by units: h(D) / (w(D) / 2), where w is the number of units, 6 for D = -3 and 4 for -4.
    /// </summary>
    public static long SixTimesWeighted(long discriminant) => discriminant switch
    {
        -3 => 2,
        -4 => 3,
        _ => 6L * Of(discriminant),
    };
}

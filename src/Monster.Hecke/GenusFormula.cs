namespace Monster.Hecke;

/// <summary>
/// Genera of the modular curves X_0(N), and of X_0(p)+, the quotient by the Atkin-Lehner involution
/// (F. Diamond and J. Shurman, "A First Course in Modular Forms", theorem 3.1.1; A. Ogg, "Hyperelliptic modular curves", 1974).
/// </summary>
public static class GenusFormula
{
    /// <summary>The genus of X_0(N): the dimension of S_2(Gamma0(N)).</summary>
    /// <param name="level">N, 1 or more.</param>
    public static int OfX0(long level) => (int)DimensionFormula.CuspForms(level, 2);

    /// <summary>
    /// The genus of X_0(p)+: the involution of the curve of genus g has h(-4p), and for p = 3 modulo 4 also h(-p), fixed points,
    /// and by Riemann and Hurwitz 2g - 2 = 2 (2 g+ - 2) + fixed points.
    /// </summary>
    /// <param name="prime">A prime.</param>
    /// <exception cref="ArgumentException">It is not a prime.</exception>
    public static int OfX0Plus(int prime)
    {
        if (!Arithmetic.IsPrime(prime))
            throw new ArgumentException($"{prime} is not a prime.", nameof(prime));
        if (prime < 5)
            return 0; // X_0(2) and X_0(3) have genus 0 already.
        int fixedPoints = ClassNumber.Of(-4L * prime) + (prime % 4 == 3 ? ClassNumber.Of(-prime) : 0);
        return ((2 * OfX0(prime)) + 2 - fixedPoints) / 4;
    }
}

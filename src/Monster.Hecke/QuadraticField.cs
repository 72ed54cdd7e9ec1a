namespace Monster.Hecke;

/// <summary>
/// The field F_(p^2) = F_p(w), w^2 = n, for an odd prime p below 2^15, where n is the smallest positive quadratic
/// non-residue. Arithmetic is exact; elements are always reduced.
/// </summary>
public sealed class QuadraticField
{
    /// <summary>The field of p^2 elements.</summary>
    /// <param name="prime">An odd prime below 32,768.</param>
    /// <exception cref="ArgumentException">The number is not such a prime.</exception>
    public QuadraticField(int prime)
    {
        if (prime is < 3 or > 32_767 || !IsPrime(prime))
            throw new ArgumentException($"{prime} is not an odd prime below 32,768.", nameof(prime));
        Prime = prime;
        NonResidue = Enumerable.Range(2, prime).First(n => Power(n, (prime - 1) / 2) == prime - 1);
    }

    /// <summary>The characteristic p.</summary>
    public int Prime { get; }

    /// <summary>The square of w.</summary>
    public int NonResidue { get; }

    /// <summary>The sum.</summary>
    public QuadraticElement Add(QuadraticElement x, QuadraticElement y) => new((x.A + y.A) % Prime, (x.B + y.B) % Prime);

    /// <summary>The difference.</summary>
    public QuadraticElement Subtract(QuadraticElement x, QuadraticElement y) =>
        new((x.A - y.A + Prime) % Prime, (x.B - y.B + Prime) % Prime);

    /// <summary>The product.</summary>
    public QuadraticElement Multiply(QuadraticElement x, QuadraticElement y)
    {
        long a = ((long)x.A * y.A) + ((long)x.B * y.B % Prime * NonResidue);
        long b = ((long)x.A * y.B) + ((long)x.B * y.A);
        return new((int)(a % Prime), (int)(b % Prime));
    }

    /// <summary>The Frobenius map x -> x^p, which is a + b w -> a - b w.</summary>
    public QuadraticElement Frobenius(QuadraticElement x) => new(x.A, x.B == 0 ? 0 : Prime - x.B);

    /// <summary>A number's power modulo p.</summary>
    /// <param name="value">0 to p - 1.</param>
    /// <param name="exponent">0 or more.</param>
    public int Power(int value, int exponent)
    {
        long result = 1;
        long square = value % Prime;
        for (int e = exponent; e > 0; e >>= 1)
        {
            if ((e & 1) == 1)
                result = result * square % Prime;
            square = square * square % Prime;
        }

        return (int)result;
    }

    /// <summary>The inverse modulo p of a number that is not 0 modulo p.</summary>
    /// <exception cref="DivideByZeroException">The number is 0 modulo p.</exception>
    public int Inverse(int value)
    {
        int reduced = ((value % Prime) + Prime) % Prime;
        return reduced == 0 ? throw new DivideByZeroException() : Power(reduced, Prime - 2);
    }

    /// <summary>A square root in F_(p^2) of an element of F_p; every one has one there.</summary>
    /// <param name="value">0 to p - 1.</param>
    public QuadraticElement SquareRoot(int value)
    {
        if (value == 0)
            return default;
        bool isResidue = Power(value, (Prime - 1) / 2) == 1;
        int radicand = isResidue ? value : (int)((long)value * Inverse(NonResidue) % Prime);
        int root = Enumerable.Range(1, Prime - 1).First(r => (long)r * r % Prime == radicand);
        return isResidue ? new(root, 0) : new(0, root);
    }

    private static bool IsPrime(int n) => n >= 2 && !Enumerable.Range(2, n).TakeWhile(d => d * d <= n).Any(d => n % d == 0);
}

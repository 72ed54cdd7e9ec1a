using System.Numerics;

namespace Monster.Hecke;

/// <summary>A polynomial with integer coefficients, exact.</summary>
public sealed class IntegerPolynomial
{
    private readonly BigInteger[] _coefficients;

    /// <summary>The polynomial with these coefficients, constant first.</summary>
    /// <exception cref="ArgumentException">There are none, or the last is 0.</exception>
    public IntegerPolynomial(IEnumerable<BigInteger> coefficients)
    {
        _coefficients = [.. coefficients];
        if (_coefficients.Length == 0 || (_coefficients.Length > 1 && _coefficients[^1].IsZero))
            throw new ArgumentException("The leading coefficient must not be 0.", nameof(coefficients));
    }

    /// <summary>The degree; 0 for a constant.</summary>
    public int Degree => _coefficients.Length - 1;

    /// <summary>The coefficient of x^n.</summary>
    public BigInteger this[int n] => _coefficients[n];

    /// <summary>
    /// The characteristic polynomial det(x - A) of an integer matrix: modulo primes near 2^31 and by the Chinese remainder theorem. All eigenvalues
    /// are at most R, the largest row sum of absolute values, so the coefficient of x^(n-i) is at most binomial(n, i) R^i in size.
    /// </summary>
    public static IntegerPolynomial Characteristic(int[,] matrix)
    {
        int size = matrix.GetLength(0);
        BigInteger radius = Enumerable.Range(0, size).Max(i => Enumerable.Range(0, size).Sum(k => Math.Abs((long)matrix[i, k])));
        var bound = 2 * BigInteger.Pow(1 + radius, size); // the sum of all those bounds, twice for the sign
        var values = new BigInteger[size + 1];
        var modulus = BigInteger.One;
        for (long p = PrimeMatrix.DefaultModulus; modulus <= bound; p -= 2)
        {
            if (!Arithmetic.IsPrime(p))
                continue;
            long[] residues = new PrimeMatrix(matrix, p).CharacteristicPolynomial();
            var inverse = BigInteger.ModPow(modulus, p - 2, p);
            for (int n = 0; n <= size; n++)
            {
                var step = (residues[size - n] - values[n]) * inverse % p;
                values[n] += modulus * (step.Sign < 0 ? step + p : step);
            }

            modulus *= p;
        }

        return new(values.Select(v => v > modulus / 2 ? v - modulus : v));
    }

    /// <summary>The polynomial whose roots are those of this one divided by a number, where that has integer coefficients and leads with the same one.</summary>
    /// <param name="denominator">1 or more.</param>
    /// <exception cref="ArgumentException">The coefficients would not be integers.</exception>
    public IntegerPolynomial RootsDividedBy(int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        return new(_coefficients.Select((a, n) => BigInteger.DivRem(a, BigInteger.Pow(denominator, Degree - n)) is (var quotient, { IsZero: true })
            ? quotient
            : throw new ArgumentException($"The roots divided by {denominator} are not algebraic integers.", nameof(denominator))));
    }

    /// <summary>The polynomial as people write it, highest power first.</summary>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder();
        for (int n = Degree; n >= 0; n--)
        {
            var a = _coefficients[n];
            if (a.IsZero && Degree > 0)
                continue;
            text.Append(text.Length == 0 ? (a.Sign < 0 ? "-" : "") : a.Sign < 0 ? " - " : " + ");
            var size = BigInteger.Abs(a);
            string power = n == 0 ? "" : n == 1 ? "x" : $"x^{n}";
            text.Append(n == 0 || !size.IsOne ? $"{size}" : "").Append(n > 0 && !size.IsOne ? " " : "").Append(power);
        }

        return text.ToString();
    }

    /// <summary>The value at an integer.</summary>
    public BigInteger At(BigInteger x) => _coefficients.Reverse().Aggregate(BigInteger.Zero, (value, a) => (value * x) + a);

    /// <summary>f(x + a).</summary>
    public IntegerPolynomial Shift(BigInteger a)
    {
        var c = (BigInteger[])_coefficients.Clone();
        for (int i = 0; i < Degree; i++)
        {
            for (int k = Degree - 1; k >= i; k--)
                c[k] += a * c[k + 1];
        }

        return new(c);
    }

    /// <summary>The quotient by x - a, for a root a.</summary>
    /// <exception cref="ArgumentException">a is not a root.</exception>
    public IntegerPolynomial DivideByRoot(BigInteger a)
    {
        var quotient = new BigInteger[Degree];
        var carry = BigInteger.Zero;
        for (int n = Degree; n > 0; n--)
            quotient[n - 1] = carry = _coefficients[n] + (a * carry);
        return (_coefficients[0] + (a * carry)).IsZero ? new(quotient) : throw new ArgumentException($"{a} is not a root.", nameof(a));
    }

    /// <summary>The polynomial whose roots are the squares of the roots of this one: f(x) f(-x) at x^2, up to sign.</summary>
    public IntegerPolynomial RootsSquared()
    {
        var squares = new BigInteger[Degree + 1];
        for (int i = 0; i <= Degree; i++)
        {
            for (int k = 0; k <= Degree; k++)
            {
                if ((i + k) % 2 == 0)
                    squares[(i + k) / 2] += (k % 2 == 0 ? 1 : -1) * _coefficients[i] * _coefficients[k];
            }
        }

        return new(squares);
    }

    /// <summary>
    /// How many roots are above numerator / 2^bits, counted with multiplicity, when all roots are real: then the rule of signs of
    /// Descartes counts exactly. This isolates the eigenvalues of symmetric matrices without rounding.
    /// </summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="bits">0 or more.</param>
    public int RealRootsAbove(BigInteger numerator, int bits = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bits);

        // 2^(bits degree) f(y / 2^bits) has integer coefficients and the roots times 2^bits.
        var scaled = new IntegerPolynomial(_coefficients.Select((a, n) => a << (bits * (Degree - n)))).Shift(numerator);
        int changes = 0;
        int last = 0;
        foreach (int sign in scaled._coefficients.Select(a => a.Sign).Where(sign => sign != 0))
        {
            changes += last != 0 && sign != last ? 1 : 0;
            last = sign;
        }

        return changes;
    }
}

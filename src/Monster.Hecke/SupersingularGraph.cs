using System.Collections.Immutable;

namespace Monster.Hecke;

/// <summary>
/// The supersingular elliptic curves in characteristic p, by j-invariant, and the isogenies of prime degree l between them:
/// the matrices T_l of the Hecke operators on the module they span (J.-F. Mestre, "La méthode des graphes", 1986).
/// For p = 853 there are 71 of them, none with extra automorphisms, so every T_l is symmetric with row sums l + 1.
/// </summary>
/// <remarks>
/// The modular polynomial Phi_l(X, j) modulo p is not stored but found from the power sums of its roots: the sum of j'^m over
/// the l + 1 curves j' that are l-isogenous to j is l T_l(j^m), a polynomial in j of which the principal part of the q-expansion
/// tells all. Its value at j is read off the values of the Faber polynomials J_n (T. Asai, M. Kaneko, H. Ninomiya, "Zeros of
/// certain modular functions and an application", 1997); Newton's identities turn power sums into coefficients.
/// </remarks>
public sealed class SupersingularGraph
{
    /// <summary>The characteristic whose 71 supersingular curves are the shards.</summary>
    public const int ShardCharacteristic = 853;

    private readonly ModularSeries _series;
    private readonly int[] _faberNumerator;
    private readonly int _maxDegree;
    private readonly QuadraticElement[]?[] _faber;
    private readonly Dictionary<QuadraticElement, int> _index = [];

    /// <summary>The supersingular curves in characteristic p.</summary>
    /// <param name="characteristic">A prime from 5 to 1,023.</param>
    /// <param name="maxDegree">The largest isogeny degree that will be asked for, a prime from 2 to 71 below p - 1.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public SupersingularGraph(int characteristic = ShardCharacteristic, int maxDegree = 71)
    {
        if (characteristic is < 5 or > 1_023)
            throw new ArgumentException($"The characteristic {characteristic} is not from 5 to 1,023.", nameof(characteristic));
        if (maxDegree < 2 || maxDegree > 71 || maxDegree >= characteristic - 1)
            throw new ArgumentException($"The degree {maxDegree} is not from 2 to 71 and below the characteristic - 1.", nameof(maxDegree));
        Field = new QuadraticField(characteristic);
        _maxDegree = maxDegree;
        _series = new ModularSeries(characteristic, (maxDegree * (maxDegree + 1)) + 4);
        _faberNumerator = _series.Divide(_series.Multiply(_series.Multiply(_series.E4, _series.E4), _series.E6), _series.DeltaOverQ);
        Vertices = [.. SupersingularPolynomial.Roots(Field)
            .OrderBy(j => j.A).ThenBy(j => Math.Min(j.B, characteristic - j.B)).ThenBy(j => j.B)];
        for (int i = 0; i < Vertices.Length; i++)
            _index[Vertices[i]] = i;
        Conjugate = [.. Vertices.Select(j => _index[Field.Frobenius(j)])];
        _faber = new QuadraticElement[]?[Vertices.Length];
    }

    /// <summary>The field of p^2 elements in which all the j-invariants lie.</summary>
    public QuadraticField Field { get; }

    /// <summary>The j-invariants a + b w, in order of (a, min(b, p - b), b): the shards, for p = 853.</summary>
    public ImmutableArray<QuadraticElement> Vertices { get; }

    /// <summary>The place of the Frobenius conjugate of each vertex; its own where j is rational.</summary>
    public ImmutableArray<int> Conjugate { get; }

    /// <summary>
    /// The matrix of T_n: for a prime l, entry (i, k) is the number of l-isogenies from curve i to curve k, up to isomorphism of the target.
    /// For other n, of all isogenies of degree n, multiplication by d followed by one of degree n / d^2 among them.
    /// </summary>
    /// <param name="degree">n, prime to the characteristic, with n sigma(n) at most l (l + 1) for the largest degree l given at the start.</param>
    /// <returns>A square matrix, rows first; the rows add up to sigma(n), the sum of the divisors.</returns>
    /// <exception cref="ArgumentException">The degree is out of range.</exception>
    public int[,] HeckeMatrix(int degree)
    {
        int sigma = degree is < 1 or > 5_112 ? 0 : (int)Arithmetic.DivisorSum(degree, 1);
        if (sigma == 0 || sigma >= Field.Prime || degree % Field.Prime == 0 || degree * sigma > _maxDegree * (_maxDegree + 1))
            throw new ArgumentException($"T_{degree} is out of range: the largest prime degree here is {_maxDegree}, and the degree is prime to {Field.Prime}.", nameof(degree));
        int count = Vertices.Length;
        var matrix = new int[count, count];
        var powers = PrincipalParts(sigma);
        for (int i = 0; i < count; i++)
        {
            // Frobenius carries the neighbours of j to those of its conjugate.
            int twin = Conjugate[i];
            if (twin < i)
            {
                for (int k = 0; k < count; k++)
                    matrix[i, k] = matrix[twin, Conjugate[k]];
                continue;
            }

            CountRoots(Coefficients(PowerSums(i, degree, powers)), matrix, i);
        }

        return matrix;
    }

    /// <summary>Row m - 1 holds the coefficients of q^-m, ..., q^0 of j^m, m = 1 to the number of roots.</summary>
    private int[][] PrincipalParts(int count)
    {
        int length = count + 1;
        var rows = new int[count][];
        int[] power = [1, .. new int[length - 1]];
        for (int m = 1; m <= count; m++)
        {
            var next = new int[length];
            for (int i = 0; i < length; i++)
            {
                long sum = 0;
                for (int k = 0; k <= i; k++)
                    sum += (long)power[k] * _series.JTimesQ[i - k];
                next[i] = (int)(sum % Field.Prime);
            }

            power = next;
            rows[m - 1] = power[..(m + 1)];
        }

        return rows;
    }

    /// <summary>
    /// The sums of j'^m over the isogenous curves j', m = 1 to sigma(n): n T_n(j^m), where c q^-k becomes, for each divisor d of both n and k
    /// (all of n for k = 0), d c q^(-k n / d^2).
    /// </summary>
    private QuadraticElement[] PowerSums(int vertex, int degree, int[][] powers)
    {
        var faber = _faber[vertex] ??= FaberValues(Vertices[vertex]);
        int p = Field.Prime;
        var sums = new QuadraticElement[powers.Length];
        var divisors = Arithmetic.Divisors(degree);
        for (int m = 1; m <= powers.Length; m++)
        {
            int[] part = powers[m - 1]; // part[m - k] is the coefficient of q^-k
            long a = (long)part[m] * powers.Length;
            long b = 0;
            foreach (int d in divisors)
            {
                for (int k = d; k <= m; k += d)
                {
                    long coefficient = (long)d * part[m - k] % p;
                    a += coefficient * faber[k / d * (degree / d)].A;
                    b += coefficient * faber[k / d * (degree / d)].B;
                }
            }

            sums[m - 1] = new((int)(a % p), (int)(b % p));
        }

        return sums;
    }

    /// <summary>
    /// J_n(j) for n = 0 to l (l + 1), from the sum of J_n(j) q^n = E4^2 E6 / (Delta (j(q) - j)): J_0 = 1, J_1(j) = j - 744.
    /// </summary>
    private QuadraticElement[] FaberValues(QuadraticElement j)
    {
        int p = Field.Prime;
        int length = (_maxDegree * (_maxDegree + 1)) + 1;
        int[] divisor = [.. _series.JTimesQ];
        divisor[1] = 0; // the only coefficient that is not rational, 744 - j, is taken apart
        var reversed = _series.Reversed(divisor);
        var first = Field.Subtract(new QuadraticElement(744 % p, 0), j);
        var a = new short[length];
        var b = new short[length];
        var values = new QuadraticElement[length];
        for (int n = 0; n < length; n++)
        {
            int start = reversed.Length - 1 - n;
            var sum = new QuadraticElement(
                (int)_series.Dot(a.AsSpan(0, n), reversed.AsSpan(start)),
                (int)_series.Dot(b.AsSpan(0, n), reversed.AsSpan(start)));
            if (n > 0)
                sum = Field.Add(sum, Field.Multiply(first, values[n - 1]));
            values[n] = Field.Subtract(new QuadraticElement(_faberNumerator[n], 0), sum);
            a[n] = (short)values[n].A;
            b[n] = (short)values[n].B;
        }

        return values;
    }

    /// <summary>Newton's identities: the monic polynomial with these power sums, highest power first.</summary>
    private QuadraticElement[] Coefficients(QuadraticElement[] sums)
    {
        var coefficients = new QuadraticElement[sums.Length + 1];
        coefficients[0] = new(1, 0);
        for (int k = 1; k <= sums.Length; k++)
        {
            var total = default(QuadraticElement);
            for (int i = 1; i <= k; i++)
                total = Field.Add(total, Field.Multiply(coefficients[k - i], sums[i - 1]));
            int minusInverse = Field.Prime - Field.Inverse(k);
            coefficients[k] = Field.Multiply(total, new(minusInverse, 0));
        }

        return coefficients;
    }

    /// <summary>Every root is supersingular, so the roots are found among the vertices, each divided out as often as it divides.</summary>
    private void CountRoots(QuadraticElement[] polynomial, int[,] matrix, int row)
    {
        int degree = polynomial.Length - 1;
        var quotient = new QuadraticElement[polynomial.Length];
        for (int k = 0; k < Vertices.Length && degree > 0; k++)
        {
            while (degree > 0)
            {
                quotient[0] = polynomial[0];
                for (int i = 1; i <= degree; i++)
                    quotient[i] = Field.Add(polynomial[i], Field.Multiply(quotient[i - 1], Vertices[k]));
                if (quotient[degree] != default)
                    break;
                matrix[row, k]++;
                degree--;
                (polynomial, quotient) = (quotient, polynomial);
            }
        }

        if (degree > 0)
            throw new InvalidOperationException($"A curve isogenous to j = {Vertices[row]} is not among the supersingular ones.");
    }
}

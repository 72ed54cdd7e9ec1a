using System.Numerics;

namespace Monster.Hecke;

/// <summary>
/// The eigenvalues of a symmetric integer matrix: numbers by the method of Jacobi (G. Golub and C. Van Loan, "Matrix Computations",
/// section 8.5), and exact statements about them from the characteristic polynomial.
/// </summary>
public sealed class Spectrum
{
    private const int MaxSweeps = 60;

    private readonly Lazy<IntegerPolynomial> _characteristic;

    /// <summary>The spectrum of a matrix.</summary>
    /// <exception cref="ArgumentException">It is not square and symmetric.</exception>
    public Spectrum(int[,] matrix)
    {
        int size = matrix.GetLength(0);
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < size; k++)
            {
                if (matrix.GetLength(1) != size || matrix[i, k] != matrix[k, i])
                    throw new ArgumentException("The matrix is not symmetric.", nameof(matrix));
            }
        }

        Eigenvalues = Jacobi(matrix);
        _characteristic = new(() => IntegerPolynomial.Characteristic(matrix));
    }

    /// <summary>The eigenvalues, largest first, to about 12 digits.</summary>
    public IReadOnlyList<double> Eigenvalues { get; }

    /// <summary>det(x - A), exact.</summary>
    public IntegerPolynomial Characteristic => _characteristic.Value;

    /// <summary>
    /// True when, apart from the trivial eigenvalue p + 1, every eigenvalue is at most 2 sqrt(p) in size: the Ramanujan property. Decided
    /// exactly: the squares of the eigenvalues less 4p are the roots of an integer polynomial, and none of them is positive.
    /// </summary>
    /// <param name="prime">p.</param>
    public bool IsRamanujan(int prime) => Characteristic.DivideByRoot(prime + 1).RootsSquared().RealRootsAbove(4 * prime) == 0;

    /// <summary>
    /// True when each number of <see cref="Eigenvalues"/> is within 2^-bits of a true eigenvalue, each with its own: for the i-th, exactly
    /// i eigenvalues at most are above it plus that distance, and more than i above it less that distance.
    /// </summary>
    /// <param name="bits">1 to 30.</param>
    public bool IsIsolated(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 30);
        for (int i = 0; i < Eigenvalues.Count; i++)
        {
            var near = (BigInteger)Math.Round(Eigenvalues[i] * (1L << (bits + 1)));
            if (Characteristic.RealRootsAbove(near + 1, bits + 1) > i || Characteristic.RealRootsAbove(near - 1, bits + 1) <= i)
                return false;
        }

        return true;
    }

    private static double[] Jacobi(int[,] matrix)
    {
        int size = matrix.GetLength(0);
        var a = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < size; k++)
                a[i, k] = matrix[i, k];
        }

        for (int sweep = 0; sweep < MaxSweeps && OffDiagonal(a) > 1e-22; sweep++)
        {
            for (int i = 0; i < size; i++)
            {
                for (int k = i + 1; k < size; k++)
                    Rotate(a, i, k);
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => a[i, i]).OrderDescending()];
    }

    private static double OffDiagonal(double[,] a)
    {
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int k = 0; k < i; k++)
                sum += a[i, k] * a[i, k];
        }

        return sum;
    }

    /// <summary>A rotation in the plane of two axes that makes the entry between them 0.</summary>
    private static void Rotate(double[,] a, int p, int q)
    {
        if (a[p, q] == 0)
            return;
        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1);
        double s = t * c;
        for (int k = 0; k < a.GetLength(0); k++)
            (a[k, p], a[k, q]) = ((c * a[k, p]) - (s * a[k, q]), (s * a[k, p]) + (c * a[k, q]));
        for (int k = 0; k < a.GetLength(0); k++)
            (a[p, k], a[q, k]) = ((c * a[p, k]) - (s * a[q, k]), (s * a[p, k]) + (c * a[q, k]));
    }
}

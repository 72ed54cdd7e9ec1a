using System.Numerics;

namespace Monster.Hecke;

/// <summary>A square matrix over a prime field, that of 2^31 - 1 elements when no other is given.</summary>
public sealed class PrimeMatrix
{
    /// <summary>2^31 - 1, a prime.</summary>
    public const long DefaultModulus = int.MaxValue;

    private readonly long[,] _entries;

    /// <summary>The zero matrix.</summary>
    /// <param name="size">Rows and columns.</param>
    /// <param name="modulus">A prime below 2^31.</param>
    public PrimeMatrix(int size, long modulus = DefaultModulus)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(modulus, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(modulus, DefaultModulus);
        Modulus = modulus;
        _entries = new long[size, size];
    }

    /// <summary>An integer matrix, reduced.</summary>
    /// <exception cref="ArgumentException">It is not square.</exception>
    public PrimeMatrix(int[,] entries, long modulus = DefaultModulus)
        : this(entries.GetLength(0), modulus)
    {
        if (entries.GetLength(0) != entries.GetLength(1))
            throw new ArgumentException("The matrix is not square.", nameof(entries));
        for (int i = 0; i < Size; i++)
        {
            for (int k = 0; k < Size; k++)
                this[i, k] = entries[i, k];
        }
    }

    /// <summary>Rows and columns.</summary>
    public int Size => _entries.GetLength(0);

    /// <summary>The prime.</summary>
    public long Modulus { get; }

    /// <summary>An entry, 0 to the modulus - 1; what is set is reduced.</summary>
    public long this[int row, int column]
    {
        get => _entries[row, column];
        set => _entries[row, column] = Reduce(value);
    }

    /// <summary>
    /// The coefficients of det(x - A), highest power first, through the Hessenberg form
    /// (H. Cohen, "A Course in Computational Algebraic Number Theory", algorithm 2.2.9).
    /// </summary>
    public long[] CharacteristicPolynomial()
    {
        var h = (long[,])_entries.Clone();
        for (int m = 1; m < Size - 1; m++)
            ToHessenberg(h, m);
        var polynomials = new List<long[]> { new long[] { 1 } };
        for (int m = 0; m < Size; m++)
        {
            // p_(m+1) = (x - h_mm) p_m - sum over i < m of h_im (product of the subdiagonal from i+1 to m) p_i; constant first.
            var next = new long[m + 2];
            for (int k = 0; k <= m; k++)
            {
                next[k + 1] = Reduce(next[k + 1] + polynomials[m][k]);
                next[k] = Reduce(next[k] - (h[m, m] * polynomials[m][k] % Modulus));
            }

            long product = 1;
            for (int i = m - 1; i >= 0; i--)
            {
                product = product * h[i + 1, i] % Modulus;
                long factor = product * h[i, m] % Modulus;
                for (int k = 0; k <= i; k++)
                    next[k] = Reduce(next[k] - (factor * polynomials[i][k] % Modulus));
            }

            polynomials.Add(next);
        }

        return [.. polynomials[^1].Reverse()];
    }

    internal static long Mod(long value)
    {
        long rest = value % DefaultModulus;
        return rest < 0 ? rest + DefaultModulus : rest;
    }

    internal static long Inverse(long value) => (long)BigInteger.ModPow(value, DefaultModulus - 2, DefaultModulus);

    private long Reduce(long value)
    {
        long rest = value % Modulus;
        return rest < 0 ? rest + Modulus : rest;
    }

    private void ToHessenberg(long[,] h, int m)
    {
        int pivot = m;
        while (pivot < Size && h[pivot, m - 1] == 0)
            pivot++;
        if (pivot == Size)
            return;
        if (pivot != m)
        {
            for (int k = 0; k < Size; k++)
                (h[m, k], h[pivot, k]) = (h[pivot, k], h[m, k]);
            for (int k = 0; k < Size; k++)
                (h[k, m], h[k, pivot]) = (h[k, pivot], h[k, m]);
        }

        long inverse = (long)BigInteger.ModPow(h[m, m - 1], Modulus - 2, Modulus);
        for (int i = m + 1; i < Size; i++)
        {
            long factor = h[i, m - 1] * inverse % Modulus;
            if (factor == 0)
                continue;
            for (int k = 0; k < Size; k++)
                h[i, k] = Reduce(h[i, k] - (factor * h[m, k] % Modulus));
            for (int k = 0; k < Size; k++)
                h[k, m] = (h[k, m] + (factor * h[k, i])) % Modulus;
        }
    }
}

namespace Monster.Hecke;

/// <summary>
/// The walk on an isogeny graph that goes to a uniformly chosen one of the p + 1 neighbours at each step, and the bound on its distance
/// from the uniform distribution that the Ramanujan property gives (S. Hoory, N. Linial, A. Wigderson, "Expander graphs and their
/// applications", 2006, section 3).
/// </summary>
public sealed class IsogenyWalk
{
    private readonly int[,] _matrix;
    private readonly int _degree;
    private double[] _distribution;

    /// <summary>A walk that begins at a vertex.</summary>
    /// <param name="matrix">The symmetric matrix of T_p.</param>
    /// <param name="start">A vertex.</param>
    public IsogenyWalk(int[,] matrix, int start)
    {
        int count = matrix.GetLength(0);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, count);
        _matrix = matrix;
        _degree = Enumerable.Range(0, count).Sum(k => matrix[start, k]);
        _distribution = new double[count];
        _distribution[start] = 1;
    }

    /// <summary>How many steps have been made.</summary>
    public int Steps { get; private set; }

    /// <summary>Where the walk is, as a probability for each vertex.</summary>
    public IReadOnlyList<double> Distribution => _distribution;

    /// <summary>The distance in total variation from the uniform distribution, 0 to 1.</summary>
    public double TotalVariation => _distribution.Sum(p => Math.Abs(p - (1.0 / _distribution.Length))) / 2;

    /// <summary>The bound 1/2 sqrt(n - 1) rho^t on that distance after t steps.</summary>
    /// <param name="count">n, the number of vertices.</param>
    /// <param name="rho">The second largest size of an eigenvalue, divided by p + 1.</param>
    /// <param name="steps">t, 0 or more.</param>
    public static double Bound(int count, double rho, int steps) => 0.5 * Math.Sqrt(count - 1) * Math.Pow(rho, steps);

    /// <summary>The largest size of an eigenvalue after the trivial one, divided by p + 1.</summary>
    public static double Rho(Spectrum spectrum) => Math.Max(spectrum.Eigenvalues[1], -spectrum.Eigenvalues[^1]) / spectrum.Eigenvalues[0];

    /// <summary>One step.</summary>
    public void Step()
    {
        int count = _distribution.Length;
        var next = new double[count];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < count; k++)
                next[k] += _distribution[i] * _matrix[i, k] / _degree;
        }

        _distribution = next;
        Steps++;
    }
}

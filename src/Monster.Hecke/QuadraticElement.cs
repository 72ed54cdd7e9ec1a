namespace Monster.Hecke;

/// <summary>An element a + b w of a <see cref="QuadraticField"/>.</summary>
/// <param name="A">The rational part, 0 to p - 1.</param>
/// <param name="B">The part along w, 0 to p - 1.</param>
public readonly record struct QuadraticElement(int A, int B)
{
    /// <summary>True when the element lies in the prime field.</summary>
    public bool IsRational => B == 0;

    /// <inheritdoc/>
    public override string ToString() => B == 0 ? $"{A}" : A == 0 ? $"{B}w" : $"{A}+{B}w";
}

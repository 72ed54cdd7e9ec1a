namespace Monster.Hecke;

/// <summary>
/// A vector of doubles, so that the transform is written once for every width. All operations are IEEE 754, rounded to nearest: with the same
/// input every width gives the same bits.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many numbers a vector has: a power of two.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x, TSelf y);

    static abstract TSelf operator *(TSelf x, TSelf y);

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Of(double value);

    static abstract TSelf Load(ref readonly double source);

    static abstract void Store(TSelf value, ref double target);

    /// <summary>x y - z, rounded once.</summary>
    static abstract TSelf MultiplySubtract(TSelf x, TSelf y, TSelf z);

    /// <summary>z - x y, rounded once.</summary>
    static abstract TSelf NegateMultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>The nearest integers.</summary>
    static abstract TSelf Round(TSelf x);

    /// <summary>
    /// Multiplies by x^i modulo x^Count - r a polynomial of which the coefficients are the lanes: moves them up by i, those that fall out at the top
    /// come in at the bottom, from the copy that was multiplied by r.
    /// </summary>
    /// <param name="wrapped">The polynomial times r.</param>
    /// <param name="polynomial">The polynomial.</param>
    /// <param name="i">1 to Count - 1.</param>
    static abstract TSelf MultiplyByPower(TSelf wrapped, TSelf polynomial, int i);
}

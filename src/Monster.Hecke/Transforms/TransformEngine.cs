namespace Monster.Hecke;

/// <summary>The transform in one of its widths, chosen when the program runs.</summary>
internal abstract class TransformEngine
{
    /// <summary>How many numbers a vector has.</summary>
    public abstract int Lanes { get; }

    /// <summary>The engine of a kernel.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor has not got it.</exception>
    public static TransformEngine Of(TransformKernel kernel) => TransformKernels.Resolve(kernel) switch
    {
        TransformKernel.Avx512 => new Width<Lanes512>(),
        TransformKernel.Avx2 => new Width<Lanes256>(),
        _ => new Width<Lanes64>(),
    };

    /// <summary>The length of the transforms for a product of this many coefficients.</summary>
    public int LengthFor(int coefficients)
    {
        long length = Math.Max(Lanes, 2);
        while (length < coefficients)
            length *= 2;
        return length <= 1 << TransformPrime.MaxLog ? (int)length : throw new ArgumentException($"A product of {coefficients:N0} coefficients is too long.", nameof(coefficients));
    }

    /// <summary>The i-th prime with roots for transforms of a length.</summary>
    public TransformPrime Prime(int index, int length) => new(index, length / Lanes);

    /// <summary>a becomes its cyclic square, between -p/2 and p/2.</summary>
    public void Square(Span<double> a, TransformPrime prime)
    {
        Forward(a, prime);
        Finish(a, a, prime);
    }

    /// <summary>a becomes the cyclic product, between -p/2 and p/2; b is left transformed.</summary>
    public void Multiply(Span<double> a, Span<double> b, TransformPrime prime)
    {
        Forward(a, prime);
        Forward(b, prime);
        Finish(a, b, prime);
    }

    /// <summary>
    /// Garner's step: residues modulo this prime become the digit v_k, given the digits before it, of x = v_1 + p_1 (v_2 + p_2 (v_3 + ...)).
    /// </summary>
    /// <param name="residues">Modulo the prime; overwritten.</param>
    /// <param name="digits">The digits before, each with its prime.</param>
    /// <param name="prime">The prime.</param>
    public abstract void ToDigit(Span<double> residues, IReadOnlyList<(Memory<double> Digit, long Prime)> digits, TransformPrime prime);

    protected abstract void Forward(Span<double> a, TransformPrime prime);

    protected abstract void Backward(Span<double> a, TransformPrime prime);

    protected abstract void MultiplyBlocks(Span<double> a, ReadOnlySpan<double> b, double factor, TransformPrime prime);

    protected abstract void Reduce(Span<double> a, TransformPrime prime);

    private void Finish(Span<double> a, ReadOnlySpan<double> b, TransformPrime prime)
    {
        double factor = prime.Balanced(TransformPrime.InverseOf(a.Length / Lanes, prime.Prime));
        MultiplyBlocks(a, b, factor, prime);
        Backward(a, prime);
        Reduce(a, prime);
    }

    private sealed class Width<T> : TransformEngine
        where T : struct, ILanes<T>
    {
        public override int Lanes => T.Count;

        public override void ToDigit(Span<double> residues, IReadOnlyList<(Memory<double> Digit, long Prime)> digits, TransformPrime prime)
        {
            foreach (var (digit, earlier) in digits)
            {
                double inverse = prime.Balanced(TransformPrime.InverseOf(earlier, prime.Prime));
                NumberTheoreticTransform<T>.SubtractAndMultiply(residues, digit.Span, inverse, prime);
            }
        }

        protected override void Forward(Span<double> a, TransformPrime prime) => NumberTheoreticTransform<T>.Forward(a, prime);

        protected override void Backward(Span<double> a, TransformPrime prime) => NumberTheoreticTransform<T>.Backward(a, prime);

        protected override void MultiplyBlocks(Span<double> a, ReadOnlySpan<double> b, double factor, TransformPrime prime) => NumberTheoreticTransform<T>.Multiply(a, b, factor, prime);

        protected override void Reduce(Span<double> a, TransformPrime prime) => NumberTheoreticTransform<T>.Reduce(a, prime);
    }
}

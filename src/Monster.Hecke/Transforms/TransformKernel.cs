namespace Monster.Hecke;

/// <summary>The instructions that products of series are formed with. All give the same results.</summary>
public enum TransformKernel
{
    /// <summary>The widest that the processor has.</summary>
    Best,

    /// <summary>Eight numbers at a time, AVX-512.</summary>
    Avx512,

    /// <summary>Four numbers at a time, AVX2 with FMA.</summary>
    Avx2,

    /// <summary>One number at a time, on any processor.</summary>
    Scalar,
}

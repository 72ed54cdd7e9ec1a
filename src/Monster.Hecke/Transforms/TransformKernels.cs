using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Monster.Hecke;

/// <summary>Which kernels this processor has.</summary>
internal static class TransformKernels
{
    public static bool IsSupported(TransformKernel kernel) => kernel switch
    {
        TransformKernel.Avx512 => Avx512F.IsSupported && Vector512.IsHardwareAccelerated,
        TransformKernel.Avx2 => Fma.IsSupported && Avx2.IsSupported,
        _ => true,
    };

    public static TransformKernel Resolve(TransformKernel kernel) => kernel switch
    {
        TransformKernel.Best when IsSupported(TransformKernel.Avx512) => TransformKernel.Avx512,
        TransformKernel.Best when IsSupported(TransformKernel.Avx2) => TransformKernel.Avx2,
        TransformKernel.Best => TransformKernel.Scalar,
        _ when IsSupported(kernel) => kernel,
        _ => throw new PlatformNotSupportedException($"This processor has no {kernel}."),
    };
}

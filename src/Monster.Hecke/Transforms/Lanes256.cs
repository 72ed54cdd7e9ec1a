using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Monster.Hecke;

/// <summary>Four doubles, with AVX2 and FMA.</summary>
internal readonly struct Lanes256(Vector256<double> value) : ILanes<Lanes256>
{
    private const byte MiddleHalves = 0x21;
    private const byte OddThenEven = 0b0101;

    private readonly Vector256<double> _value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 x, Lanes256 y) => new(Avx.Add(x._value, y._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 x, Lanes256 y) => new(Avx.Subtract(x._value, y._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 x, Lanes256 y) => new(Avx.Multiply(x._value, y._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Of(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly double source) => new(Vector256.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 value, ref double target) => value._value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplySubtract(Lanes256 x, Lanes256 y, Lanes256 z) => new(Fma.MultiplySubtract(x._value, y._value, z._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 NegateMultiplyAdd(Lanes256 x, Lanes256 y, Lanes256 z) => new(Fma.MultiplyAddNegated(x._value, y._value, z._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Round(Lanes256 x) => new(Avx.RoundToNearestInteger(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyByPower(Lanes256 wrapped, Lanes256 polynomial, int i)
    {
        // The upper half of the one and the lower half of the other: what i = 2 asks for.
        var middle = Avx.Permute2x128(wrapped._value, polynomial._value, MiddleHalves);
        return new(i switch
        {
            1 => Avx.Shuffle(middle, polynomial._value, OddThenEven),
            2 => middle,
            _ => Avx.Shuffle(wrapped._value, middle, OddThenEven),
        });
    }
}

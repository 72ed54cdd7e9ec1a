namespace Monster.Hecke;

/// <summary>One double, for processors without vectors that serve.</summary>
internal readonly struct Lanes64(double value) : ILanes<Lanes64>
{
    private readonly double _value = value;

    public static int Count => 1;

    public static Lanes64 operator +(Lanes64 x, Lanes64 y) => new(x._value + y._value);

    public static Lanes64 operator -(Lanes64 x, Lanes64 y) => new(x._value - y._value);

    public static Lanes64 operator *(Lanes64 x, Lanes64 y) => new(x._value * y._value);

    public static Lanes64 Of(double value) => new(value);

    public static Lanes64 Load(ref readonly double source) => new(source);

    public static void Store(Lanes64 value, ref double target) => target = value._value;

    public static Lanes64 MultiplySubtract(Lanes64 x, Lanes64 y, Lanes64 z) => new(Math.FusedMultiplyAdd(x._value, y._value, -z._value));

    public static Lanes64 NegateMultiplyAdd(Lanes64 x, Lanes64 y, Lanes64 z) => new(Math.FusedMultiplyAdd(-x._value, y._value, z._value));

    public static Lanes64 Round(Lanes64 x) => new(Math.Round(x._value));

    public static Lanes64 MultiplyByPower(Lanes64 wrapped, Lanes64 polynomial, int i) => wrapped;
}

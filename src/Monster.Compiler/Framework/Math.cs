namespace Monster.Compiler.Framework;

/// <summary>The parts of <c>System.Math</c> for numbers of up to 32 bits.</summary>
internal static class Math
{
    public static sbyte Max(sbyte a, sbyte b) => (sbyte)Intrinsic.Select(a > b, a, b);

    public static sbyte Min(sbyte a, sbyte b) => (sbyte)Intrinsic.Select(a < b, a, b);

    public static sbyte Clamp(sbyte value, sbyte min, sbyte max)
    {
        Intrinsic.TrapIf(min > max);
        return Max(min, Min(value, max));
    }

    public static byte Max(byte a, byte b) => (byte)Intrinsic.Select(a > b, a, b);

    public static byte Min(byte a, byte b) => (byte)Intrinsic.Select(a < b, a, b);

    public static byte Clamp(byte value, byte min, byte max)
    {
        Intrinsic.TrapIf(min > max);
        return Max(min, Min(value, max));
    }

    public static short Max(short a, short b) => (short)Intrinsic.Select(a > b, a, b);

    public static short Min(short a, short b) => (short)Intrinsic.Select(a < b, a, b);

    public static short Clamp(short value, short min, short max)
    {
        Intrinsic.TrapIf(min > max);
        return Max(min, Min(value, max));
    }

    public static ushort Max(ushort a, ushort b) => (ushort)Intrinsic.Select(a > b, a, b);

    public static ushort Min(ushort a, ushort b) => (ushort)Intrinsic.Select(a < b, a, b);

    public static ushort Clamp(ushort value, ushort min, ushort max)
    {
        Intrinsic.TrapIf(min > max);
        return Max(min, Min(value, max));
    }

    public static int Max(int a, int b) => Intrinsic.Select(a > b, a, b);

    public static int Min(int a, int b) => Intrinsic.Select(a < b, a, b);

    public static int Clamp(int value, int min, int max)
    {
        Intrinsic.TrapIf(min > max);
        return Max(min, Min(value, max));
    }

    public static uint Max(uint a, uint b) => (uint)Intrinsic.Select(a > b, (int)a, (int)b);

    public static uint Min(uint a, uint b) => (uint)Intrinsic.Select(a < b, (int)a, (int)b);

    public static uint Clamp(uint value, uint min, uint max)
    {
        Intrinsic.TrapIf(min > max);
        return Max(min, Min(value, max));
    }

    public static sbyte Abs(sbyte value)
    {
        Intrinsic.TrapIf(value == sbyte.MinValue);
        return (sbyte)Intrinsic.Select(value < 0, -value, value);
    }

    public static int Sign(sbyte value) => (value >> 31) | Intrinsic.Select(value > 0, 1, 0);

    public static short Abs(short value)
    {
        Intrinsic.TrapIf(value == short.MinValue);
        return (short)Intrinsic.Select(value < 0, -value, value);
    }

    public static int Sign(short value) => (value >> 31) | Intrinsic.Select(value > 0, 1, 0);

    public static int Abs(int value)
    {
        Intrinsic.TrapIf(value == int.MinValue);
        return Intrinsic.Select(value < 0, -value, value);
    }

    public static int Sign(int value) => (value >> 31) | Intrinsic.Select(value > 0, 1, 0);

    public static int DivRem(int a, int b, out int result)
    {
        int quotient = a / b;
        result = a - (quotient * b);
        return quotient;
    }

    public static (int Quotient, int Remainder) DivRem(int left, int right)
    {
        int quotient = left / right;
        return (quotient, left - (quotient * right));
    }

    public static (uint Quotient, uint Remainder) DivRem(uint left, uint right)
    {
        uint quotient = left / right;
        return (quotient, left - (quotient * right));
    }
}

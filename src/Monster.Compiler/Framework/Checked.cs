namespace Monster.Compiler.Framework;

/// <summary>Arithmetic and conversions that trap when the result does not fit.</summary>
internal static class Checked
{
    public static int Add(int a, int b)
    {
        int sum = a + b;
        Intrinsic.TrapIf(((a ^ sum) & (b ^ sum)) < 0);
        return sum;
    }

    public static uint AddUnsigned(uint a, uint b)
    {
        uint sum = a + b;
        Intrinsic.TrapIf(sum < a);
        return sum;
    }

    public static int Subtract(int a, int b)
    {
        int difference = a - b;
        Intrinsic.TrapIf(((a ^ b) & (a ^ difference)) < 0);
        return difference;
    }

    public static uint SubtractUnsigned(uint a, uint b)
    {
        Intrinsic.TrapIf(a < b);
        return a - b;
    }

    public static int Multiply(int a, int b)
    {
        int product = a * b;
        if (a != 0)
        {
            Intrinsic.TrapIf(a == -1 && b == int.MinValue);
            if (a != -1)
                Intrinsic.TrapIf(product / a != b);
        }

        return product;
    }

    public static uint MultiplyUnsigned(uint a, uint b)
    {
        uint product = a * b;
        if (a != 0)
            Intrinsic.TrapIf(product / a != b);
        return product;
    }

    public static sbyte ToSByte(int value)
    {
        Intrinsic.TrapIf(value != (sbyte)value);
        return (sbyte)value;
    }

    public static sbyte ToSByteFromUnsigned(uint value)
    {
        Intrinsic.TrapIf(value > (uint)sbyte.MaxValue);
        return (sbyte)value;
    }

    public static byte ToByte(int value)
    {
        Intrinsic.TrapIf(value != (byte)value);
        return (byte)value;
    }

    public static byte ToByteFromUnsigned(uint value)
    {
        Intrinsic.TrapIf(value > (uint)byte.MaxValue);
        return (byte)value;
    }

    public static short ToInt16(int value)
    {
        Intrinsic.TrapIf(value != (short)value);
        return (short)value;
    }

    public static short ToInt16FromUnsigned(uint value)
    {
        Intrinsic.TrapIf(value > (uint)short.MaxValue);
        return (short)value;
    }

    public static ushort ToUInt16(int value)
    {
        Intrinsic.TrapIf(value != (ushort)value);
        return (ushort)value;
    }

    public static ushort ToUInt16FromUnsigned(uint value)
    {
        Intrinsic.TrapIf(value > (uint)ushort.MaxValue);
        return (ushort)value;
    }

    public static int ToInt32(int value) => value;

    public static int ToInt32FromUnsigned(uint value)
    {
        Intrinsic.TrapIf((int)value < 0);
        return (int)value;
    }

    public static uint ToUInt32(int value)
    {
        Intrinsic.TrapIf(value < 0);
        return (uint)value;
    }

    public static uint ToUInt32FromUnsigned(uint value) => value;
}

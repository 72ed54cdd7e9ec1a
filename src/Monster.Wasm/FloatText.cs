using System.Globalization;

namespace Monster.Wasm;

/// <summary>Floating-point numbers in the text format, exactly: hexadecimal digits, and the payload of a NaN.</summary>
internal static class FloatText
{
    /// <param name="bits">The number's bits.</param>
    /// <param name="exponentBits">8 or 11.</param>
    /// <param name="fractionBits">23 or 52.</param>
    public static string Of(ulong bits, int exponentBits, int fractionBits)
    {
        string sign = (bits >> (exponentBits + fractionBits) & 1) != 0 ? "-" : "";
        int special = (1 << exponentBits) - 1, bias = special >> 1;
        int exponent = (int)(bits >> fractionBits) & special;
        ulong fraction = bits & ((1UL << fractionBits) - 1);
        if (exponent == special)
            return fraction == 0 ? sign + "inf" : string.Create(CultureInfo.InvariantCulture, $"{sign}nan:0x{fraction:x}");
        if (exponent == 0 && fraction == 0)
            return sign + "0x0p+0";
        // The fraction's bits as whole hexadecimal digits.
        int digits = (fractionBits + 3) / 4;
        string hex = (fraction << ((digits * 4) - fractionBits)).ToString("x" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int power = exponent == 0 ? 1 - bias : exponent - bias;
        return string.Create(CultureInfo.InvariantCulture, $"{sign}0x{(exponent == 0 ? 0 : 1)}.{hex}p{power:+0;-0}");
    }
}

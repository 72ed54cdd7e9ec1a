namespace Monster.Trace.Plugin;

/// <summary>Text without strings: nothing here allocates.</summary>
internal static unsafe class Text
{
    /// <summary>Writes a number.</summary>
    /// <returns>The length then.</returns>
    public static int Decimal(byte* text, int length, ulong value)
    {
        byte* digits = stackalloc byte[20];
        int count = 0;
        do
        {
            digits[count++] = (byte)('0' + (value % 10));
            value /= 10;
        }
        while (value != 0);
        while (count > 0)
            text[length++] = digits[--count];
        return length;
    }

    /// <summary>Reads a hexadecimal number and moves past it; 0 when there is none.</summary>
    public static ulong Hex(ref ReadOnlySpan<byte> text)
    {
        ulong value = 0;
        int count = 0;
        while (count < text.Length && char.IsAsciiHexDigit((char)text[count]))
        {
            int c = text[count] | 0x20;
            value = (value << 4) | (uint)(c <= '9' ? c - '0' : c - 'a' + 10);
            count++;
        }

        text = text[count..];
        return value;
    }

    /// <summary>The text up to a byte, and what follows it.</summary>
    public static ReadOnlySpan<byte> Until(ref ReadOnlySpan<byte> text, byte end)
    {
        int at = text.IndexOf(end);
        var part = at < 0 ? text : text[..at];
        text = at < 0 ? default : text[(at + 1)..];
        return part;
    }
}

using System.Buffers;
using System.Text;

namespace Monster.Terminal;

/// <summary>Writes glyphs and control sequences to a buffer and counts the bytes.</summary>
internal sealed class ByteSink(IBufferWriter<byte> output)
{
    private const int MaxToken = 64;

    /// <summary>Bytes written so far.</summary>
    public long Count { get; private set; }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        Count += bytes.Length;
    }

    public void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        Advance(1);
    }

    /// <summary>Writes CSI with one number, left out when it is 1, the default of every move.</summary>
    public void Csi(int number, char final)
    {
        Span<byte> span = output.GetSpan(MaxToken);
        int length = CsiStart(span);
        if (number != 1)
            length += Digits(number, span[length..]);
        span[length++] = (byte)final;
        Advance(length);
    }

    /// <summary>Moves to a place counted from 0 (CUP).</summary>
    public void Position(int x, int y)
    {
        Span<byte> span = output.GetSpan(MaxToken);
        int length = CsiStart(span);
        if (x > 0 || y > 0)
            length += Digits(y + 1, span[length..]);
        if (x > 0)
        {
            span[length++] = (byte)';';
            length += Digits(x + 1, span[length..]);
        }

        span[length++] = (byte)'H';
        Advance(length);
    }

    public void Rune(int codePoint)
    {
        int length = new Rune(codePoint).EncodeToUtf8(output.GetSpan(4));
        Advance(length);
    }

    public void Style(ref StyleWriter style, Cell cell) => Advance(style.Set(cell, output.GetSpan(MaxToken)));

    /// <summary>Bytes of <see cref="Csi"/>.</summary>
    public static int CsiLength(int number) => 3 + (number == 1 ? 0 : DigitCount(number));

    /// <summary>Bytes of <see cref="Position"/>.</summary>
    public static int PositionLength(int x, int y) =>
        3 + (x > 0 || y > 0 ? DigitCount(y + 1) : 0) + (x > 0 ? 1 + DigitCount(x + 1) : 0);

    private static int CsiStart(Span<byte> span)
    {
        span[0] = 0x1B;
        span[1] = (byte)'[';
        return 2;
    }

    private static int DigitCount(int number) => number < 10 ? 1 : number < 100 ? 2 : 3;

    private static int Digits(int number, Span<byte> span)
    {
        int count = DigitCount(number);
        for (int i = count - 1; i >= 0; i--)
        {
            span[i] = (byte)('0' + (number % 10));
            number /= 10;
        }

        return count;
    }

    private void Advance(int count)
    {
        output.Advance(count);
        Count += count;
    }
}

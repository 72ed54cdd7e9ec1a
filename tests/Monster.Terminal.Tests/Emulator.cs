using System.Globalization;
using System.Text;

namespace Monster.Terminal.Tests;

/// <summary>
/// A small terminal, written from ECMA-48 and the terminals' manuals and not from the writer: it takes bytes and keeps cells.
/// Anything it does not know is an error, and so is scrolling, which no writer of ours may cause.
/// </summary>
internal sealed class Emulator
{
    private readonly EmulatorKind _kind;
    private readonly Pixel[,] _cells;
    private readonly Queue<byte> _input = new();
    private Pixel _pen;
    private int _x;
    private int _y;
    private bool _wrapPending;

    public Emulator(int width, int height, EmulatorKind kind, Random? garbage = null)
    {
        _kind = kind;
        Width = width;
        Height = height;
        _cells = new Pixel[width, height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
                _cells[x, y] = garbage is null ? Pixel.Erased : new Pixel("#", garbage.Next(16), garbage.Next(16), false, false);
        }

        _pen = Pixel.Erased;
    }

    public int Width { get; }

    public int Height { get; }

    public Pixel this[int x, int y] => _cells[x, y];

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            _input.Enqueue(value);
        while (_input.Count > 0)
            Step();
    }

    private void Step()
    {
        byte value = _input.Dequeue();
        switch (value)
        {
            case 0x1B:
                Assert.Equal((byte)'[', _input.Dequeue());
                Control();
                break;
            case 8:
                _x = Math.Max(0, _x - 1);
                _wrapPending = false;
                break;
            case 10:
                Assert.True(_y + 1 < Height, "A line feed scrolled the screen.");
                _y++;
                _wrapPending = false;
                break;
            case 13:
                _x = 0;
                _wrapPending = false;
                break;
            default:
                Print(Character(value));
                break;
        }
    }

    private string Character(byte first)
    {
        if (_kind.Encoding != TerminalEncoding.Utf8)
        {
            Assert.True(first < 128 || _kind.Encoding == TerminalEncoding.Cp437, "8-bit character on an ASCII line.");
            Assert.True(first >= 32 || _kind.ShowsControlGlyphs, "A control byte was sent as a character.");
            return _kind.Encoding == TerminalEncoding.Cp437 ? TestCp437.Glyph(first).ToString() : ((char)first).ToString();
        }

        Assert.True(first is >= 32 and not 127, $"Control byte {first}.");
        int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        byte[] bytes = new byte[length];
        bytes[0] = first;
        for (int i = 1; i < length; i++)
            bytes[i] = _input.Dequeue();
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
    }

    private void Print(string character)
    {
        int width = _kind.Encoding == TerminalEncoding.Utf8 && IsWide(character) ? 2 : 1;
        Assert.False(_wrapPending, "Printed where terminals disagree about the cursor: after the last column.");
        Assert.True(_x + width <= Width);
        Assert.False(_y == Height - 1 && _x + width == Width, "The last cell of the last row was written.");
        Break(_x, _y);
        Break(_x + width - 1, _y);
        _cells[_x, _y] = _pen with { Text = character };
        if (width == 2)
            _cells[_x + 1, _y] = _pen with { Text = "" };
        _x += width;
        if (_x < Width)
            return;
        // xterm stays in the last column until the next character; others have already gone to the next line.
        if (_kind.WrapsAtOnce)
        {
            _x = 0;
            _y++;
        }
        else
        {
            _x = Width - 1;
        }

        _wrapPending = true;
    }

    /// <summary>Half of a wide character overwritten: the other half becomes blank.</summary>
    private void Break(int x, int y)
    {
        if (_cells[x, y].Text.Length == 0)
            _cells[x - 1, y] = _cells[x - 1, y] with { Text = " " };
        else if (x + 1 < Width && _cells[x + 1, y].Text.Length == 0)
            _cells[x + 1, y] = _cells[x + 1, y] with { Text = " " };
    }

    private static bool IsWide(string character) => DisplayWidth.Of(character.EnumerateRunes().First()) == 2;

    private void Control()
    {
        var parameters = new StringBuilder();
        char final;
        while ((final = (char)_input.Dequeue()) < '@')
            parameters.Append(final);
        int[] numbers = [.. parameters.ToString().Split(';').Select(p => p.Length == 0 ? 0 : int.Parse(p, CultureInfo.InvariantCulture))];
        int count = Math.Max(1, numbers[0]);
        if (final != 'm')
            _wrapPending = false;
        switch (final)
        {
            case 'A':
                _y = Math.Max(0, _y - count);
                break;
            case 'B':
                _y = Math.Min(Height - 1, _y + count);
                break;
            case 'C':
                _x = Math.Min(Width - 1, _x + count);
                break;
            case 'D':
                _x = Math.Max(0, _x - count);
                break;
            case 'H':
                _y = Math.Min(Height, count) - 1;
                _x = Math.Min(Width, numbers.Length > 1 ? Math.Max(1, numbers[1]) : 1) - 1;
                break;
            case 'J':
                Assert.Equal([2], numbers);
                for (int y = 0; y < Height; y++)
                    Erase(0, y);
                break;
            case 'K':
                Assert.Equal([0], numbers);
                Erase(_x, _y);
                break;
            case 'm':
                foreach (int number in numbers)
                    Style(number);
                break;
            default:
                Assert.Fail($"Unknown sequence ESC [ {parameters} {final}");
                break;
        }
    }

    private void Erase(int from, int y)
    {
        if (from < Width)
            Break(from, y);
        for (int x = from; x < Width; x++)
            _cells[x, y] = _kind.ErasesToBackground ? Pixel.Erased with { Background = _pen.Background } : Pixel.Erased;
    }

    private void Style(int number) => _pen = number switch
    {
        0 => Pixel.Erased,
        1 => _pen with { Bold = true },
        7 => _pen with { Reverse = true },
        >= 30 and <= 37 => _pen with { Foreground = number - 30 },
        >= 40 and <= 47 => _pen with { Background = number - 40 },
        >= 90 and <= 97 when _kind.Bright => _pen with { Foreground = number - 82 },
        >= 100 and <= 107 when _kind.Bright => _pen with { Background = number - 92 },
        _ => throw new InvalidOperationException($"SGR {number} is not known here."),
    };
}

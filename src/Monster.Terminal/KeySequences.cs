using System.Text;

namespace Monster.Terminal;

/// <summary>What the control sequences of keyboards mean (xterm's ctlseqs, the CTerm manual, console_codes(4), rxvt's reference).</summary>
internal static class KeySequences
{
    /// <summary>A sequence ESC [ parameters final. An unknown one is no key.</summary>
    public static KeyPress Csi(ReadOnlySpan<byte> parameters, byte final)
    {
        if (parameters.Length > 0 && parameters[0] is (byte)'<' or (byte)'?' or (byte)'=' or (byte)'>')
            return default; // mouse reports and answers
        if (!Numbers(parameters, out int first, out int second, out int third))
            return default;
        var modifiers = Modifiers(second);
        switch (final)
        {
            case (byte)'~':
                if (first == 27 && third > 0)
                    return Character(third, modifiers); // xterm, modifyOtherKeys
                return new KeyPress(Numbered(first), modifiers);
            case (byte)'u':
                return Character(first, modifiers);
            case (byte)'^':
                return new KeyPress(Numbered(first), KeyModifiers.Control);
            case (byte)'$':
                return new KeyPress(Numbered(first), KeyModifiers.Shift);
            case (byte)'@' when !parameters.IsEmpty:
                return new KeyPress(Numbered(first), KeyModifiers.Control | KeyModifiers.Shift);
            case (byte)'Z':
                return new KeyPress(KeyCode.Tab, KeyModifiers.Shift);
            case >= (byte)'a' and <= (byte)'d':
                return new KeyPress(Arrow(final - 'a'), KeyModifiers.Shift);
            case (byte)'R' when first > 1:
                return default; // the answer to "where is the cursor", not F3
        }

        return first > 1 ? default : new KeyPress(Lettered(final), modifiers);
    }

    /// <summary>A sequence ESC O final; also the digits and signs of a keypad in application mode.</summary>
    public static KeyPress Ss3(byte final, int modifier)
    {
        var modifiers = Modifiers(modifier);
        return final switch
        {
            >= (byte)'a' and <= (byte)'d' => new KeyPress(Arrow(final - 'a'), KeyModifiers.Control),
            >= (byte)'j' and <= (byte)'y' => new KeyPress((char)(final - 'j' + '*'), modifiers),
            (byte)'X' => new KeyPress('=', modifiers),
            (byte)'M' => new KeyPress(KeyCode.Enter, modifiers),
            (byte)'I' => new KeyPress(KeyCode.Tab, modifiers),
            (byte)' ' => new KeyPress(' ', modifiers),
            >= (byte)'A' and <= (byte)'S' => new KeyPress(Lettered(final), modifiers),
            _ => default,
        };
    }

    private static KeyCode Arrow(int index) => index switch
    {
        0 => KeyCode.Up,
        1 => KeyCode.Down,
        2 => KeyCode.Right,
        _ => KeyCode.Left,
    };

    private static KeyCode Lettered(byte final) => final switch
    {
        >= (byte)'A' and <= (byte)'D' => Arrow(final - 'A'),
        (byte)'H' => KeyCode.Home,
        (byte)'F' or (byte)'K' => KeyCode.End, // K: CTerm
        (byte)'V' => KeyCode.PageUp, // CTerm
        (byte)'U' => KeyCode.PageDown, // CTerm
        (byte)'@' => KeyCode.Insert, // CTerm
        >= (byte)'P' and <= (byte)'S' => KeyCode.F1 + (final - 'P'),
        _ => KeyCode.None,
    };

    private static KeyCode Numbered(int number) => number switch
    {
        1 or 7 => KeyCode.Home,
        2 => KeyCode.Insert,
        3 => KeyCode.Delete,
        4 or 8 => KeyCode.End,
        5 => KeyCode.PageUp,
        6 => KeyCode.PageDown,
        >= 11 and <= 15 => KeyCode.F1 + (number - 11),
        >= 17 and <= 21 => KeyCode.F6 + (number - 17),
        23 or 24 => KeyCode.F11 + (number - 23),
        _ => KeyCode.None,
    };

    /// <summary>A key given by its code point, as xterm and kitty can be asked to do.</summary>
    private static KeyPress Character(int codePoint, KeyModifiers modifiers) => codePoint switch
    {
        8 or 127 => new KeyPress(KeyCode.Backspace, modifiers),
        9 => new KeyPress(KeyCode.Tab, modifiers),
        13 => new KeyPress(KeyCode.Enter, modifiers),
        27 => new KeyPress(KeyCode.Escape, modifiers),
        >= 32 when Rune.IsValid(codePoint) && codePoint is < 57344 or > 63743 =>
            new KeyPress(KeyCode.Character, new Rune(codePoint), codePoint < 128 ? modifiers & ~KeyModifiers.Shift : modifiers),
        _ => default,
    };

    private static KeyModifiers Modifiers(int parameter) =>
        parameter is >= 2 and <= 16 ? (KeyModifiers)((parameter - 1) & 7) : KeyModifiers.None;

    /// <summary>Up to three numbers separated by ';', 1 where nothing stands; what follows ':' in one is left out.</summary>
    private static bool Numbers(ReadOnlySpan<byte> parameters, out int first, out int second, out int third)
    {
        Span<int> numbers = [1, 1, 0];
        int index = 0;
        bool started = false;
        bool sub = false;
        foreach (byte value in parameters)
        {
            if (value == ';')
            {
                index++;
                started = sub = false;
            }
            else if (value == ':')
            {
                sub = true;
            }
            else if (!char.IsAsciiDigit((char)value))
            {
                first = second = third = 0;
                return false;
            }
            else if (index < numbers.Length && !sub)
            {
                numbers[index] = Math.Min(((started ? numbers[index] : 0) * 10) + (value - '0'), 0x10FFFF);
                started = true;
            }
        }

        (first, second, third) = (numbers[0], numbers[1], numbers[2]);
        return true;
    }
}

using System.Text;

namespace Monster.Terminal;

/// <summary>A key pressed.</summary>
/// <param name="Code">Which key.</param>
/// <param name="Rune">The character when <paramref name="Code"/> is <see cref="KeyCode.Character"/>, else U+0000.</param>
/// <param name="Modifiers">The keys held with it.</param>
public readonly record struct KeyPress(KeyCode Code, Rune Rune, KeyModifiers Modifiers)
{
    /// <summary>A key that is not a character.</summary>
    public KeyPress(KeyCode code, KeyModifiers modifiers = KeyModifiers.None)
        : this(code, default, modifiers)
    {
    }

    /// <summary>A character.</summary>
    public KeyPress(char character, KeyModifiers modifiers = KeyModifiers.None)
        : this(KeyCode.Character, new Rune(character), modifiers)
    {
    }

    /// <summary>Whether this is a character typed without Control or Alt.</summary>
    public bool IsText => Code == KeyCode.Character && (Modifiers & (KeyModifiers.Alt | KeyModifiers.Control)) == 0;

    /// <summary>Whether this is the given key with no modifier.</summary>
    public bool Is(KeyCode code) => Code == code && Modifiers == KeyModifiers.None;

    /// <summary>Whether this is the given character, upper or lower case, without Control or Alt.</summary>
    public bool Is(char character) => IsText && Rune.IsBmp && char.ToLowerInvariant((char)Rune.Value) == char.ToLowerInvariant(character);

    /// <summary>Whether this is Control with the given letter.</summary>
    public bool IsControl(char letter) => Code == KeyCode.Character && Modifiers == KeyModifiers.Control && Rune.Value == letter;

    /// <summary>The key as ABI 1 counts it: printable ASCII, editing keys and F2-F12 without modifiers; 0 for every other.</summary>
    public int CartridgeCode => Code switch
    {
        KeyCode.Character => IsText && Rune.IsAscii ? Rune.Value : 0,
        KeyCode.Escape or KeyCode.F1 => 0,
        _ => Modifiers == KeyModifiers.None ? (int)Code : 0,
    };
}

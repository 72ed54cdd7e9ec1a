namespace Monster.Terminal;

/// <summary>
/// A key on a keyboard. The values up to <see cref="F12"/> are those of ABI 1, so that a host can pass them to a cartridge.
/// </summary>
public enum KeyCode
{
    /// <summary>No key.</summary>
    None = 0,

    /// <summary>Backspace, whether it came as BS or DEL.</summary>
    Backspace = 8,

    /// <summary>Tab; with Shift for back-tab.</summary>
    Tab = 9,

    /// <summary>Enter, whether it came as CR, LF, CR LF or CR NUL.</summary>
    Enter = 13,

    /// <summary>Escape.</summary>
    Escape = 27,

    /// <summary>A character; <see cref="KeyPress.Rune"/> says which. With Control it is a letter a-z or one of <c>space \ ] ^ _</c>.</summary>
    Character = 32,

    /// <summary>Arrow up.</summary>
    Up = 256,

    /// <summary>Arrow down.</summary>
    Down = 257,

    /// <summary>Arrow left.</summary>
    Left = 258,

    /// <summary>Arrow right.</summary>
    Right = 259,

    /// <summary>Home.</summary>
    Home = 260,

    /// <summary>End.</summary>
    End = 261,

    /// <summary>Page Up.</summary>
    PageUp = 262,

    /// <summary>Page Down.</summary>
    PageDown = 263,

    /// <summary>Insert.</summary>
    Insert = 264,

    /// <summary>Delete.</summary>
    Delete = 265,

    /// <summary>F1.</summary>
    F1 = 272,

    /// <summary>F2.</summary>
    F2 = 273,

    /// <summary>F3.</summary>
    F3 = 274,

    /// <summary>F4.</summary>
    F4 = 275,

    /// <summary>F5.</summary>
    F5 = 276,

    /// <summary>F6.</summary>
    F6 = 277,

    /// <summary>F7.</summary>
    F7 = 278,

    /// <summary>F8.</summary>
    F8 = 279,

    /// <summary>F9.</summary>
    F9 = 280,

    /// <summary>F10.</summary>
    F10 = 281,

    /// <summary>F11.</summary>
    F11 = 282,

    /// <summary>F12.</summary>
    F12 = 283,
}

namespace Monster.Terminal;

/// <summary>How characters travel to and from a terminal.</summary>
public enum TerminalEncoding
{
    /// <summary>7-bit ASCII; frames and shades are drawn with the nearest ASCII characters.</summary>
    Ascii,

    /// <summary>Code page 437, one byte a character, as bulletin board terminals expect it.</summary>
    Cp437,

    /// <summary>UTF-8.</summary>
    Utf8,
}

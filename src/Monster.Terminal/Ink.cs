namespace Monster.Terminal;

/// <summary>The sixteen colours of a cell, in the order of ECMA-48 SGR 30-37 and 90-97; cartridges use the same numbers.</summary>
public enum Ink : byte
{
    /// <summary>The ground.</summary>
    Black = 0,

    /// <summary>Dark red.</summary>
    DarkRed = 1,

    /// <summary>Dark green.</summary>
    DarkGreen = 2,

    /// <summary>Dark yellow, which many terminals show as brown.</summary>
    Brown = 3,

    /// <summary>Dark blue.</summary>
    DarkBlue = 4,

    /// <summary>Dark magenta.</summary>
    DarkMagenta = 5,

    /// <summary>Dark cyan.</summary>
    DarkCyan = 6,

    /// <summary>Light grey: ordinary text.</summary>
    Silver = 7,

    /// <summary>Dark grey: frame and help.</summary>
    Grey = 8,

    /// <summary>Danger, rejected.</summary>
    Red = 9,

    /// <summary>Good, verified.</summary>
    Green = 10,

    /// <summary>Selected; act here.</summary>
    Yellow = 11,

    /// <summary>Bright blue.</summary>
    Blue = 12,

    /// <summary>Other people.</summary>
    Magenta = 13,

    /// <summary>Bright cyan: shard 17 and links.</summary>
    Cyan = 14,

    /// <summary>What the player controls.</summary>
    White = 15,
}

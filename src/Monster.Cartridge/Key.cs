namespace Monster.Cartridge;

/// <summary>
/// Key codes of ABI 1. Printable ASCII keys are their own code (32-126). Bits 16-19 hold the player, 0 in one-player games.
/// Escape, F1 and Ctrl keys belong to the host and never reach a game.
/// </summary>
public static class Key
{
    /// <summary>No key this tick.</summary>
    public const int None = 0;

    /// <summary>Backspace.</summary>
    public const int Backspace = 8;

    /// <summary>Tab.</summary>
    public const int Tab = 9;

    /// <summary>Enter.</summary>
    public const int Enter = 13;

    /// <summary>The space bar.</summary>
    public const int Space = 32;

    /// <summary>Arrow up.</summary>
    public const int Up = 256;

    /// <summary>Arrow down.</summary>
    public const int Down = 257;

    /// <summary>Arrow left.</summary>
    public const int Left = 258;

    /// <summary>Arrow right.</summary>
    public const int Right = 259;

    /// <summary>Home.</summary>
    public const int Home = 260;

    /// <summary>End.</summary>
    public const int End = 261;

    /// <summary>Page Up.</summary>
    public const int PageUp = 262;

    /// <summary>Page Down.</summary>
    public const int PageDown = 263;

    /// <summary>Insert.</summary>
    public const int Insert = 264;

    /// <summary>Delete.</summary>
    public const int Delete = 265;

    /// <summary>F2; F3 to F12 follow, up to 283.</summary>
    public const int F2 = 273;

    /// <summary>F12, the highest key code.</summary>
    public const int F12 = 283;

    /// <summary>The key without the player's bits.</summary>
    public static int Code(int key) => key & 0xFFFF;

    /// <summary>The player who pressed the key, 0 to 15.</summary>
    public static int Player(int key) => (key >> 16) & 15;

    /// <summary>The key with A-Z turned into a-z, so that Caps Lock does not stop a game.</summary>
    public static int Lower(int key) => key is >= 'A' and <= 'Z' ? key + 32 : key;
}

namespace Monster.Terminal;

/// <summary>
/// One cell of a screen: a Unicode scalar value and two colours. A character that is two columns wide stands in the left
/// cell and <see cref="WideTail"/> in the right one.
/// </summary>
public readonly record struct Cell
{
    /// <summary>The code point that marks the right half of a wide character.</summary>
    public const int WideTail = 0;

    private const int CodePointBits = 21;
    private const uint CodePointMask = (1u << CodePointBits) - 1;

    private readonly uint _bits;

    /// <summary>A cell.</summary>
    /// <param name="codePoint">0 to 0x10FFFF.</param>
    /// <param name="foreground">The colour of the character.</param>
    /// <param name="background">The colour of the ground.</param>
    public Cell(int codePoint, Ink foreground = Ink.Silver, Ink background = Ink.Black) =>
        _bits = ((uint)codePoint & CodePointMask) | ((uint)foreground & 15) << CodePointBits | ((uint)background & 15) << (CodePointBits + 4);

    /// <summary>An empty cell on black.</summary>
    public static Cell Blank => new(' ');

    /// <summary>The character, 0 to 0x10FFFF.</summary>
    public int CodePoint => (int)(_bits & CodePointMask);

    /// <summary>The colour of the character.</summary>
    public Ink Foreground => (Ink)((_bits >> CodePointBits) & 15);

    /// <summary>The colour of the ground.</summary>
    public Ink Background => (Ink)((_bits >> (CodePointBits + 4)) & 15);

    /// <summary>A cell from its form in a cartridge's memory: u16 code point, u8 foreground, u8 background.</summary>
    public static Cell FromCartridge(uint packed)
    {
        int codePoint = (int)(packed & 0xFFFF);
        return new(codePoint == 0 ? ' ' : codePoint, (Ink)((packed >> 16) & 15), (Ink)((packed >> 24) & 15));
    }
}

namespace Monster.Terminal;

/// <summary>What a terminal can show of the sixteen colours.</summary>
public enum ColorSupport
{
    /// <summary>No colour: bold and reverse video say what colour would have said.</summary>
    Monochrome,

    /// <summary>Eight colours, bright foregrounds by bold (SGR 1), no bright backgrounds: ANSI.SYS and its descendants.</summary>
    BoldIsBright,

    /// <summary>All sixteen, bright ones by SGR 90-97 and 100-107.</summary>
    Sixteen,
}

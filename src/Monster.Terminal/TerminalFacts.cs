namespace Monster.Terminal;

/// <summary>What is known of a terminal. A value: when something changes there is a new one.</summary>
/// <param name="Width">Columns; 1 to 400 are used.</param>
/// <param name="Height">Rows; 1 to 200 are used.</param>
public sealed record TerminalFacts(int Width, int Height)
{
    /// <summary>The fewest columns a screen of ours needs.</summary>
    public const int NeededWidth = 80;

    /// <summary>The fewest rows a screen of ours needs.</summary>
    public const int NeededHeight = 24;

    /// <summary>The most columns that are used.</summary>
    public const int MaxWidth = 400;

    /// <summary>The most rows that are used.</summary>
    public const int MaxHeight = 200;

    /// <summary>The terminal's type by its own word, such as <c>xterm-256color</c>; empty when not known.</summary>
    public string Type { get; init; } = "";

    /// <summary>Whether the size was told by somebody who knows it, and not guessed.</summary>
    public bool IsSizeKnown { get; init; }

    /// <summary>Whether the encoding was told or tried out, and not guessed.</summary>
    public bool IsEncodingKnown { get; init; }

    /// <summary>How characters travel.</summary>
    public TerminalEncoding Encoding { get; init; } = TerminalEncoding.Ascii;

    /// <summary>The colours it shows.</summary>
    public ColorSupport Colors { get; init; } = ColorSupport.Monochrome;

    /// <summary>Whether erasing fills with the background colour now set (terminfo <c>bce</c>). When not known: false.</summary>
    public bool ErasesToBackground { get; init; }

    /// <summary>
    /// Whether a CP437 terminal shows a glyph for the bytes 1-6, 16, 18, 20-22 and 28-31, as SyncTERM does. Others take some of
    /// them as commands (ENQ makes PuTTY type its answerback).
    /// </summary>
    public bool ShowsControlGlyphs { get; init; }

    /// <summary>How long an Escape byte may wait for the rest of a sequence before it counts as the Escape key.</summary>
    public TimeSpan EscapeWait { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether screens are told in lines, without cursor addressing or colour: for screen readers. See <see cref="View.Lines"/>.</summary>
    public bool IsLineMode { get; init; }

    /// <summary>In line mode, how many lines are written before Enter is waited for; 0 for no pause.</summary>
    public int PageLength { get; init; }

    /// <summary>Whether a whole screen fits; in line mode it always does.</summary>
    public bool IsLargeEnough => IsLineMode || (Width >= NeededWidth && Height >= NeededHeight);
}

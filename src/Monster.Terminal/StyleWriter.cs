namespace Monster.Terminal;

/// <summary>
/// The colours a terminal has set now, and the shortest SGR sequence (ECMA-48, 8.3.117) from there to others. Cells given here
/// come from <see cref="Appearance.Of"/>.
/// </summary>
internal struct StyleWriter(ColorSupport colors)
{
    private const int Unknown = -1;

    private int _foreground = Unknown;
    private int _background = Unknown;

    /// <summary>After SGR 0. In colour that leaves the terminal's own default colours, which are none of the sixteen.</summary>
    public void AfterReset()
    {
        bool mono = colors == ColorSupport.Monochrome;
        // With bold for bright, "not bold" is what a reset is needed for, so it must be known.
        _foreground = mono ? (int)Ink.Silver : Unknown;
        _background = mono ? (int)Ink.Black : Unknown;
    }

    /// <summary>Whether erasing can show this blank's ground, once <see cref="Set"/> has set it.</summary>
    public static bool CanErase(Cell blank, TerminalFacts facts) =>
        facts.Colors == ColorSupport.Monochrome ? blank.Background == Ink.Black : facts.ErasesToBackground;

    /// <summary>Sets the colours for a cell. For a blank only the ground counts.</summary>
    /// <returns>Bytes written; with an empty span, bytes that would be needed.</returns>
    public int Set(Cell cell, Span<byte> output)
    {
        var sgr = new SgrSequence(output);
        bool blank = cell.CodePoint == ' ';
        int foreground = blank ? _foreground : (int)cell.Foreground;
        int background = (int)cell.Background;
        if (foreground == _foreground && background == _background)
            return 0;
        switch (colors)
        {
            case ColorSupport.Monochrome:
                SetAttributes(ref sgr, foreground, background);
                break;
            case ColorSupport.BoldIsBright:
                SetBoldColors(ref sgr, foreground, background);
                break;
            default:
                if (foreground != _foreground)
                    sgr.Add(foreground < 8 ? 30 + foreground : 82 + foreground);
                if (background != _background)
                    sgr.Add(background < 8 ? 40 + background : 92 + background);
                break;
        }

        _foreground = foreground;
        _background = background;
        return sgr.End();
    }

    private readonly void SetAttributes(ref SgrSequence sgr, int foreground, int background)
    {
        bool bold = foreground == (int)Ink.White;
        bool reverse = background != (int)Ink.Black;
        bool wasBold = _foreground == (int)Ink.White;
        bool wasReverse = _background != (int)Ink.Black;
        if ((wasBold && !bold) || (wasReverse && !reverse))
        {
            sgr.Add(0);
            wasBold = wasReverse = false;
        }

        if (bold && !wasBold)
            sgr.Add(1);
        if (reverse && !wasReverse)
            sgr.Add(7);
    }

    private readonly void SetBoldColors(ref SgrSequence sgr, int foreground, int background)
    {
        int oldForeground = _foreground;
        int oldBackground = _background;
        if (foreground is >= 0 and < 8 && oldForeground >= 8)
        {
            // Bold is taken away only by a reset: SGR 22 is not part of ANSI.SYS.
            sgr.Add(0);
            oldForeground = oldBackground = Unknown;
        }

        if (foreground >= 8 && oldForeground < 8)
            sgr.Add(1);
        if (foreground >= 0 && (oldForeground == Unknown || (foreground & 7) != (oldForeground & 7)))
            sgr.Add(30 + (foreground & 7));
        if (background != oldBackground)
            sgr.Add(40 + background);
    }
}

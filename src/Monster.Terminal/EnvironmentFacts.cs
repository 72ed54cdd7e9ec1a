namespace Monster.Terminal;

/// <summary>What environment variables, of this process or sent by a caller, say about a terminal: the locale, TERM, COLORTERM, NO_COLOR.</summary>
public static class EnvironmentFacts
{
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];
    private static readonly string[] Dos = ["ansi", "syncterm", "pcansi", "cons25", "linux"];
    private static readonly string[] Erasing = ["xterm", "tmux", "linux", "rxvt", "alacritty", "kitty", "foot", "konsole", "gnome", "vte", "st-", "syncterm", "wezterm", "ghostty", "contour"];

    /// <summary>The facts that follow from environment variables; null for a terminal that cannot place text.</summary>
    /// <param name="get">Gives a variable's value or null.</param>
    /// <param name="size">The size, or null for 80x24.</param>
    public static TerminalFacts? From(Func<string, string?> get, (int Width, int Height)? size)
    {
        string term = get("TERM") ?? "";
        if (term is "" or "dumb" or "unknown" or "network")
            return null;
        var (width, height) = size ?? (TerminalFacts.NeededWidth, TerminalFacts.NeededHeight);
        return new TerminalFacts(width, height)
        {
            Type = term,
            Encoding = Encoding(get, term),
            Colors = Colors(get, term),
            ErasesToBackground = Erasing.Any(term.StartsWith) || Has(get, "TMUX"),
            ShowsControlGlyphs = term.StartsWith("syncterm", StringComparison.Ordinal),
        };
    }

    /// <summary>Whether a terminal of this type is one this program knows something about.</summary>
    public static bool IsKnown(string term) => IsOld(term) || Erasing.Any(term.StartsWith) || term.StartsWith("screen", StringComparison.Ordinal);

    /// <summary>Whether a terminal of this type comes from the DOS world, where bytes above 127 are code page 437.</summary>
    public static bool IsDos(string term) => Dos.Any(term.StartsWith) && term != "linux";

    /// <summary>Whether a locale is set at all.</summary>
    public static bool HasLocale(Func<string, string?> get) => LocaleVariables.Any(variable => Has(get, variable));

    /// <summary>
    /// The locale decides, in the order that setlocale(3) uses. Where none is set at all, as in many containers, a terminal of
    /// today is taken to speak UTF-8.
    /// </summary>
    private static TerminalEncoding Encoding(Func<string, string?> get, string term)
    {
        string? locale = LocaleVariables.Select(get).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        if (locale is null)
            return IsOld(term) ? TerminalEncoding.Ascii : TerminalEncoding.Utf8;
        string codeset = locale[(locale.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        if (codeset.StartsWith("UTF8", StringComparison.Ordinal))
            return TerminalEncoding.Utf8;
        return codeset is "CP437" or "IBM437" or "437" ? TerminalEncoding.Cp437 : TerminalEncoding.Ascii;
    }

    private static ColorSupport Colors(Func<string, string?> get, string term)
    {
        if (Has(get, "NO_COLOR")) // no-color.org: any value that is not empty
            return ColorSupport.Monochrome;
        if (Dos.Any(term.StartsWith))
            return ColorSupport.BoldIsBright;
        bool mono = IsOld(term) || term.EndsWith("-m", StringComparison.Ordinal) || term.EndsWith("-mono", StringComparison.Ordinal);
        return mono && !Has(get, "COLORTERM") ? ColorSupport.Monochrome : ColorSupport.Sixteen;
    }

    private static bool IsOld(string term) => Dos.Any(term.StartsWith) || term.StartsWith("vt", StringComparison.Ordinal) && !term.StartsWith("vte", StringComparison.Ordinal);

    private static bool Has(Func<string, string?> get, string name) => !string.IsNullOrEmpty(get(name));
}

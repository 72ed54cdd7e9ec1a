using Monster.Terminal;

namespace Monster.Bbs.Menus;

/// <summary>The keys and texts of one table of a theme file. What was not asked for when <see cref="End"/> is called is an error.</summary>
internal sealed class ThemeSection(string file, int line)
{
    private readonly Dictionary<string, (string Text, int Line)> _texts = [];

    /// <summary>The line it begins at.</summary>
    public int Line => line;

    /// <summary>The names it has, in order, with values and lines.</summary>
    public IEnumerable<(string Key, string Text, int Line)> All => _texts.Select(pair => (pair.Key, pair.Value.Text, pair.Value.Line));

    /// <summary>Adds a pair.</summary>
    public void Add(string key, string text, int at)
    {
        if (!_texts.TryAdd(key, (text.Replace("\r\n", "\n", StringComparison.Ordinal), at)))
            throw new ThemeException(new ThemeFault(file, at, $"'{key}' stands there twice."));
    }

    /// <summary>A text of one line; empty when it may be missing and is.</summary>
    public (string Text, int Line) Take(string key, int maxColumns, bool isNeeded)
    {
        var (text, at) = TakeBlock(key, isNeeded);
        if (text.Contains('\n', StringComparison.Ordinal))
            throw new ThemeException(new ThemeFault(file, at, $"'{key}' must be one line."));
        if (DisplayWidth.Of(text) > maxColumns)
            throw new ThemeException(new ThemeFault(file, at, $"'{key}' is {DisplayWidth.Of(text)} columns wide; {maxColumns} are allowed."));
        return (text, at);
    }

    /// <summary>A text of several lines; empty when it may be missing and is.</summary>
    public (string Text, int Line) TakeBlock(string key, bool isNeeded)
    {
        if (!_texts.Remove(key, out var found))
            return isNeeded ? throw new ThemeException(new ThemeFault(file, line, $"'{key}' is missing.")) : ("", line);
        foreach (var rune in found.Text.EnumerateRunes())
        {
            if (rune.Value != '\n' && DisplayWidth.Of(rune) == 0)
                throw new ThemeException(new ThemeFault(file, found.Line, $"'{key}' has a character that cannot be shown (U+{rune.Value:X4})."));
        }

        return found;
    }

    /// <summary>All was asked for that may stand here.</summary>
    public void End()
    {
        foreach (var (key, found) in _texts)
            throw new ThemeException(new ThemeFault(file, found.Line, $"'{key}' is not known here."));
    }
}

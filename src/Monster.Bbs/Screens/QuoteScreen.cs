using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>Choosing lines of a text to quote.</summary>
public sealed class QuoteScreen : ListScreen<string>
{
    /// <summary>Columns of a quoted line with its mark, so that it fits where it is read.</summary>
    private const int Columns = 74;

    private readonly IReadOnlyList<string> _lines;
    private readonly Action<IReadOnlyList<string>> _quote;
    private readonly HashSet<int> _marked = [];

    /// <summary>The lines of a text.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="text">The text to quote from.</param>
    /// <param name="quote">Takes the chosen lines, marked with "&gt; ".</param>
    public QuoteScreen(Visit visit, string text, Action<IReadOnlyList<string>> quote)
        : base(visit) => (_lines, _quote) = (Quoted(text), quote);

    /// <inheritdoc/>
    protected override string Title => "Quote";

    /// <inheritdoc/>
    protected override string Help => "Space marks a line; A marks all or none. Enter quotes what is marked, or the line under the bar when nothing is.";

    /// <inheritdoc/>
    protected override string Empty => "There is nothing to quote.";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => [("Space", "mark"), ("A", "all"), ("Enter", "quote")];

    /// <summary>A text as quoted lines.</summary>
    public static IReadOnlyList<string> Quoted(string text) =>
        [.. text.Split('\n').SelectMany(line => line.StartsWith('>') && DisplayWidth.Of(line) < Columns ? [">" + line] : TextLines.Wrap(line, Columns - 2).Select(row => "> " + row))];

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Read(string? last, int most) => last is null ? _lines : [];

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, int width, string item, Ink ink, Ink ground)
    {
        int index = y - Top + FirstShown;
        bool marked = _marked.Contains(index);
        screen.Put(x, y, marked ? '+' : ' ', Of(Ink.Green, ink), ground);
        screen.TextIn(x + 2, y, width - 2, item, marked ? Of(Ink.White, ink) : ink, ground);
    }

    /// <inheritdoc/>
    protected override string Tell(string item) => item;

    /// <inheritdoc/>
    protected override void Open(string item)
    {
        var chosen = _marked.Count > 0 ? _marked.Order().Select(i => _lines[i]).ToList() : [item];
        Views.Close();
        _quote(chosen);
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (key.Is(' ') && Any)
        {
            if (!_marked.Remove(Index))
                _marked.Add(Index);
            return base.Take(new KeyPress(KeyCode.Down));
        }

        if (!key.Is('a'))
            return base.Take(key);
        bool all = _marked.Count == _lines.Count;
        _marked.Clear();
        if (!all)
            _marked.UnionWith(Enumerable.Range(0, _lines.Count));
        return true;
    }
}

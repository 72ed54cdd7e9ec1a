using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>A text to read, page by page. It is broken at the width of the screen, at most 78 columns.</summary>
public class TextScreen : Screen
{
    /// <summary>The most columns of running text: longer rows are hard to read.</summary>
    public const int MaxColumns = 78;

    private readonly string _title;
    private string _text;
    private int _width;
    private int _first;
    private int _rows = 20;
    private List<(string Text, Ink Ink)> _wrapped = [];

    /// <summary>A text with a title.</summary>
    public TextScreen(Visit visit, string title, string text)
        : base(visit) => (_title, _text) = (title, text);

    /// <inheritdoc/>
    protected override string Title => _title;

    /// <inheritdoc/>
    protected override string Help => "Space or Page Down shows the next page, the arrows go line by line, Home and End go to the ends. Escape goes back.";

    /// <inheritdoc/>
    protected override string Corner => IsLong ? $"{Math.Min(100, (_first + _rows) * 100 / Math.Max(1, _wrapped.Count))}%" : base.Corner;

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => IsLong ? [("Space", "next page"), ("↑↓", "scroll")] : [];

    /// <inheritdoc/>
    protected override IEnumerable<string>? Told => Head.Concat(_text.Split('\n'));

    /// <summary>Rows above the text.</summary>
    protected virtual IReadOnlyList<string> Head => [];

    /// <summary>Whether the end of the text is shown.</summary>
    protected bool IsAtEnd => _first + _rows >= _wrapped.Count;

    private bool IsLong => _wrapped.Count > _rows;

    /// <summary>Shows another text from its beginning.</summary>
    protected void Show(string text)
    {
        _text = text;
        _width = 0;
        _first = 0;
    }

    /// <inheritdoc/>
    protected override void Body(CellBuffer screen)
    {
        int head = Head.Count;
        for (int i = 0; i < head; i++)
            screen.TextIn(1, Top + i, screen.Width - 2, Head[i], i == 0 ? Ink.White : Ink.Grey);
        int top = Top + head + (head > 0 ? 1 : 0);
        _rows = screen.Height - 2 - top;
        Wrap(Math.Min(MaxColumns, screen.Width - 2));
        _first = Math.Clamp(_first, 0, Math.Max(0, _wrapped.Count - _rows));
        for (int i = 0; i < Math.Min(_rows, _wrapped.Count - _first); i++)
            screen.Text(1, top + i, _wrapped[_first + i].Text, _wrapped[_first + i].Ink);
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        int step = key.Code switch
        {
            KeyCode.Up => -1,
            KeyCode.Down or KeyCode.Enter => 1,
            KeyCode.PageUp => 1 - _rows,
            KeyCode.PageDown => _rows - 1,
            KeyCode.Home => -_wrapped.Count,
            KeyCode.End => _wrapped.Count,
            _ => key.Is(' ') ? _rows - 1 : 0,
        };
        if (step == 0)
            return false;
        // A text that is read to its end is done with; so is one that fits.
        if (step > 0 && IsAtEnd && key.Code is KeyCode.Enter or KeyCode.Character)
            return false;
        _first = Math.Clamp(_first + step, 0, Math.Max(0, _wrapped.Count - _rows));
        return true;
    }

    private void Wrap(int width)
    {
        if (width == _width)
            return;
        _width = width;
        _wrapped = [];
        foreach (string line in _text.Split('\n'))
        {
            var ink = line.StartsWith('>') ? Ink.Grey : Ink.Silver;
            if (DisplayWidth.Of(line) <= width)
                _wrapped.Add((line, ink));
            else
                _wrapped.AddRange(TextLines.Wrap(line, width).Select(row => (row, ink)));
        }
    }
}

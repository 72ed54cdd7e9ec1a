using System.Globalization;
using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>A list of which one is opened. The selection stays with what is selected while the list changes around it.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public abstract class ListView<T> : View
    where T : class
{
    /// <summary>Columns of the list, which stands in the middle.</summary>
    protected const int Width = 76;

    /// <summary>The first row.</summary>
    private const int Top = 3;

    private readonly ListCursor _cursor = new();
    private IReadOnlyList<T> _items = [];
    private string _notice = "";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines =>
    [
        Title,
        .. _items.Count == 0 ? [Empty] : _items.Select((item, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {Tell(item)}")).Append($"Type a number to {Does}."),
        .. _notice.Length > 0 ? [_notice] : Array.Empty<string>(),
        $"Esc: {Leave}.",
    ];

    /// <summary>What is listed.</summary>
    protected IReadOnlyList<T> Items => _items;

    /// <summary>The title line.</summary>
    protected abstract string Title { get; }

    /// <summary>What stands at the right of it.</summary>
    protected virtual string Corner => _items.Count == 0 ? "" : $"{_cursor.Index + 1} of {_items.Count}";

    /// <summary>What is said when there is nothing.</summary>
    protected abstract string Empty { get; }

    /// <summary>What Enter does: "watch".</summary>
    protected abstract string Does { get; }

    /// <summary>What Escape does.</summary>
    protected virtual string Leave => "back";

    /// <inheritdoc/>
    public override void Shown(TimeSpan now) => Refresh();

    /// <inheritdoc/>
    public override void Answer(string line, TimeSpan now)
    {
        if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= _items.Count)
        {
            _cursor.GoTo(number - 1, _items.Count);
            Press(new KeyPress(KeyCode.Enter), now);
        }
        else
        {
            base.Answer(line, now);
        }
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        _notice = "";
        if (key.Is(KeyCode.Escape))
            Views.Close();
        else if (key.Is(KeyCode.F1) || key.Is('?'))
            Views.Open(HelpView.OfArcade());
        else if (key.Is(KeyCode.Enter) && _items.Count > 0)
            _notice = Open(_items[_cursor.Index]) ?? "";
        else
            _cursor.Press(key, _items.Count);
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, Title, Corner);
        int x = (screen.Width - Width) / 2;
        if (_items.Count == 0)
            screen.TextCentered(0, screen.Height / 2, screen.Width, Empty);
        else
            DrawHead(screen, x, Top - 1);
        var (first, end) = _cursor.Window(_items.Count, screen.Height - Top - 3);
        for (int i = first; i < end; i++)
        {
            bool isHere = i == _cursor.Index;
            var (ink, ground) = isHere ? (Ink.Black, Ink.Yellow) : (Ink.Silver, Ink.Black);
            int y = Top + i - first;
            screen.Fill(x, y, Width, 1, new Cell(' ', ink, ground));
            if (isHere)
                screen.Put(x, y, '►', ink, ground);
            DrawItem(screen, x + 2, y, _items[i], ink, ground);
        }

        screen.TextIn(1, screen.Height - 2, screen.Width - 2, _notice, Ink.Yellow);
        ScreenParts.Keys(screen, ("Enter", Does), ("↑↓", "choose"), ("F1", "help"), ("Escape", Leave));
    }

    /// <summary>Reads what is listed.</summary>
    protected abstract IReadOnlyList<T> Read();

    /// <summary>Whether two readings are of the same thing.</summary>
    protected virtual bool IsSame(T one, T other) => one.Equals(other);

    /// <summary>Draws the heads of the columns, or what else stands above the list.</summary>
    protected abstract void DrawHead(CellBuffer screen, int x, int y);

    /// <summary>Draws one row.</summary>
    protected abstract void DrawItem(CellBuffer screen, int x, int y, T item, Ink ink, Ink ground);

    /// <summary>One row as a sentence, for line mode.</summary>
    protected abstract string Tell(T item);

    /// <summary>Enter was pressed.</summary>
    /// <returns>Why it came to nothing; null when it did not.</returns>
    protected abstract string? Open(T item);

    /// <summary>Reads the list again.</summary>
    protected void Refresh()
    {
        var selected = _cursor.Index < _items.Count ? _items[_cursor.Index] : null;
        _items = Read();
        int at = selected is null ? -1 : _items.ToList().FindIndex(item => IsSame(item, selected));
        _cursor.GoTo(at >= 0 ? at : _cursor.Index, _items.Count);
    }

    /// <summary>The colour of something in a row: its own, unless the row is selected.</summary>
    protected static Ink Of(Ink own, Ink ink) => ink == Ink.Black ? Ink.Black : own;
}

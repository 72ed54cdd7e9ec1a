using System.Globalization;
using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>A list to choose from. Long lists are read as one goes down them.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public abstract class ListScreen<T> : Screen
{
    /// <summary>How many are read at a time.</summary>
    protected const int Batch = 100;

    private readonly List<T> _items = [];
    private readonly ListCursor _cursor = new();
    private bool _isComplete;

    /// <summary>A list of a visit.</summary>
    protected ListScreen(Visit visit)
        : base(visit)
    {
    }

    /// <summary>What is listed, as far as it was read.</summary>
    protected IReadOnlyList<T> Items => _items;

    /// <summary>The one selected; the default where the list is empty.</summary>
    protected T? Selected => _cursor.Index < _items.Count ? _items[_cursor.Index] : default;

    /// <summary>Whether one is selected.</summary>
    protected bool Any => _items.Count > 0;

    /// <summary>The first one shown, from 0.</summary>
    protected int FirstShown => _cursor.First;

    /// <summary>Where the selection stands, from 0.</summary>
    protected int Index
    {
        get => _cursor.Index;
        set => _cursor.GoTo(value, _items.Count);
    }

    /// <inheritdoc/>
    protected override string Corner => !Any ? base.Corner : $"{_cursor.Index + 1} of {_items.Count}{(_isComplete ? "" : "+")}";

    /// <summary>What is said when there is nothing.</summary>
    protected abstract string Empty { get; }

    /// <summary>The number by which the first one is chosen in line mode.</summary>
    protected virtual int FirstNumber => 1;

    /// <summary>The heads of the columns; empty for none.</summary>
    protected virtual string Header => "";

    /// <inheritdoc/>
    protected override IEnumerable<string>? Told =>
        Any ? _items.Select((item, i) => string.Create(CultureInfo.InvariantCulture, $"{i + FirstNumber}. {Tell(item)}")).Append("Type a number to choose.") : [Empty];

    /// <inheritdoc/>
    public override void Answer(string line, TimeSpan now)
    {
        if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= FirstNumber && number < FirstNumber + _items.Count)
        {
            Index = number - FirstNumber;
            Press(new KeyPress(KeyCode.Enter), now);
        }
        else if (LineKeys.Named(line) is { Code: KeyCode.PageDown } && !_isComplete)
        {
            ReadMore();
        }
        else
        {
            base.Answer(line, now);
        }
    }

    /// <summary>Reads on.</summary>
    /// <param name="last">The last one known; the default at the beginning.</param>
    /// <param name="most">How many at most. Fewer mean that the list is complete.</param>
    protected abstract IReadOnlyList<T> Read(T? last, int most);

    /// <summary>Draws one row.</summary>
    protected abstract void DrawItem(CellBuffer screen, int x, int y, int width, T item, Ink ink, Ink ground);

    /// <summary>One row as a sentence, for line mode.</summary>
    protected abstract string Tell(T item);

    /// <summary>Enter was pressed.</summary>
    protected abstract void Open(T item);

    /// <summary>Reads the list again and keeps the selection where it was.</summary>
    protected override void Refresh()
    {
        int wanted = Math.Max(Batch, Math.Min(_items.Count, 10 * Batch));
        _items.Clear();
        _isComplete = false;
        while (!_isComplete && _items.Count < wanted)
            ReadMore();
        _cursor.GoTo(_cursor.Index, _items.Count);
    }

    /// <inheritdoc/>
    protected override void Body(CellBuffer screen)
    {
        int top = Top;
        if (Header.Length > 0)
            screen.TextIn(3, top++, screen.Width - 4, Header, Ink.Grey);
        var (first, end) = _cursor.Window(_items.Count, screen.Height - 2 - top);
        if (!Any)
        {
            int y = screen.Height / 3;
            foreach (string line in TextLines.Wrap(Empty, Math.Min(TextScreen.MaxColumns, screen.Width - 4)))
                screen.TextCentered(0, y++, screen.Width, line);
            return;
        }

        for (int i = first; i < end; i++)
        {
            bool here = i == _cursor.Index;
            var (ink, ground) = here ? (Ink.Black, Ink.Yellow) : (Ink.Silver, Ink.Black);
            int y = top + i - first;
            screen.Fill(1, y, screen.Width - 2, 1, new Cell(' ', ink, ground));
            screen.Put(1, y, here ? '►' : ' ', ink, ground);
            DrawItem(screen, 3, y, screen.Width - 5, _items[i], ink, ground);
        }
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (key.Is(KeyCode.Enter) && Any)
        {
            Open(_items[_cursor.Index]);
            return true;
        }

        if (!_cursor.Press(key, _items.Count))
            return false;
        if (_cursor.IsNearEnd(_items.Count) && !_isComplete)
            ReadMore();
        return true;
    }

    /// <summary>The colour of something in a row: its own, unless the row is selected.</summary>
    protected static Ink Of(Ink own, Ink ink) => ink == Ink.Black ? Ink.Black : own;

    private void ReadMore()
    {
        var more = Read(_items.Count > 0 ? _items[^1] : default, Batch);
        _items.AddRange(more);
        _isComplete = more.Count < Batch;
    }
}

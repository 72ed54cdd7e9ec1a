using System.Text;

namespace Monster.Terminal;

/// <summary>One line of text being typed: the usual keys, a limit, and a window that follows the cursor.</summary>
/// <param name="limit">The most characters.</param>
/// <param name="isSecret">Whether dots are shown in place of what was typed.</param>
public sealed class TextField(int limit, bool isSecret = false)
{
    private readonly List<Rune> _text = [];
    private int _cursor;
    private int _first;

    /// <summary>What was typed. Setting it cuts what is past the limit and puts the cursor at the end.</summary>
    public string Text
    {
        get => string.Concat(_text);
        set
        {
            _text.Clear();
            _text.AddRange(value.EnumerateRunes().Where(IsShown).Take(limit));
            _cursor = _text.Count;
        }
    }

    /// <summary>The most characters.</summary>
    public int Limit => limit;

    /// <summary>Whether dots are shown.</summary>
    public bool IsSecret => isSecret;

    /// <summary>Takes a key.</summary>
    /// <returns>Whether it was one for a line of text; Enter, Escape, Tab, Up and Down are not.</returns>
    public bool Press(KeyPress key)
    {
        if (key.IsText)
            Insert(key.Rune);
        else if (key.IsControl('u'))
            Cut(0, _cursor);
        else if (key.IsControl('k'))
            Cut(_cursor, _text.Count);
        else if (key.IsControl('w'))
            Cut(WordStart(), _cursor);
        else if (key.IsControl('a'))
            _cursor = 0;
        else if (key.IsControl('e'))
            _cursor = _text.Count;
        else
            return PressNamed(key.Code);
        return true;
    }

    /// <summary>Draws the field in a number of columns; the cursor is an inverted cell when it has the focus.</summary>
    public void Draw(CellBuffer screen, int x, int y, int width, bool focused, Ink ink = Ink.White)
    {
        screen.Fill(x, y, width, 1, new Cell('_', Ink.Grey));
        _first = Math.Min(_first, _cursor);
        while (_first < _cursor && Columns(_first, _cursor) >= width)
            _first++;
        int at = x;
        for (int i = _first; i < _text.Count; i++)
        {
            var shown = Shown(i);
            if (at + DisplayWidth.Of(shown) > x + width)
                break;
            bool here = focused && i == _cursor;
            at += screen.Put(at, y, shown, here ? Ink.Black : ink, here ? Ink.Yellow : Ink.Black);
        }

        if (focused && _cursor == _text.Count && at < x + width)
            screen.Put(at, y, ' ', Ink.Black, Ink.Yellow);
    }

    private static bool IsShown(Rune rune) => DisplayWidth.Of(rune) > 0;

    private bool PressNamed(KeyCode code)
    {
        switch (code)
        {
            case KeyCode.Left:
                _cursor = Math.Max(0, _cursor - 1);
                return true;
            case KeyCode.Right:
                _cursor = Math.Min(_text.Count, _cursor + 1);
                return true;
            case KeyCode.Home:
                _cursor = 0;
                return true;
            case KeyCode.End:
                _cursor = _text.Count;
                return true;
            case KeyCode.Backspace:
                Cut(Math.Max(0, _cursor - 1), _cursor);
                return true;
            case KeyCode.Delete:
                Cut(_cursor, Math.Min(_text.Count, _cursor + 1));
                return true;
            default:
                return false;
        }
    }

    private void Insert(Rune rune)
    {
        if (_text.Count < limit && IsShown(rune))
            _text.Insert(_cursor++, rune);
    }

    private void Cut(int from, int to)
    {
        _text.RemoveRange(from, to - from);
        _cursor = from;
    }

    private int WordStart()
    {
        int at = _cursor;
        while (at > 0 && _text[at - 1].Value == ' ')
            at--;
        while (at > 0 && _text[at - 1].Value != ' ')
            at--;
        return at;
    }

    private Rune Shown(int index) => isSecret ? new Rune('•') : _text[index];

    private int Columns(int from, int to)
    {
        int columns = 0;
        for (int i = from; i < to; i++)
            columns += DisplayWidth.Of(Shown(i));
        return columns;
    }
}

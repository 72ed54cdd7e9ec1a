using System.Text;

namespace Monster.Terminal;

/// <summary>
/// A text of several paragraphs being written: the full-screen editor without its frame. A paragraph is kept whole and
/// only shown broken at the width, so that a reader with another width sees it well too. What would go past a limit is not taken.
/// </summary>
public sealed class TextEditor
{
    private readonly List<List<Rune>> _lines = [[]];
    private readonly int _maxBytes;
    private readonly int _maxLines;
    private readonly int _width;
    private int _bytes;
    private int _line;
    private int _index;
    private int _top;
    private int _page = 10;

    // Up and Down keep to the column one came from, even across shorter rows.
    private int? _column;

    /// <summary>An empty text.</summary>
    /// <param name="width">Columns at which paragraphs are shown broken.</param>
    /// <param name="maxBytes">The most bytes in UTF-8, line ends included.</param>
    /// <param name="maxLines">The most paragraphs.</param>
    public TextEditor(int width, int maxBytes, int maxLines) => (_width, _maxBytes, _maxLines) = (width, maxBytes, maxLines);

    /// <summary>Bytes in UTF-8, line ends included.</summary>
    public int Bytes => _bytes;

    /// <summary>Paragraphs.</summary>
    public int LineCount => _lines.Count;

    /// <summary>Columns at which paragraphs are shown broken.</summary>
    public int Width => _width;

    /// <summary>Whether the last key was not taken because the text is as long as it may be.</summary>
    public bool WasFull { get; private set; }

    /// <summary>Whether nothing but spaces was written.</summary>
    public bool IsBlank => _lines.All(line => line.All(rune => rune.Value == ' '));

    /// <summary>The text, its lines separated by line feeds. Setting it cuts what is past the limits and puts the cursor at the end.</summary>
    public string Text
    {
        get => string.Join('\n', _lines.Select(line => string.Concat(line)));
        set
        {
            _lines.Clear();
            _lines.Add([]);
            (_bytes, _line, _index, _top, _column) = (0, 0, 0, 0, null);
            Insert(value);
        }
    }

    /// <summary>Types a text at the cursor; it stops where a limit is met.</summary>
    public void Insert(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
                Break();
            else
                Insert(rune);
            if (WasFull)
                return;
        }
    }

    /// <summary>Takes a key.</summary>
    /// <returns>Whether it was one for a text; Escape, F-keys and unknown Control keys are not.</returns>
    public bool Press(KeyPress key)
    {
        WasFull = false;
        if (key.Code is not (KeyCode.Up or KeyCode.Down or KeyCode.PageUp or KeyCode.PageDown))
            _column = null;
        if (key.IsText)
            Insert(key.Rune);
        else if (key.IsControl('y'))
            CutLine();
        else
            return PressNamed(key.Code);
        return true;
    }

    /// <summary>Draws as many rows as fit, the cursor's row among them; the cursor itself where the text has the focus.</summary>
    public void Draw(CellBuffer screen, int x, int y, int height, bool isFocused = true)
    {
        _page = Math.Max(1, height - 1);
        var rows = AllRows();
        var (cursorRow, _) = Place(rows);
        _top = Math.Clamp(_top, Math.Max(0, cursorRow - height + 1), cursorRow);
        for (int row = _top; row < Math.Min(rows.Count, _top + height); row++)
            DrawRow(screen, x, y + row - _top, rows[row], isQuote: _lines[rows[row].Line] is [{ Value: '>' }, ..], hasCursor: isFocused && row == cursorRow);
    }

    private void DrawRow(CellBuffer screen, int x, int y, Row row, bool isQuote, bool hasCursor)
    {
        var line = _lines[row.Line];
        var ink = isQuote ? Ink.Grey : Ink.Silver;
        int at = x;
        for (int i = row.Start; i < row.Start + row.Length; i++)
        {
            bool here = hasCursor && i == _index;
            if (at - x < _width || here)
                at += screen.Put(at, y, line[i], here ? Ink.Black : ink, here ? Ink.Yellow : Ink.Black);
        }

        if (hasCursor && _index == row.Start + row.Length)
            screen.Put(at, y, ' ', Ink.Black, Ink.Yellow);
    }

    private bool PressNamed(KeyCode code)
    {
        switch (code)
        {
            case KeyCode.Enter:
                Break();
                return true;
            case KeyCode.Tab:
                Insert("    ");
                return true;
            case KeyCode.Backspace:
                Back();
                return true;
            case KeyCode.Delete:
                if (Forward())
                    Back();
                return true;
            case KeyCode.Left:
                Backward();
                return true;
            case KeyCode.Right:
                Forward();
                return true;
            default:
                return Move(code);
        }
    }

    private bool Move(KeyCode code)
    {
        var rows = AllRows();
        var (row, column) = Place(rows);
        switch (code)
        {
            case KeyCode.Home:
                _index = rows[row].Start;
                return true;
            case KeyCode.End:
                bool last = row + 1 == rows.Count || rows[row + 1].Line != _line;
                _index = rows[row].Start + Math.Max(0, last ? rows[row].Length : rows[row].Length - 1);
                return true;
            case KeyCode.Up or KeyCode.Down or KeyCode.PageUp or KeyCode.PageDown:
                _column ??= column;
                int step = code switch { KeyCode.Up => -1, KeyCode.Down => 1, KeyCode.PageUp => -_page, _ => _page };
                GoTo(rows, Math.Clamp(row + step, 0, rows.Count - 1), _column.Value);
                return true;
            default:
                return false;
        }
    }

    private void GoTo(List<Row> rows, int row, int column)
    {
        var to = rows[row];
        bool last = row + 1 == rows.Count || rows[row + 1].Line != to.Line;
        int end = to.Start + (last ? to.Length : to.Length - 1);
        _line = to.Line;
        _index = to.Start;
        for (int at = 0; _index < end && at + DisplayWidth.Of(_lines[_line][_index]) <= column; _index++)
            at += DisplayWidth.Of(_lines[_line][_index]);
    }

    private void Insert(Rune rune)
    {
        if (DisplayWidth.Of(rune) == 0)
            return;
        if (!Fits(rune.Utf8SequenceLength))
            return;
        _lines[_line].Insert(_index++, rune);
    }

    private void Break()
    {
        if (_lines.Count >= _maxLines)
        {
            WasFull = true;
            return;
        }

        if (!Fits(1))
            return;
        var rest = _lines[_line][_index..];
        _lines[_line].RemoveRange(_index, rest.Count);
        _lines.Insert(++_line, rest);
        _index = 0;
    }

    private bool Fits(int bytes)
    {
        WasFull = _bytes + bytes > _maxBytes;
        if (!WasFull)
            _bytes += bytes;
        return !WasFull;
    }

    private void Back()
    {
        if (_index > 0)
        {
            _bytes -= _lines[_line][--_index].Utf8SequenceLength;
            _lines[_line].RemoveAt(_index);
        }
        else if (_line > 0)
        {
            var line = _lines[_line];
            _lines.RemoveAt(_line--);
            _index = _lines[_line].Count;
            _lines[_line].AddRange(line);
            _bytes--;
        }
    }

    private void Backward()
    {
        if (_index > 0)
            _index--;
        else if (_line > 0)
            _index = _lines[--_line].Count;
    }

    private bool Forward()
    {
        if (_index < _lines[_line].Count)
            _index++;
        else if (_line + 1 < _lines.Count)
            (_line, _index) = (_line + 1, 0);
        else
            return false;
        return true;
    }

    private void CutLine()
    {
        _bytes -= _lines[_line].Sum(rune => rune.Utf8SequenceLength);
        _lines[_line].Clear();
        _index = 0;
        if (_lines.Count == 1)
            return;
        _lines.RemoveAt(_line);
        _bytes--;
        _line = Math.Min(_line, _lines.Count - 1);
    }

    private List<Row> AllRows()
    {
        var rows = new List<Row>();
        for (int line = 0; line < _lines.Count; line++)
        {
            foreach (var (start, length) in TextLines.Rows(_lines[line], _width))
                rows.Add(new Row(line, start, length));
        }

        return rows;
    }

    /// <summary>The row the cursor is in, and its column there.</summary>
    private (int Row, int Column) Place(List<Row> rows)
    {
        int row = rows.FindLastIndex(r => r.Line == _line && r.Start <= _index);
        int column = 0;
        for (int i = rows[row].Start; i < _index; i++)
            column += DisplayWidth.Of(_lines[_line][i]);
        return (row, column);
    }

    private readonly record struct Row(int Line, int Start, int Length);
}

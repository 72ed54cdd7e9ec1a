using System.Globalization;
using System.Text;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>
/// The screen a hosted door writes to: ANSI.SYS and what later terminals added that doors use (ECMA-48), in code page 437 or UTF-8. What is not known is
/// left out, so that nothing a door writes reaches a caller's terminal but cells.
/// </summary>
public sealed class AnsiScreen
{
    /// <summary>Columns that every screen has.</summary>
    public const int LeastWidth = 80;

    /// <summary>Rows that every screen has: the last of 25 is where SyncTERM has its status line.</summary>
    public const int LeastHeight = 24;

    private const int MaxParameters = 64;
    private const byte Escape = 0x1B;

    private CellBuffer _cells = new(LeastWidth, LeastHeight);
    private readonly Action<byte[]> _answer;
    private readonly bool _isUtf8;
    private readonly StringBuilder _parameters = new();
    private readonly byte[] _character = new byte[4];
    private int _characterLength;
    private State _state;
    private int _x;
    private int _y;
    private (int X, int Y) _saved;
    private Ink _ink = Ink.Silver;
    private Ink _ground = Ink.Black;
    private bool _bold;
    private bool _reverse;
    private Rune _last = new(' ');

    /// <summary>A blank screen.</summary>
    /// <param name="encoding">How characters come.</param>
    /// <param name="answer">Given what the terminal says when it is asked where the cursor is and what it is.</param>
    public AnsiScreen(TerminalEncoding encoding, Action<byte[]> answer) => (_isUtf8, _answer) = (encoding == TerminalEncoding.Utf8, answer);

    private enum State
    {
        Text,
        Escaped,
        Control,
        Ignored,
    }

    /// <summary>Columns.</summary>
    public int Width => _cells.Width;

    /// <summary>Rows.</summary>
    public int Height => _cells.Height;

    /// <summary>Where the cursor is.</summary>
    public (int X, int Y) Cursor => (Math.Min(_x, Width - 1), _y);

    /// <summary>Takes what a door writes, however it is cut into pieces.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
            Take(value);
    }

    /// <summary>Gives the screen another size; what is on it stays where it is, as far as it fits.</summary>
    /// <returns>Whether it is another.</returns>
    public bool Resize(int width, int height)
    {
        (width, height) = (Math.Clamp(width, LeastWidth, CellBuffer.MaxWidth), Math.Clamp(height, LeastHeight, CellBuffer.MaxHeight));
        if ((width, height) == (Width, Height))
            return false;
        var cells = new CellBuffer(width, height);
        for (int row = 0; row < Math.Min(height, Height); row++)
            _cells.Row(row)[..Math.Min(width, Width)].CopyTo(cells.Row(row));
        _cells = cells;
        (_x, _y) = (Math.Min(_x, width), Math.Min(_y, height - 1));
        _saved = (Math.Min(_saved.X, width - 1), Math.Min(_saved.Y, height - 1));
        return true;
    }

    /// <summary>Draws the screen.</summary>
    public void Draw(CellBuffer screen, int x, int y)
    {
        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
                screen[x + column, y + row] = _cells[column, row];
        }
    }

    private void Take(byte value)
    {
        switch (_state)
        {
            case State.Text when value == Escape:
                _state = State.Escaped;
                break;
            case State.Text:
                TakeText(value);
                break;
            case State.Escaped:
                _parameters.Clear();
                // A string for the terminal (OSC, DCS, APC, PM) is left out up to its end.
                _state = value switch { (byte)'[' => State.Control, (byte)']' or (byte)'P' or (byte)'_' or (byte)'^' => State.Ignored, _ => State.Text };
                break;
            case State.Control when value is >= 0x20 and < 0x40:
                if (_parameters.Length < MaxParameters)
                    _parameters.Append((char)value);
                break;
            case State.Control:
                _state = State.Text;
                if (_parameters.Length < MaxParameters)
                    Control((char)value, _parameters.ToString());
                break;
            case State.Ignored when value is 7 or (byte)'\\':
                _state = State.Text;
                break;
        }
    }

    private void TakeText(byte value)
    {
        switch (value)
        {
            case 8:
                _x = Math.Max(0, Math.Min(_x, Width - 1) - 1);
                break;
            case 9:
                _x = Math.Min(Width - 1, (_x / 8 * 8) + 8);
                break;
            case 10:
                LineFeed();
                break;
            case 12:
                Clear(0, 0, Width, Height);
                (_x, _y) = (0, 0);
                break;
            case 13:
                _x = 0;
                break;
            case 0 or 7:
                break;
            case < 0x20 or 0x7F when _isUtf8:
                break;
            default:
                Character(value);
                break;
        }
    }

    private void Character(byte value)
    {
        if (!_isUtf8)
        {
            Put(new Rune(Cp437.ToChar(value)));
            return;
        }

        _character[_characterLength++] = value;
        var found = Rune.DecodeFromUtf8(_character.AsSpan(0, _characterLength), out var rune, out _);
        if (found == System.Buffers.OperationStatus.NeedMoreData && _characterLength < _character.Length)
            return;
        _characterLength = 0;
        Put(rune);
    }

    private void Put(Rune rune)
    {
        int width = DisplayWidth.Of(rune);
        if (width == 0)
            return;
        if (_x + width > Width)
        {
            _x = 0;
            LineFeed();
        }

        var ink = _bold && _ink < Ink.Grey ? _ink + 8 : _ink;
        _cells.Put(_x, _y, rune, _reverse ? _ground : ink, _reverse ? ink : _ground);
        _x += width;
        _last = rune;
    }

    private void LineFeed()
    {
        if (_y < Height - 1)
        {
            _y++;
            return;
        }

        Scroll(0, 1);
    }

    /// <summary>Moves rows from a row on up, or down for a negative number.</summary>
    private void Scroll(int top, int rows)
    {
        int count = Math.Min(Math.Abs(rows), Height - top);
        for (int i = 0; i < Height - top - count; i++)
        {
            int to = rows > 0 ? top + i : Height - 1 - i;
            _cells.Row(rows > 0 ? to + count : to - count).CopyTo(_cells.Row(to));
        }

        Clear(0, rows > 0 ? Height - count : top, Width, count);
    }

    private void Clear(int x, int y, int width, int height) => _cells.Fill(x, y, width, height, new Cell(' ', Ink.Silver, _ground));

    private void Control(char final, string text)
    {
        if (text.Length > 0 && text[0] is '?' or '=' or '<' or '>')
            return; // what only some terminals know
        int[] numbers = [.. text.Split(';').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? Math.Min(number, 9_999) : 0)];
        int first = Math.Max(1, numbers[0]);
        _x = final == 'm' ? _x : Math.Min(_x, Width - 1);
        switch (final)
        {
            case 'A':
                _y = Math.Max(0, _y - first);
                break;
            case 'B':
                _y = Math.Min(Height - 1, _y + first);
                break;
            case 'C':
                _x = Math.Min(Width - 1, _x + first);
                break;
            case 'D':
                _x = Math.Max(0, _x - first);
                break;
            case 'G':
                _x = Math.Min(Width, first) - 1;
                break;
            case 'd':
                _y = Math.Min(Height, first) - 1;
                break;
            case 'H' or 'f':
                (_x, _y) = (Math.Min(Width, Math.Max(1, numbers.Length > 1 ? numbers[1] : 1)) - 1, Math.Min(Height, first) - 1);
                break;
            case 'J':
                EraseScreen(numbers[0]);
                break;
            case 'K':
                EraseLine(numbers[0]);
                break;
            case 'L':
                Scroll(_y, -first);
                break;
            case 'M':
                Scroll(_y, first);
                break;
            case '@':
                Shift(first);
                break;
            case 'P':
                Shift(-first);
                break;
            case 'b':
                for (int i = 0; i < Math.Min(first, Width * Height); i++)
                    Put(_last);
                break;
            case 'Z':
                _x = Math.Max(0, (_x - 1) / 8 * 8);
                break;
            case 'S':
                Scroll(0, first);
                break;
            case 'T':
                Scroll(0, -first);
                break;
            case 'X':
                Clear(_x, _y, first, 1);
                break;
            case 's':
                _saved = (_x, _y);
                break;
            case 'u':
                (_x, _y) = _saved;
                break;
            case 'm':
                foreach (int number in numbers)
                    Style(number);
                break;
            case 'n' when numbers[0] == 6:
                _answer(Encoding.ASCII.GetBytes($"\e[{_y + 1};{_x + 1}R"));
                break;
            case 'n' when numbers[0] == 5:
                _answer("\e[0n"u8.ToArray());
                break;
            case 'c':
                _answer("\e[?1;2c"u8.ToArray());
                break;
        }
    }

    /// <summary>Moves what is at the cursor and right of it: right, which leaves blanks, or left for a negative number.</summary>
    private void Shift(int columns)
    {
        int count = Math.Min(Math.Abs(columns), Width - _x);
        var row = _cells.Row(_y);
        int from = columns > 0 ? _x : _x + count;
        row[from..(Width - (columns > 0 ? count : 0))].CopyTo(row[(columns > 0 ? _x + count : _x)..]);
        Clear(columns > 0 ? _x : Width - count, _y, count, 1);
    }

    private void EraseScreen(int how)
    {
        if (how == 2)
        {
            Clear(0, 0, Width, Height);
            (_x, _y) = (0, 0); // as ANSI.SYS does
            return;
        }

        EraseLine(how);
        if (how == 0)
            Clear(0, _y + 1, Width, Height);
        else
            Clear(0, 0, Width, _y);
    }

    private void EraseLine(int how)
    {
        int from = how == 0 ? _x : 0;
        Clear(from, _y, (how == 1 ? _x + 1 : Width) - from, 1);
    }

    private void Style(int number)
    {
        switch (number)
        {
            case 0:
                (_ink, _ground, _bold, _reverse) = (Ink.Silver, Ink.Black, false, false);
                break;
            case 1:
                _bold = true;
                break;
            case 2 or 22:
                _bold = false;
                break;
            case 7:
                _reverse = true;
                break;
            case 27:
                _reverse = false;
                break;
            case >= 30 and <= 37:
                _ink = (Ink)(number - 30);
                break;
            case 39:
                _ink = Ink.Silver;
                break;
            case >= 40 and <= 47:
                _ground = (Ink)(number - 40);
                break;
            case 49:
                _ground = Ink.Black;
                break;
            case >= 90 and <= 97:
                _ink = (Ink)(number - 82);
                break;
            case >= 100 and <= 107:
                _ground = (Ink)(number - 92);
                break;
        }
    }
}

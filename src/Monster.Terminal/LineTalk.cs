using System.Buffers;
using System.Text;

namespace Monster.Terminal;

/// <summary>
/// A terminal in line mode: no cursor addressing, no colour, nothing that moves. What a view says is written once, later only
/// the lines that are new; whole lines are typed, echoed as they come. Made for screen readers, and good for printers.
/// </summary>
internal sealed class LineTalk
{
    private const int MaxTyped = 1_000;

    private readonly StringBuilder _typed = new();
    private readonly Queue<string> _waiting = new();
    private View? _said;
    private HashSet<string> _saidLines = [];
    private bool _answered;
    private bool _echoed;
    private bool _fresh;
    private int _shownColumns;

    /// <summary>Says a line that no view has to say, with the next that is written.</summary>
    public void Tell(string line)
    {
        _waiting.Enqueue(line);
        _fresh = true;
    }

    /// <summary>Takes a key.</summary>
    /// <returns>The line it completed; null when there is none yet.</returns>
    public string? Press(KeyPress key)
    {
        switch (key.Code)
        {
            case KeyCode.Enter:
                string line = _typed.ToString();
                _typed.Clear();
                _answered = true;
                if (_waiting.Count == 0)
                    return line;
                if (line.Length == 0)
                    return null;
                _waiting.Clear();
                return line;
            case KeyCode.Backspace:
                RemoveLast();
                break;
            case KeyCode.Escape:
                _typed.Clear();
                _answered = true;
                _waiting.Clear();
                return "esc";
            case KeyCode.F1:
                _typed.Clear();
                _answered = true;
                return "help";
            default:
                if (key.IsText && DisplayWidth.Of(key.Rune) > 0 && _typed.Length < MaxTyped)
                    _typed.Append(key.Rune);
                break;
        }

        _echoed = true;
        return null;
    }

    /// <summary>Writes what is to be said now.</summary>
    /// <param name="view">The view on top.</param>
    /// <param name="draw">Draws it, for views that have no lines of their own.</param>
    /// <param name="facts">The terminal.</param>
    /// <param name="output">Where to.</param>
    /// <returns>Bytes written.</returns>
    public int Write(View view, Func<CellBuffer> draw, TerminalFacts facts, IBufferWriter<byte> output)
    {
        bool isNew = view != _said;
        var text = new StringBuilder();
        if (isNew || _answered || view.Lines is not null)
            Collect(view, isNew, view.Lines ?? Rows(draw()), facts.Width - 1);
        bool more = _waiting.Count > 0 && (_answered || isNew || _fresh);
        if (more || _answered)
        {
            text.Append("\r\n");
            for (int i = 0; i < (facts.PageLength > 0 ? facts.PageLength : int.MaxValue) && _waiting.TryDequeue(out string? line); i++)
                text.Append(line).Append("\r\n");
            text.Append(_waiting.Count > 0 ? "(Enter for more) " : view.Prompt);
            Echo(text, view);
        }
        else if (_echoed)
        {
            // The whole line again: a lone backspace is nothing a screen reader could tell.
            text.Append('\r').Append(' ', _shownColumns + DisplayWidth.Of(view.Prompt)).Append('\r').Append(view.Prompt);
            Echo(text, view);
        }

        (_answered, _echoed, _fresh) = (false, false, false);
        return Send(text.ToString(), facts, output);
    }

    private void Echo(StringBuilder text, View view)
    {
        string shown = view.HidesTyping ? new string('*', _typed.Length) : _typed.ToString();
        _shownColumns = DisplayWidth.Of(shown);
        text.Append(shown);
    }

    private void Collect(View view, bool isNew, IEnumerable<string> lines, int width)
    {
        if (isNew)
            _saidLines = [];
        var now = new HashSet<string>();
        foreach (string line in lines)
        {
            if (line.Length == 0 ? isNew : !_saidLines.Contains(line))
            {
                foreach (string row in DisplayWidth.Of(line) > width ? TextLines.Wrap(line, width) : [line])
                    _waiting.Enqueue(row);
                _fresh = true;
            }

            now.Add(line);
        }

        (_said, _saidLines) = (view, now);
    }

    private void RemoveLast()
    {
        if (_typed.Length > 0)
            _typed.Length -= _typed.Length > 1 && char.IsLowSurrogate(_typed[^1]) ? 2 : 1;
    }

    /// <summary>The rows of a drawn screen as text: without frames and shades, without blank rows.</summary>
    private static IEnumerable<string> Rows(CellBuffer screen)
    {
        for (int y = 0; y < screen.Height; y++)
        {
            var row = new StringBuilder();
            foreach (var cell in screen.Row(y))
            {
                if (cell.CodePoint != Cell.WideTail)
                    row.Append(cell.CodePoint is >= 0x2500 and < 0x25A0 || !Rune.IsValid(cell.CodePoint) ? new Rune(' ') : new Rune(cell.CodePoint));
            }

            string text = string.Join(' ', row.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
            if (text.Length > 0)
                yield return text;
        }
    }

    private static int Send(string text, TerminalFacts facts, IBufferWriter<byte> output)
    {
        int count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (facts.Encoding == TerminalEncoding.Utf8)
            {
                count += rune.EncodeToUtf8(output.GetSpan(4));
                output.Advance(rune.Utf8SequenceLength);
            }
            else
            {
                output.GetSpan(1)[0] = rune.Value is '\r' or '\n' ? (byte)rune.Value : Appearance.SingleByte(rune.Value, facts);
                output.Advance(1);
                count++;
            }
        }

        return count;
    }
}

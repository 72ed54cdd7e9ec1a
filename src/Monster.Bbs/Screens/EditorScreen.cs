using System.Globalization;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>
/// The full-screen editor: fields such as a subject, and below them the text. Ctrl-X sends, Ctrl-Q quotes; nothing typed is lost
/// by a refusal, by Escape or by a hang-up. In line mode each line is a paragraph and <c>/s</c> sends.
/// </summary>
public sealed class EditorScreen : Screen
{
    private const int Columns = TextScreen.MaxColumns;
    private const int LabelWidth = 10;

    private readonly string _title;
    private readonly string _where;
    private readonly (string Label, TextField Field)[] _fields;
    private readonly string _quoted;
    private readonly Func<Draft, CancellationToken, Task<string>> _send;
    private readonly TextEditor _body;
    private int _focus;
    private bool _isSent;

    /// <summary>An editor.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="title">What is written: "New post on Block Drop".</param>
    /// <param name="where">What a draft is kept for, such as <c>board 3 reply 17</c>.</param>
    /// <param name="fields">The fields above: label, limit, what stands there.</param>
    /// <param name="quoted">The text one answers to; empty for none.</param>
    /// <param name="limit">The most bytes of the text.</param>
    /// <param name="send">Sends it; returns what to say. It throws what <see cref="Visit.Explain"/> can explain.</param>
    public EditorScreen(Visit visit, string title, string where, IReadOnlyList<(string Label, int Limit, string Text)> fields, string quoted, int limit, Func<Draft, CancellationToken, Task<string>> send)
        : base(visit)
    {
        (_title, _where, _quoted, _send) = (title, where, quoted, send);
        _fields = [.. fields.Select(field => (field.Label, new TextField(field.Limit) { Text = field.Text }))];
        _body = new TextEditor(Columns, limit, maxLines: 1_000);
        if (visit.Account != 0 && visit.Services.Drafts.TryTake(visit.Account, where, out var draft))
        {
            for (int i = 0; i < Math.Min(_fields.Length, draft.Fields.Count); i++)
                _fields[i].Field.Text = draft.Fields[i];
            _body.Text = draft.Body;
            Say("This is what you were writing when the line went down.");
        }

        _focus = Array.FindIndex(_fields, field => field.Field.Text.Length == 0);
        _focus = _focus < 0 ? _fields.Length : _focus;
    }

    /// <inheritdoc/>
    protected override string Title => _title;

    /// <inheritdoc/>
    protected override string Help =>
        "Ctrl-X      sends it (F2 as well)\nCtrl-Q      quotes from what you answer to (F3 as well)\nTab         goes to the next field; in the text it makes a space\n" +
        "Ctrl-Y      takes a line away\nArrows, Home, End, Page Up and Page Down move\nEscape      stops writing; asks before anything is lost\n\n" +
        "Lines are broken by themselves; press Enter only for a new paragraph. If the line goes down, what you wrote is here when you come back.\n\n" +
        "In line mode type paragraphs; /s sends, /q quotes all, /d takes the last line away, /l lists what there is, /a stops.";

    /// <inheritdoc/>
    protected override string Corner => string.Create(CultureInfo.InvariantCulture, $"{_body.Bytes:N0} bytes");

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys =>
        [("Ctrl-X", "send"), .. _quoted.Length > 0 ? new[] { ("Ctrl-Q", "quote") } : [], ("Ctrl-Y", "cut line")];

    /// <inheritdoc/>
    protected override string Doing => "Writing";

    /// <inheritdoc/>
    protected override bool IsTyping => true;

    /// <inheritdoc/>
    protected override IEnumerable<string>? Told => _focus < _fields.Length
        ? [$"{_fields[_focus].Label}{(_fields[_focus].Field.Text.Length > 0 ? $" (Enter keeps: {_fields[_focus].Field.Text})" : "")}:"]
        : ["Type your text. /s sends, /q quotes, /d takes the last line away, /l lists, /a stops."];

    private bool IsBlank => _body.IsBlank;

    /// <inheritdoc/>
    public override void Answer(string line, TimeSpan now)
    {
        if (_focus < _fields.Length)
        {
            if (line is "." or "esc" or "?" or "help")
                base.Answer(line, now);
            else
                TakeField(line);
            return;
        }

        switch (line.Trim().ToLowerInvariant())
        {
            case "/s":
                Send();
                break;
            case "/a" or "esc" or ".":
                Press(new KeyPress(KeyCode.Escape), now);
                break;
            case "/q":
                Quote(QuoteScreen.Quoted(_quoted));
                break;
            case "/l":
                Views.Open(new TextScreen(Visit, "What you wrote", _body.Text));
                break;
            case "/d":
                _body.Press(new KeyPress(KeyCode.Character, new System.Text.Rune('y'), KeyModifiers.Control));
                break;
            case "?" or "/?" or "help":
                Press(new KeyPress(KeyCode.F1), now);
                break;
            default:
                _body.Insert(_body.IsBlank && _body.LineCount == 1 ? line : "\n" + line);
                WarnWhenFull();
                break;
        }
    }

    /// <inheritdoc/>
    protected override void Body(CellBuffer screen)
    {
        int x = Math.Max(1, (screen.Width - Columns) / 2);
        int y = Top - 1;
        for (int i = 0; i < _fields.Length; i++, y++)
        {
            screen.Text(x, y, _fields[i].Label, i == _focus ? Ink.White : Ink.Grey);
            _fields[i].Field.Draw(screen, x + LabelWidth, y, Columns - LabelWidth, i == _focus);
        }

        screen.Fill(x, y, Columns, 1, new Cell('─', Ink.Grey));
        _body.Draw(screen, x, y + 1, screen.Height - 3 - y, isFocused: _focus == _fields.Length);
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (key.IsControl('x') || key.Is(KeyCode.F2))
            Send();
        else if ((key.IsControl('q') || key.Is(KeyCode.F3)) && _quoted.Length > 0)
            Views.Open(new QuoteScreen(Visit, _quoted, Quote));
        else if (_focus < _fields.Length)
            return TakeInField(key);
        else if (key is { Code: KeyCode.Tab, Modifiers: KeyModifiers.Shift } && _fields.Length > 0)
            _focus = _fields.Length - 1;
        else if (!_body.Press(key))
            return false;
        WarnWhenFull();
        return true;
    }

    /// <inheritdoc/>
    protected override void Back()
    {
        if (IsBlank)
        {
            _isSent = true;
            Views.Close();
            return;
        }

        Views.Open(new Confirm(Visit, "Stop writing?", "What you wrote would be lost.", "Go on writing", "Throw it away", () =>
        {
            _isSent = true;
            Views.Close();
        }));
    }

    /// <inheritdoc/>
    protected override void Over()
    {
        if (!_isSent && !IsBlank && Visit.Account != 0)
            Visit.Services.Drafts.Keep(Visit.Account, _where, Written());
    }

    private bool TakeInField(KeyPress key)
    {
        if (key.Is(KeyCode.Enter) || key.Is(KeyCode.Tab) || key.Is(KeyCode.Down))
            _focus++;
        else if (key.Is(KeyCode.Up) || key is { Code: KeyCode.Tab, Modifiers: KeyModifiers.Shift })
            _focus = Math.Max(0, _focus - 1);
        else
            return _fields[_focus].Field.Press(key);
        return true;
    }

    private void TakeField(string line)
    {
        if (line.Length > 0)
            _fields[_focus].Field.Text = line;
        _focus++;
    }

    private Draft Written() => new([.. _fields.Select(field => field.Field.Text.Trim())], _body.Text.TrimEnd());

    private void Send()
    {
        if (Array.Find(_fields, field => string.IsNullOrWhiteSpace(field.Field.Text)) is { Label: not null } missing)
        {
            _focus = Array.IndexOf(_fields, missing);
            Say($"{missing.Label} is missing.", isBad: true);
            return;
        }

        if (IsBlank)
        {
            Say("There is no text yet. Escape stops.", isBad: true);
            return;
        }

        var written = Written();
        Work("Sending", stop => _send(written, stop), said =>
        {
            _isSent = true;
            Visit.Say(said);
            Views.Close();
        });
    }

    private void Quote(IReadOnlyList<string> lines)
    {
        _focus = _fields.Length;
        _body.Insert(string.Concat(lines.Select(line => line + "\n")));
        WarnWhenFull();
    }

    private void WarnWhenFull()
    {
        if (_body.WasFull)
            Say("No more fits: a text can be this long. Shorten it, or send the rest in a second one.", isBad: true);
    }
}

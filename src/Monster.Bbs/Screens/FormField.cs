using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>A line of a form: a text, or one of some choices.</summary>
public sealed class FormField
{
    private readonly TextField? _text;
    private int _choice;

    private FormField(string label, string hint, TextField? text, IReadOnlyList<string> choices)
    {
        (Label, Hint, _text, Choices) = (label, hint, text, choices);
    }

    /// <summary>What it is called.</summary>
    public string Label { get; }

    /// <summary>What may stand there, shown while it has the focus.</summary>
    public string Hint { get; }

    /// <summary>The choices; empty for a text.</summary>
    public IReadOnlyList<string> Choices { get; }

    /// <summary>Whether it is a password.</summary>
    public bool IsSecret => _text?.IsSecret ?? false;

    /// <summary>Whether more than a word stands here that can be read: something that was written, not looked up.</summary>
    public bool HasWords => IsText && !IsSecret && Value.Trim().Contains(' ', StringComparison.Ordinal);

    /// <summary>Whether text is typed here.</summary>
    public bool IsText => _text is not null;

    /// <summary>The text, or the choice.</summary>
    public string Value
    {
        get => _text?.Text ?? Choices[_choice];
        set
        {
            if (_text is not null)
                _text.Text = value;
            else
                Choice = Choices.ToList().IndexOf(value);
        }
    }

    /// <summary>The number of the choice, from 0.</summary>
    public int Choice
    {
        get => _choice;
        set => _choice = Math.Clamp(value, 0, Choices.Count - 1);
    }

    /// <summary>A text.</summary>
    public static FormField Text(string label, int limit, string hint = "", bool isSecret = false) =>
        new(label, hint, new TextField(limit, isSecret), []);

    /// <summary>One of some choices.</summary>
    public static FormField OneOf(string label, IReadOnlyList<string> choices, string hint = "") => new(label, hint, null, choices);

    /// <summary>Takes a key.</summary>
    /// <returns>Whether it was one for this field.</returns>
    public bool Press(KeyPress key)
    {
        if (_text is not null)
            return _text.Press(key);
        int step = key.Is(KeyCode.Left) ? -1 : key.Is(KeyCode.Right) || key.Is(' ') ? 1 : 0;
        _choice = (_choice + step + Choices.Count) % Choices.Count;
        return step != 0;
    }

    /// <summary>Draws it.</summary>
    public void Draw(CellBuffer screen, int x, int y, int width, bool focused)
    {
        if (_text is not null)
        {
            _text.Draw(screen, x, y, Math.Min(width, _text.Limit + 1), focused);
            return;
        }

        var (ink, ground) = focused ? (Ink.Black, Ink.Yellow) : (Ink.White, Ink.Black);
        x = screen.Text(x, y, focused ? "◄ " : "  ", Ink.Grey);
        x = screen.Text(x, y, $" {Value} ", ink, ground);
        if (focused)
            screen.Text(x, y, " ►", Ink.Grey);
    }
}

using System.Globalization;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>A form: fields below each other, Enter goes on and at the last one finishes. In line mode it asks one after the other.</summary>
public abstract class FormScreen : Screen
{
    private const int LabelWidth = 22;

    private readonly List<FormField> _fields = [];
    private List<(string Value, int Choice)>? _before;
    private int _focus;

    /// <summary>A form of a visit.</summary>
    protected FormScreen(Visit visit)
        : base(visit)
    {
    }

    /// <inheritdoc/>
    public override bool HidesTyping => Focused.IsSecret;

    /// <inheritdoc/>
    public override string Prompt => $"{Focused.Label}> ";

    /// <summary>What stands above the fields.</summary>
    protected virtual string Intro => "";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys =>
        [("Enter", IsAtLast ? Finish : "next"), .. IsAtLast ? [] : new[] { ("Ctrl-X", Finish) }, .. Focused.IsText ? [] : new[] { ("←→", "choose") }];

    /// <summary>What finishing is called: "log in".</summary>
    protected abstract string Finish { get; }

    /// <inheritdoc/>
    protected override bool IsTyping => Focused.IsText;

    /// <inheritdoc/>
    protected override IEnumerable<string>? Told
    {
        get
        {
            string choices = string.Concat(Focused.Choices.Select((choice, i) => string.Create(CultureInfo.InvariantCulture, $", {i + 1} {choice}")));
            string now = Focused.Value.Length > 0 && !Focused.IsSecret ? $" (Enter keeps: {Focused.Value})" : "";
            string hint = Focused.Hint.Length > 0 ? $" - {Focused.Hint}" : "";
            return [.. Intro.Length > 0 ? [Intro] : Array.Empty<string>(), $"{Focused.Label}{choices}{hint}{now}:"];
        }
    }

    private FormField Focused => _fields[_focus];

    private bool IsAtLast => _focus + 1 == _fields.Count;

    /// <inheritdoc/>
    public override void Answer(string line, TimeSpan now)
    {
        if (LineKeys.Named(line) is { Code: KeyCode.Escape or KeyCode.F1 or KeyCode.Up } named && !(Focused.IsSecret && line.Length > 1))
        {
            Press(named, now);
            return;
        }

        if (!Focused.IsText && line.Length > 0)
        {
            if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1 || number > Focused.Choices.Count)
            {
                Say($"Type a number from 1 to {Focused.Choices.Count}.", isBad: true);
                return;
            }

            Focused.Choice = number - 1;
        }
        else if (line.Length > 0)
        {
            Focused.Value = line;
        }

        Press(new KeyPress(KeyCode.Enter), now);
    }

    /// <summary>Adds a field.</summary>
    protected FormField Add(FormField field)
    {
        _fields.Add(field);
        return field;
    }

    /// <summary>Goes to a field.</summary>
    protected void Focus(FormField field) => _focus = _fields.IndexOf(field);

    /// <summary>The form is filled in: checks it and does what it is for. <see cref="Refuse"/> shows what is wrong.</summary>
    protected abstract void Submit();

    /// <summary>Shows what is wrong and goes to the field.</summary>
    protected void Refuse(FormField field, string why)
    {
        _focus = _fields.IndexOf(field);
        Say(why, isBad: true);
    }

    /// <summary>Whether leaving loses something that was typed or chosen, so that it asks first. Forms of which all is typed again in a second say no.</summary>
    protected virtual bool WouldLose => _before is not null && !_before.SequenceEqual(Filled());

    /// <inheritdoc/>
    protected override void Refresh() => _before ??= Filled();

    /// <inheritdoc/>
    protected override void Back()
    {
        if (WouldLose)
            Views.Open(new Confirm(Visit, "Leave this form?", "What you filled in is not kept.", "Stay", "Leave", () => Views.Close()));
        else
            base.Back();
    }

    private List<(string Value, int Choice)> Filled() => [.. _fields.Select(field => (field.IsText ? field.Value : "", field.Choice))];

    /// <inheritdoc/>
    protected override void Body(CellBuffer screen)
    {
        int x = Math.Max(1, (screen.Width - TextScreen.MaxColumns) / 2);
        int y = Top;
        foreach (string paragraph in Intro.Length > 0 ? Intro.Split('\n') : [])
        {
            foreach (string line in paragraph.Length == 0 ? [""] : TextLines.Wrap(paragraph, TextScreen.MaxColumns))
                screen.Text(x, y++, line);
        }

        y += Intro.Length > 0 ? 1 : 0;
        int gap = (_fields.Count * 2) + y < screen.Height - 4 ? 2 : 1;
        for (int i = 0; i < _fields.Count; i++, y += gap)
        {
            screen.TextIn(x, y, LabelWidth - 1, _fields[i].Label, i == _focus ? Ink.White : Ink.Silver);
            _fields[i].Draw(screen, x + LabelWidth, y, TextScreen.MaxColumns - LabelWidth, i == _focus);
        }

        foreach (string line in TextLines.Wrap(Focused.Hint, TextScreen.MaxColumns))
            screen.Text(x, Math.Min(y++, screen.Height - 3), line, Ink.Grey);
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (key.IsControl('x') || (key.Is(KeyCode.Enter) && IsAtLast))
            Submit();
        else if (key.Is(KeyCode.Enter) || key.Is(KeyCode.Tab) || key.Is(KeyCode.Down))
            _focus = (_focus + 1) % _fields.Count;
        else if (key.Is(KeyCode.Up) || key is { Code: KeyCode.Tab, Modifiers: KeyModifiers.Shift })
            _focus = (_focus + _fields.Count - 1) % _fields.Count;
        else
            return Focused.Press(key);
        return true;
    }
}

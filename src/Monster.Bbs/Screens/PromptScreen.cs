using Monster.Board.Messages;
using Monster.Bbs.People;

namespace Monster.Bbs.Screens;

/// <summary>Asks for one line and does something with it.</summary>
public sealed class PromptScreen : FormScreen
{
    private readonly string _title;
    private readonly string _intro;
    private readonly string _finish;
    private readonly FormField _field;
    private readonly Func<string, CancellationToken, Task<string>> _do;

    /// <summary>A question.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="title">The title line.</param>
    /// <param name="intro">What it is for.</param>
    /// <param name="label">What is asked for.</param>
    /// <param name="limit">The most characters.</param>
    /// <param name="finish">What Enter does.</param>
    /// <param name="then">Does it and returns what to say; it throws what <see cref="Visit.Explain"/> can explain.</param>
    /// <param name="isSecret">Whether it is a password.</param>
    /// <param name="value">What stands there to begin with.</param>
    public PromptScreen(Visit visit, string title, string intro, string label, int limit, string finish, Func<string, CancellationToken, Task<string>> then, bool isSecret = false, string value = "")
        : base(visit)
    {
        (_title, _intro, _finish, _do) = (title, intro, finish, then);
        _field = Add(FormField.Text(label, limit, isSecret: isSecret));
        _field.Value = value;
    }

    /// <inheritdoc/>
    protected override string Title => _title;

    /// <inheritdoc/>
    protected override string Help => _intro + "\n\nEnter finishes, Escape leaves everything as it is.";

    /// <inheritdoc/>
    protected override string Intro => _intro;

    /// <inheritdoc/>
    protected override bool WouldLose => base.WouldLose && _field.HasWords;

    /// <inheritdoc/>
    protected override string Finish => _finish;

    /// <inheritdoc/>
    protected override void Submit()
    {
        string text = _field.IsSecret ? _field.Value : CleanText.Line(_field.Value);
        if (text.Length == 0)
        {
            Refuse(_field, $"{_field.Label} is missing. Escape goes back.");
            return;
        }

        Work("One moment", stop => _do(text, stop), said =>
        {
            Visit.Say(said);
            Views.Close();
        });
    }
}

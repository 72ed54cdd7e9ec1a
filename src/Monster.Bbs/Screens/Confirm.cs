using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>A question before something that cannot be taken back. Escape and N leave everything as it is.</summary>
public sealed class Confirm : Screen
{
    private const int Width = 66;

    private readonly string _question;
    private readonly string[] _text;
    private readonly Action _yes;
    private readonly Menu _menu;
    private readonly string[] _choices;

    /// <summary>A question.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="question">What is asked, one line.</param>
    /// <param name="text">What it would mean.</param>
    /// <param name="no">What leaves things as they are, beginning with N or another letter than <paramref name="yes"/>.</param>
    /// <param name="yes">What does it.</param>
    /// <param name="then">Does it; this question is closed by then.</param>
    public Confirm(Visit visit, string question, string text, string no, string yes, Action then)
        : base(visit)
    {
        (_question, _yes) = (question, then);
        _text = [.. TextLines.Wrap(text, Width - 4)];
        _menu = new Menu((no, no[0]), (yes, yes[0]));
        _choices = [no, yes];
    }

    /// <inheritdoc/>
    protected override string Title => _question;

    /// <inheritdoc/>
    protected override string Help => "Press the marked letter, or choose with the arrows and press Enter. Escape leaves everything as it is.";

    /// <inheritdoc/>
    protected override IEnumerable<string>? Told => [.. _text, .. _choices.Select(choice => $"{char.ToUpperInvariant(choice[0])}: {choice}")];

    /// <inheritdoc/>
    protected override void Body(CellBuffer screen)
    {
        var (x, y) = ScreenParts.Card(screen, Width, _text.Length + _menu.Count + 5);
        screen.Text(x, y, _question, Ink.White);
        for (int i = 0; i < _text.Length; i++)
            screen.Text(x, y + 1 + i, _text[i]);
        _menu.Draw(screen, x, y + 2 + _text.Length, Width - 4);
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        switch (_menu.Press(key))
        {
            case 0:
                Views.Close();
                return true;
            case 1:
                Views.Close();
                _yes();
                return true;
            default:
                return key.Code is KeyCode.Up or KeyCode.Down or KeyCode.Tab;
        }
    }
}

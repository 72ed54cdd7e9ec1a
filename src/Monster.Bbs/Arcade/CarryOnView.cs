using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Bbs.Arcade;

/// <summary>Takes a play that was begun on another connection, by its code.</summary>
public sealed class CarryOnView : View
{
    /// <summary>Codes somebody may try at one go: guessing is of no use.</summary>
    private const int MaxTries = 5;

    private readonly BoardHall _hall;
    private readonly TextField _code = new(16);
    private string _notice = "";
    private int _tries;
    private bool _busy;

    /// <summary>Asks for a code.</summary>
    public CarryOnView(BoardHall hall) => _hall = hall;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines =>
        ["Carry on a play: type its code.", .. _notice.Length > 0 ? [_notice] : Array.Empty<string>(), "Esc: back."];

    /// <inheritdoc/>
    public override void Answer(string line, TimeSpan now)
    {
        if (LineKeys.Named(line) is { } named)
        {
            Press(named, now);
            return;
        }

        _code.Text = line;
        Press(new KeyPress(KeyCode.Enter), now);
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        if (key.Is(KeyCode.Escape))
            Views.Close();
        else if (key.Is(KeyCode.Enter) && !_busy && _code.Text.Length > 0)
            Take();
        else if (!_busy)
            _ = _code.Press(key);
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, "Carry on a play", "");
        int y = (screen.Height / 2) - 3;
        screen.TextCentered(0, y, screen.Width, "Type the code that the other connection shows:");
        screen.TextCentered(0, y + 1, screen.Width, "there, Escape and C give one. It works once, for ten minutes.", Ink.Grey);
        _code.Draw(screen, (screen.Width - 16) / 2, y + 3, 16, focused: !_busy);
        screen.TextCentered(0, y + 5, screen.Width, _notice, Ink.Yellow);
        ScreenParts.Keys(screen, ("Enter", "go on there"), ("Escape", "back"));
    }

    private void Take()
    {
        if (++_tries > MaxTries)
        {
            _notice = "That is enough guessing. Get a new code, and come back here.";
            return;
        }

        (_busy, _notice) = (true, "");
        _ = TakeAsync(_code.Text);
    }

    private async Task TakeAsync(string code)
    {
        try
        {
            var play = await _hall.TakeAsync(code);
            Views.Post(() =>
            {
                if (Views.Top == this)
                    Views.Replace(new PlayView(_hall, play, _hall.Arcade.Time));
                else
                    play.Dispose(); // nobody waits any more; it is saved as it was
            });
        }
        catch (ArcadeException e)
        {
            Views.Post(() => (_busy, _notice) = (false, e.Message));
        }
    }
}

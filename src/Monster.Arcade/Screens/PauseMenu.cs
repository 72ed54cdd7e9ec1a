using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>The card over a paused play. Escape goes on, as it does everywhere: it goes back to where one was.</summary>
internal sealed class PauseMenu
{
    private const int Width = 34;

    private Menu _menu = Fresh();
    private string _title = "Paused";

    /// <summary>Opens it with the first choice selected.</summary>
    public void Open()
    {
        _menu = Fresh();
        _title = "Paused";
    }

    /// <summary>Opens it over a play that was saved for later.</summary>
    public void Welcome()
    {
        _menu = Fresh();
        _title = "Welcome back";
    }

    /// <summary>Takes a key.</summary>
    public PauseChoice Press(KeyPress key) =>
        key.Is(KeyCode.Escape) ? PauseChoice.GoOn :
        key.Is(KeyCode.F1) ? PauseChoice.Help :
        (PauseChoice)_menu.Press(key);

    /// <summary>Draws the card.</summary>
    public void Draw(CellBuffer screen, string game)
    {
        var (x, y) = ScreenParts.Card(screen, Width, _menu.Count + 4);
        screen.Text(x, y, _title, Ink.White);
        screen.TextRight(x + Width - 4, y, game, Ink.Grey);
        _menu.Draw(screen, x, y + 2, Width - 4);
    }

    private static Menu Fresh() => new(("Go on", 'g'), ("Help", 'h'), ("Again from the start", 'a'), ("Save and leave", 's'), ("Leave, give up this play", 'l'));
}

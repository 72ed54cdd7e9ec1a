using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>The card over a paused play. Escape goes on, as it does everywhere: it goes back to where one was.</summary>
internal sealed class PauseMenu
{
    private const int Width = 34;

    private (PauseChoice Choice, string Text, char Letter)[] _choices = [];
    private Menu _menu = new();
    private string _title = "";

    /// <summary>Opens it with the first choice selected.</summary>
    /// <param name="canTalk">Whether somebody is there to talk to.</param>
    /// <param name="canMove">Whether the play can go on from another connection.</param>
    public void Open(bool canTalk = false, bool canMove = false) => Fill("Paused", canTalk, canMove);

    /// <summary>Opens it over a play that was saved for later.</summary>
    public void Welcome() => Fill("Welcome back", canTalk: false, canMove: false);

    /// <summary>Takes a key.</summary>
    public PauseChoice Press(KeyPress key) =>
        key.Is(KeyCode.Escape) ? PauseChoice.GoOn :
        key.Is(KeyCode.F1) ? PauseChoice.Help :
        _menu.Press(key) is >= 0 and var choice ? _choices[choice].Choice : PauseChoice.None;

    /// <summary>Draws the card.</summary>
    public void Draw(CellBuffer screen, string game)
    {
        var (x, y) = ScreenParts.Card(screen, Width, _menu.Count + 4);
        screen.Text(x, y, _title, Ink.White);
        screen.TextRight(x + Width - 4, y, game, Ink.Grey);
        _menu.Draw(screen, x, y + 2, Width - 4);
    }

    private void Fill(string title, bool canTalk, bool canMove)
    {
        _title = title;
        _choices =
        [
            (PauseChoice.GoOn, "Go on", 'g'),
            (PauseChoice.Help, "Help", 'h'),
            .. canTalk ? [(PauseChoice.Talk, "Talk to those who watch", 't')] : Array.Empty<(PauseChoice, string, char)>(),
            (PauseChoice.Again, "Again from the start", 'a'),
            .. canMove ? [(PauseChoice.Move, "Carry on elsewhere", 'c')] : Array.Empty<(PauseChoice, string, char)>(),
            (PauseChoice.SaveAndLeave, "Save and leave", 's'),
            (PauseChoice.Leave, "Leave, give up this play", 'l'),
        ];
        _menu = new Menu([.. _choices.Select(choice => (choice.Text, choice.Letter))]);
    }
}

using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>One line being said to those who share a play.</summary>
internal sealed class TalkInput
{
    private readonly TextField _field = new(LivePlay.MaxTalkLength);

    /// <summary>Whether somebody is typing.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Begins an empty line.</summary>
    public void Open()
    {
        _field.Text = "";
        IsOpen = true;
    }

    /// <summary>Takes a key.</summary>
    /// <returns>The line, when Enter ended it; null otherwise. Escape drops it.</returns>
    public string? Press(KeyPress key)
    {
        if (key.Is(KeyCode.Enter) || key.Is(KeyCode.Escape))
        {
            IsOpen = false;
            return key.Is(KeyCode.Enter) ? _field.Text : null;
        }

        _ = _field.Press(key);
        return null;
    }

    /// <summary>Draws the line in a row.</summary>
    public void Draw(CellBuffer screen, int x, int y, int width)
    {
        screen.Fill(x, y, width, 1, Cell.Blank);
        int at = screen.Text(x, y, "Say ", Ink.Grey);
        _field.Draw(screen, at, y, x + width - at, focused: true);
    }
}

using System.Text;
using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>One line of text being typed.</summary>
internal sealed class TalkInput
{
    private readonly StringBuilder _text = new();

    /// <summary>Whether somebody is typing.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Begins an empty line.</summary>
    public void Open()
    {
        _text.Clear();
        IsOpen = true;
    }

    /// <summary>Takes a key.</summary>
    /// <returns>The line, when Enter ended it; null otherwise. Escape drops it.</returns>
    public string? Press(KeyPress key)
    {
        if (key.Is(KeyCode.Enter) || key.Is(KeyCode.Escape))
        {
            IsOpen = false;
            return key.Is(KeyCode.Enter) ? _text.ToString() : null;
        }

        if (key.Is(KeyCode.Backspace) && _text.Length > 0)
            _text.Length -= _text.Length > 1 && char.IsLowSurrogate(_text[^1]) ? 2 : 1;
        else if (key.IsText && _text.Length < LivePlay.MaxTalkLength)
            _text.Append(key.Rune.ToString());
        return null;
    }

    /// <summary>Draws the line with its cursor; of a long one, the end.</summary>
    public void Draw(CellBuffer screen, int x, int y, int width)
    {
        screen.Fill(x, y, width, 1, Cell.Blank);
        int at = screen.Text(x, y, "Say: ", Ink.Grey);
        string text = _text.ToString();
        while (DisplayWidth.Of(text) > x + width - at - 1)
            text = text[(char.IsHighSurrogate(text[0]) ? 2 : 1)..];
        screen.Text(screen.Text(at, y, text, Ink.White), y, "▌", Ink.White);
    }
}

namespace Monster.Terminal;

/// <summary>The words that stand for keys when whole lines are typed.</summary>
public static class LineKeys
{
    /// <summary>The key a line stands for; null when it is text.</summary>
    public static KeyPress? Named(string line) => line.Trim().ToLowerInvariant() switch
    {
        "" => new KeyPress(KeyCode.Enter),
        "." or "esc" or "back" => new KeyPress(KeyCode.Escape),
        "?" or "help" => new KeyPress(KeyCode.F1),
        "up" => new KeyPress(KeyCode.Up),
        "down" => new KeyPress(KeyCode.Down),
        "left" => new KeyPress(KeyCode.Left),
        "right" => new KeyPress(KeyCode.Right),
        "tab" => new KeyPress(KeyCode.Tab),
        "pgup" => new KeyPress(KeyCode.PageUp),
        "pgdn" => new KeyPress(KeyCode.PageDown),
        var word when word.Length is 2 or 3 && word[0] == 'f' && int.TryParse(word.AsSpan(1), out int number) && number is >= 1 and <= 12 =>
            new KeyPress(KeyCode.F1 + number - 1),
        _ => null,
    };
}

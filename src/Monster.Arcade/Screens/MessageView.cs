using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>Something that could not be done: what, why, and what to do. Any key goes back.</summary>
public sealed class MessageView(string title, string message) : View
{
    private const int Width = 70;

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, title, "");
        string[] lines = [.. TextLines.Wrap(message, Width)];
        int y = (screen.Height - lines.Length) / 2;
        foreach (string line in lines)
            screen.Text((screen.Width - Width) / 2, y++, line);
        ScreenParts.Keys(screen, ("Any key", "back"));
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now) => Views.Close();
}

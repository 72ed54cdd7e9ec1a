using Monster.Bbs.Sessions;
using Monster.Terminal;

namespace Monster.Server.Tests;

/// <summary>Shows what was typed and how large the screen is; x breaks, q leaves, anything else fills the screen anew.</summary>
public sealed class EchoView(Caller caller) : View
{
    private string _typed = "";

    public override void Draw(CellBuffer screen)
    {
        screen.Text(0, 2, $"Typed [{_typed}] on {screen.Width}x{screen.Height}, node {caller.Node}, \u00E9");
        for (int y = 4; y < screen.Height && _typed.Length > 0; y++)
            screen.Text(0, y, new string((char)('A' + ((_typed.Length + y) % 26)), screen.Width - 1), (Ink)(1 + ((_typed.Length + y) % 15)));
    }

    public override void Press(KeyPress key, TimeSpan now)
    {
        if (key.Is('x'))
            throw new InvalidOperationException("broken on purpose");
        if (key.Is('q'))
            Views.Close();
        else if (key.IsText)
            _typed = (_typed + key.Rune)[^Math.Min(_typed.Length + 1, 40)..];
    }
}

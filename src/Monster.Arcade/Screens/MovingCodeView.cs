using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>Shows the code with which a play goes on from another connection, and waits.</summary>
internal sealed class MovingCodeView : View
{
    private readonly string _game;
    private readonly MovingCode _code;
    private readonly TimeProvider _time;
    private readonly Action _stay;

    /// <param name="game">The game's name.</param>
    /// <param name="code">The code.</param>
    /// <param name="time">The clock the code's life is counted by.</param>
    /// <param name="stay">Called when the player wants to go on here after all.</param>
    public MovingCodeView(string game, MovingCode code, TimeProvider time, Action stay) => (_game, _code, _time, _stay) = (game, code, time, stay);

    private TimeSpan Left => _code.Until - _time.GetUtcNow();

    private TimeSpan? _wake;

    public override TimeSpan? WakeAt => _wake;

    public override void Shown(TimeSpan now) => Wake(now);

    public override void Wake(TimeSpan now) => _wake = Left > TimeSpan.Zero ? now + TimeSpan.FromSeconds(1) : null;

    public override void Press(KeyPress key, TimeSpan now)
    {
        if (!key.Is(KeyCode.Escape) && !key.Is(KeyCode.Enter))
            return;
        Views.Close();
        _stay();
    }

    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, "Carry on elsewhere", _game);
        int y = (screen.Height / 2) - 4;
        screen.TextCentered(0, y, screen.Width, _code.Text, Ink.Yellow);
        string[] lines = Left > TimeSpan.Zero
            ?
            [
                "Connect from where you want to play on, choose Carry on a play",
                "(F6 in the arcade) and type this code: it goes on as it is here.",
                "",
                $"It works once, for {ScreenParts.Duration(Left)} more. You may hang up here.",
            ]
            : ["This code has run out. The play is still here, and saved."];
        for (int i = 0; i < lines.Length; i++)
            screen.TextCentered(0, y + 3 + i, screen.Width, lines[i]);
        ScreenParts.Keys(screen, ("Escape", "stay here; the code is void then"));
    }
}

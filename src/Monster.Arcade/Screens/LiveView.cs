using Monster.Cartridge;
using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>
/// Somebody else's play, watched while it goes on: the whole picture at once, then every change. The watcher looks as often as the game
/// ticks; the player's session knows only that somebody looks. Enter says something to the player.
/// </summary>
public sealed class LiveView : View
{
    private const int TalkRows = 4;

    /// <summary>How often a game that ticks on keys is looked at.</summary>
    private static readonly TimeSpan TurnLook = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan TalkPause = TimeSpan.FromSeconds(1);

    private readonly LiveWatch _watch;
    private readonly string? _name;
    private readonly TalkInput _talk = new();
    private readonly TimeSpan _look;
    private LiveFrame? _frame;
    private TimeSpan _next;
    private TimeSpan _mayTalk;
    private string _notice = "";

    /// <summary>Watches a play.</summary>
    /// <param name="play">The play.</param>
    /// <param name="name">What the watcher is called when he says something; null when he may not.</param>
    /// <exception cref="ArcadeException">Too many watch it.</exception>
    public LiveView(LivePlay play, string? name)
    {
        _watch = play.Watch() ?? throw new ArcadeException($"{LivePlay.MaxWatchers} are watching {play.Player} already. Try again in a while.");
        _name = name;
        _look = play.Cartridge.Manifest.TicksPerSecond is > 0 and var rate ? TimeSpan.FromSeconds(1) / rate : TurnLook;
    }

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _next;

    private LivePlay Play => _watch.Play;

    /// <inheritdoc/>
    public override void Shown(TimeSpan now) => Wake(now);

    /// <inheritdoc/>
    public override void Wake(TimeSpan now)
    {
        _frame = _watch.Latest ?? _frame;
        _next = now + _look;
    }

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        _notice = "";
        if (_talk.IsOpen)
            Say(_talk.Press(key), now);
        else if (key.Is(KeyCode.Escape))
            Views.Close();
        else if (key.Is(KeyCode.F1))
            Views.Open(HelpView.OfGame(Play.Cartridge.Manifest));
        else if (key.Is(KeyCode.Enter) && _name is not null)
            _talk.Open();
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        var picture = _frame?.Picture;
        var (x, y) = GamePane.Draw(screen, picture ?? new Picture());
        if (picture is null)
            screen.TextCentered(x, y + (Abi.Height / 2), Abi.Width, Play.Phase == LivePhase.Left ? "The play has ended." : "");
        else if (Play.Phase != LivePhase.Running)
            screen.Dim(x, y, Abi.Width, Abi.Height);
        if (_talk.IsOpen || screen.Height <= y + Abi.Height + 1 + TalkRows)
            TalkPanel.Draw(screen, Play, x, y + Abi.Height - 2, Abi.Width, _talk.IsOpen ? TalkRows : 1);
        else
            TalkPanel.Draw(screen, Play, x, y + Abi.Height + 1 + TalkRows, Abi.Width, TalkRows);
        DrawStatus(screen, x, y + Abi.Height - 1);
    }

    /// <inheritdoc/>
    protected override void Closed() => _watch.Dispose();

    private void Say(string? line, TimeSpan now)
    {
        if (line is null)
            return;
        if (now < _mayTalk)
            _notice = "One line a second, please.";
        else if (Play.Say(_name!, line))
            _mayTalk = now + TalkPause;
    }

    private void DrawStatus(CellBuffer screen, int x, int y)
    {
        if (_talk.IsOpen)
        {
            _talk.Draw(screen, x, y, Abi.Width - 1);
            return;
        }

        screen.Fill(x, y, Abi.Width, 1, Cell.Blank);
        if (_notice.Length > 0)
        {
            screen.TextIn(x + 1, y, Abi.Width - 2, _notice, Ink.Yellow);
            return;
        }

        string phase = Play.Phase switch
        {
            LivePhase.Running => "● live",
            LivePhase.Paused => "║ paused",
            LivePhase.Over => "■ over",
            _ => "■ left",
        };
        int at = screen.Text(x + 1, y, phase, Ink.White) + 1;
        at = screen.TextIn(at, y, 24, Play.Player, Ink.Magenta) + 2;
        at = screen.Text(at, y, TalkPanel.Watching(Play.Watchers), Ink.Grey) + 2;
        if (_name is null)
            ScreenParts.Keys(screen, at, y, x + Abi.Width - at - 1, ("Escape", "back"));
        else
            ScreenParts.Keys(screen, at, y, x + Abi.Width - at - 1, ("Enter", "say something"), ("Escape", "back"));
    }
}

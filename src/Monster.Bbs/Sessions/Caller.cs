using Monster.Terminal;

namespace Monster.Bbs.Sessions;

/// <summary>
/// Somebody connected, from the first byte to the last, whatever carries them. What others may see (name, what is being done) is safe
/// to read from any thread.
/// </summary>
public sealed class Caller
{
    private volatile Login? _login;
    private volatile string _doing = "Connecting";
    private volatile string _farewell = "";
    private volatile int _node;

    /// <summary>A caller at a terminal.</summary>
    public Caller(TerminalSession terminal, CallerOrigin origin)
    {
        Terminal = terminal;
        Origin = origin;
        Since = terminal.Time.GetUtcNow();
        Inbox = new Inbox(terminal.Wake);
    }

    /// <summary>The terminal.</summary>
    public TerminalSession Terminal { get; }

    /// <summary>Where the call comes from.</summary>
    public CallerOrigin Origin { get; }

    /// <summary>When it came.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>The node, counted from 1; 0 as long as there is none (see <see cref="Nodes"/>).</summary>
    public int Node
    {
        get => _node;
        internal set => _node = value;
    }

    /// <summary>Whether the caller was given a node, now or before.</summary>
    public bool WasAdmitted => _node != 0;

    /// <summary>Whether screens were shown, so that the terminal has to be left tidy.</summary>
    public bool HasScreen { get; set; }

    /// <summary>Who it is; null until logged in.</summary>
    public Login? Login
    {
        get => _login;
        set
        {
            _login = value;
            LoginChanged?.Invoke();
        }
    }

    /// <summary>After <see cref="Login"/> was set, on the thread that did.</summary>
    public event Action? LoginChanged;

    /// <summary>What others see this caller do: "Reading Shard 12", "Playing Block Drop".</summary>
    public string Doing
    {
        get => _doing;
        set => _doing = value;
    }

    /// <summary>What is on the caller's screen, for a sysop who watches.</summary>
    public ScreenMirror Mirror { get; } = new();

    /// <summary>What others have to say.</summary>
    public Inbox Inbox { get; }

    /// <summary>The last words, shown by the transport once the screens are gone; empty for none.</summary>
    public string Farewell
    {
        get => _farewell;
        set => _farewell = value;
    }

    /// <summary>How long nothing was typed.</summary>
    public TimeSpan Idle => Terminal.Idle;

    /// <summary>Ends the session: the screens save what they hold, then the line is put down.</summary>
    /// <param name="farewell">The last words.</param>
    public void Dismiss(string farewell)
    {
        Farewell = farewell;
        Terminal.HangUp();
    }
}

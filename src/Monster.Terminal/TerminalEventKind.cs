namespace Monster.Terminal;

/// <summary>What happened at a terminal.</summary>
public enum TerminalEventKind
{
    /// <summary>A key was pressed.</summary>
    Key,

    /// <summary>The facts changed: another size, or a probe has answered.</summary>
    Changed,

    /// <summary>The terminal is going away for a while (job control); nothing may be written until it is back.</summary>
    Suspended,

    /// <summary>The terminal is back and shows something else now.</summary>
    Resumed,

    /// <summary>The person or the line is gone. The last event: what is worth keeping must be saved now.</summary>
    HungUp,
}

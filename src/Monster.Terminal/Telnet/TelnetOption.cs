namespace Monster.Terminal.Telnet;

/// <summary>The telnet options used here, by their numbers (IANA, "Telnet Options").</summary>
public enum TelnetOption : byte
{
    /// <summary>All 256 values of a byte are data, and a carriage return is nothing special (RFC 856).</summary>
    Binary = 0,

    /// <summary>Who shows what is typed (RFC 857).</summary>
    Echo = 1,

    /// <summary>No Go Ahead between turns: characters go as they are typed (RFC 858).</summary>
    SuppressGoAhead = 3,

    /// <summary>The name of the terminal (RFC 1091).</summary>
    TerminalType = 24,

    /// <summary>The size of the window (RFC 1073).</summary>
    WindowSize = 31,

    /// <summary>Environment variables (RFC 1572).</summary>
    NewEnvironment = 39,
}

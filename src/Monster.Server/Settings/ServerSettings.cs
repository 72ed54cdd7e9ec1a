using System.Net;

namespace Monster.Server;

/// <summary>How a board is run. Every property is a row of <see cref="SettingsTable"/>, which has the defaults' reasons and limits.</summary>
public sealed record ServerSettings
{
    /// <summary>The board's name.</summary>
    public string Name { get; init; } = "Monster Arcade";

    /// <summary>Where telnet is answered; null for nowhere.</summary>
    public IPEndPoint? Telnet { get; init; } = new(IPAddress.Loopback, 2323);

    /// <summary>Where browsers are answered; null for nowhere.</summary>
    public IPEndPoint? Web { get; init; } = new(IPAddress.Loopback, 8071);

    /// <summary>The certificate with which browsers are answered by HTTPS: a PEM file; empty for plain HTTP.</summary>
    public string WebCertificate { get; init; } = "";

    /// <summary>The certificate's key: a PEM file; empty when it is in the same file.</summary>
    public string WebKey { get; init; } = "";

    /// <summary>Where browsers who come by plain HTTP are sent on to HTTPS; null for nowhere.</summary>
    public IPEndPoint? WebPlain { get; init; }

    /// <summary>Names by which browsers may reach the board, <c>*.</c> before one for all below it; <c>*</c> alone for any.</summary>
    public IReadOnlyList<string> WebHosts { get; init; } = [];

    /// <summary>The most callers at a time.</summary>
    public int Nodes { get; init; } = 1_500;

    /// <summary>Where other boards send callers by rlogin; null for nowhere.</summary>
    public IPEndPoint? Rlogin { get; init; }

    /// <summary>The boards that may.</summary>
    public IReadOnlyList<OtherBoard> RloginBoards { get; init; } = [];

    /// <summary>The boards whose callers play ranked in the door that is there.</summary>
    public IReadOnlyList<OtherBoard> DoorBoards { get; init; } = [];

    /// <summary>The Unix socket over which sshd's processes bring callers; null for none.</summary>
    public string? Calls { get; init; }

    /// <summary>The Unix user whose processes may bring callers.</summary>
    public string SshUser { get; init; } = "bbs";

    /// <summary>Whether callers by ssh may come in whose key is on no account, or who have none.</summary>
    public bool SshGuests { get; init; } = true;

    /// <summary>Whether doors that are native programs are run, in bubblewrap.</summary>
    public bool NativeDoors { get; init; }

    /// <summary>The most calls at a time from one address.</summary>
    public int CallsPerAddress { get; init; } = 10;

    /// <summary>The most calls at a time from one subnet (a /24 of IPv4, a /56 of IPv6).</summary>
    public int CallsPerSubnet { get; init; } = 100;

    /// <summary>The most calls at a time from one other board.</summary>
    public int CallsPerBoard { get; init; } = 50;

    /// <summary>The most new calls a minute from one address, after a burst of as many.</summary>
    public int CallsPerMinute { get; init; } = 30;

    /// <summary>Whether calls from this machine itself are limited too.</summary>
    public bool LimitLoopback { get; init; }

    /// <summary>How long a caller may type nothing.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How long a caller may take to log in.</summary>
    public TimeSpan LoginTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a terminal has to say what it is.</summary>
    public TimeSpan ProbeTime { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long callers have after they were told that the board closes.</summary>
    public TimeSpan ClosingNotice { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether metrics are shown to others than this machine.</summary>
    public bool PublicMetrics { get; init; }

    /// <summary>Whether a reverse proxy on this machine tells where web callers come from (X-Forwarded-For).</summary>
    public bool BehindProxy { get; init; }

    /// <summary>The least severe messages that are logged.</summary>
    public string LogLevel { get; init; } = "information";

    /// <summary>How the log is written to standard error: for programs or for people.</summary>
    public string LogFormat { get; init; } = "json";
}

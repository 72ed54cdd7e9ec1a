namespace Monster.Cli;

/// <summary>What the three commands about ssh agree on.</summary>
/// <param name="User">The Unix user that callers log in as.</param>
/// <param name="Socket">The board's socket for calls.</param>
/// <param name="Bridge">Where the bridge is installed.</param>
/// <param name="IsKeyless">Whether callers without any key may come in.</param>
internal sealed record SshSetup(string User, string Socket, string Bridge, bool IsKeyless)
{
    public const string DefaultSocket = "/run/monster/calls.sock";

    public const string DefaultBridge = "/usr/local/libexec/monster-bridge";

    /// <summary>sshd's settings for that user, in the order they are written.</summary>
    public IReadOnlyList<SshdLine> Lines =>
    [
        new("ForceCommand", $"{Bridge} call --socket {Socket}", "Whatever a caller asks for, this runs instead: it carries the terminal to the board."),
        new("ExposeAuthInfo", "yes", "Tells the bridge which key sshd has checked; the board knows whose it is."),
        new("AuthorizedKeysCommand", $"{Bridge} keys --socket {Socket} %U %t %k", "Asks the board whether a key may come in. A board that is down never says no: the caller is told."),
        new("AuthorizedKeysCommandUser", User, "It needs no rights but to reach the board's socket."),
        new("AuthorizedKeysFile", "none", "Keys are on accounts of the board, not in files here."),
        new("TrustedUserCAKeys", "none", "Nobody vouches for keys but the board."),
        new("HostbasedAuthentication", "no", "Nor does another machine."),
        .. IsKeyless ?
        [
            new SshdLine("AuthenticationMethods", "any", "A key, or nothing at all: who has no key logs in on the board's own screen."),
            new SshdLine("PasswordAuthentication", "yes", "Needed for the next line; the user's password is empty."),
            new SshdLine("PermitEmptyPasswords", "yes", "Lets callers in without a question. What they reach is the board's log-in screen."),
        ] : new[]
        {
            new SshdLine("AuthenticationMethods", "publickey", "A key, any key: one the board does not know leads to its log-in screen, if ssh-guests allows."),
            new SshdLine("PasswordAuthentication", "no", "This user has no password."),
            new SshdLine("PermitEmptyPasswords", "no", "And an empty one would not do."),
        },
        new("KbdInteractiveAuthentication", "no", "No other questions either."),
        new("PermitTTY", "yes", "A board needs a terminal."),
        new("DisableForwarding", "yes", "No forwarding of ports, sockets, agents or X11."),
        new("PermitTunnel", "no", "No network devices."),
        new("PermitUserRC", "no", "No file of the user is run."),
        new("AcceptEnv", "none", "No variable of the caller's is taken."),
        new("Banner", "none", "The board greets by itself."),
        new("MaxSessions", "1", "One connection is one call, so that the board's limits count."),
        new("ClientAliveInterval", "30", "A caller who vanished is noticed: what he was doing is kept,"),
        new("ClientAliveCountMax", "4", "and the node is free for others."),
    ];

    /// <summary>The file for sshd_config.d.</summary>
    public string ToText()
    {
        var text = new System.Text.StringBuilder($"{FirstLine}\n# 'monster ssh check' says whether all is as it should be. Callers: ssh {User}@THIS-MACHINE\nMatch User {User}\n");
        foreach (var line in Lines)
            text.Append("    # ").Append(line.Why).Append("\n    ").Append(line.Keyword).Append(' ').Append(line.Value).Append('\n');
        return text.Append("Match all\n").ToString();
    }

    /// <summary>How a file begins that this program wrote, and may write again.</summary>
    public static string FirstLine => "# Callers of a Monster Arcade board by ssh. Written by 'monster ssh install'.";
}

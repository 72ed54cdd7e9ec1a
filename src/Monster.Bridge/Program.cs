using System.Text;

namespace Monster.Bridge;

/// <summary>
/// Stands between OpenSSH's server and a board: sshd starts it for every call and for every key that is offered. It starts in
/// milliseconds, runs nothing else, and has no rights but to reach the board's socket.
/// </summary>
internal static class Program
{
    private const int Failed = 1;
    private const int BadArguments = 2;

    private static int Main(string[] arguments)
    {
        var order = Order.Read(arguments);
        switch (order.Kind)
        {
            case OrderKind.Keys:
                return KeyQuestion.Answer(order);
            case OrderKind.Ping or OrderKind.Ask:
                return KeyQuestion.Tell(order);
            case OrderKind.Wrong:
                Say("monster-bridge is started by sshd: 'call [--socket PATH]' as ForceCommand, 'keys [--socket PATH] %U %t %k' as AuthorizedKeysCommand. See 'monster ssh print'.");
                return BadArguments;
        }

        if (order.Kind == OrderKind.Refuse || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SSH_ORIGINAL_COMMAND")))
            return Say("This is a bulletin board: there is no shell, no sftp and no scp here, and no command is run. Call it with ssh alone.");
        if (Posix.IsTerminal(0) == 0 || Posix.IsTerminal(1) == 0)
            return Say("This is a bulletin board: it needs a terminal. Call it with: ssh -t");
        using var call = new TerminalCall();
        return call.Run(order.Socket, Environment.GetEnvironmentVariable);
    }

    /// <summary>Says something to the caller.</summary>
    /// <returns>The exit code of a call that did not come about.</returns>
    public static int Say(string text)
    {
        Posix.Write(2, Encoding.UTF8.GetBytes(text + "\r\n"));
        return Failed;
    }
}

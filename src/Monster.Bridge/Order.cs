using System.Globalization;

namespace Monster.Bridge;

/// <summary>What this program was started for.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Socket">The board's socket for calls.</param>
internal sealed record Order(OrderKind Kind, string Socket)
{
    /// <summary>Where the socket is when nothing else is said: systemd's unit of <c>monster systemd</c> has it there.</summary>
    public const string DefaultSocket = "/run/monster/calls.sock";

    /// <summary>In <see cref="OrderKind.Keys"/>: the number of the Unix user that somebody wants to log in as.</summary>
    public uint User { get; init; }

    /// <summary>In <see cref="OrderKind.Keys"/> and <see cref="OrderKind.Ask"/>: the key, type and base64.</summary>
    public string Key { get; init; } = "";

    /// <summary>
    /// Reads the arguments: <c>call</c>, <c>keys UID TYPE BASE64</c>, <c>ping</c>, <c>ask TYPE BASE64</c>, each with <c>--socket PATH</c> after the first word, or what sshd gives a login shell: nothing, or
    /// <c>-c</c> and the text of ForceCommand. This program as the login shell means that the account has no other shell, whatever
    /// becomes of sshd's configuration; so a text that is not ForceCommand's is not run but refused.
    /// </summary>
    public static Order Read(string[] arguments)
    {
        var wrong = new Order(OrderKind.Wrong, DefaultSocket);
        if (arguments is [])
            return new Order(OrderKind.Call, DefaultSocket);
        if (arguments is ["-c", var text])
        {
            return text.Split(' ') is [var program, "call", .. var rest] && Path.GetFileName(program) == "monster-bridge" && Read(["call", .. rest]) is { Kind: OrderKind.Call } call
                ? call : new Order(OrderKind.Refuse, DefaultSocket);
        }

        string socket = DefaultSocket;
        string[] words = arguments[1..];
        if (words is ["--socket", var path, .. var others])
            (socket, words) = (path, others);
        if (!Path.IsPathRooted(socket))
            return wrong;
        return (arguments[0], words) switch
        {
            ("call", []) => new Order(OrderKind.Call, socket),
            ("ping", []) => new Order(OrderKind.Ping, socket),
            ("ask", [var type, var base64]) when IsPlain(type) && IsPlain(base64) => new Order(OrderKind.Ask, socket) { Key = $"{type} {base64}" },
            ("keys", [var user, var type, var base64]) when uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && IsPlain(type) && IsPlain(base64) =>
                new Order(OrderKind.Keys, socket) { User = number, Key = $"{type} {base64}" },
            _ => wrong,
        };
    }

    /// <summary>What comes back to sshd must not be able to say anything else than a key.</summary>
    private static bool IsPlain(string text) => text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=' or '-' or '.' or '@');
}

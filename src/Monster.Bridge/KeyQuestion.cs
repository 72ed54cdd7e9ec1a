using System.Text;
using Monster.Terminal.Calls;

namespace Monster.Bridge;

/// <summary>
/// sshd's AuthorizedKeysCommand. Which key opens which account is decided by the board when the call comes in, by the key that sshd has
/// checked by then; here it is only said whether there is any use in going on. So a board that does not answer is no reason to
/// say no: the caller would read "Permission denied" and look for a fault in the key. Let in, he reads that the board is not open.
/// </summary>
internal static class KeyQuestion
{
    /// <summary>Milliseconds that the board has. sshd has its own clock (LoginGraceTime), and so has the caller.</summary>
    private const int Patience = 2_000;

    /// <summary>Whatever happens, this process does not outlive it.</summary>
    private const uint LastResort = 8;

    /// <summary>Says what the board says, for a person.</summary>
    public static int Tell(Order order)
    {
        var header = order.Kind == OrderKind.Ping ? new CallHeader(CallRequest.Ping) : new CallHeader(CallRequest.Key) { Key = order.Key };
        if (BoardLine.Ask(order.Socket, header, Patience) is not { } answer)
            return Program.Say("The board does not answer.");
        Posix.Write(1, Encoding.ASCII.GetBytes(answer + "\n"));
        return 0;
    }

    /// <summary>Answers for one key.</summary>
    public static int Answer(Order order)
    {
        // sshd runs this as the board's user; nobody else's keys are its business.
        if (order.User != Posix.EffectiveUser())
            return 0;
        _ = Posix.Alarm(LastResort);
        string? answer = BoardLine.Ask(order.Socket, new CallHeader(CallRequest.Key) { Key = order.Key }, Patience);
        if (answer is null or CallAnswer.Known or CallAnswer.Unknown or CallAnswer.Stranger)
            Posix.Write(1, Encoding.ASCII.GetBytes($"restrict,pty {order.Key}\n"));
        return 0;
    }
}

using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Terminal;
using Monster.Terminal.Rlogin;

namespace Monster.Server;

/// <summary>
/// What is done with a connection to the rlogin port: only boards named in <c>rlogin-boards</c> may send callers. Nothing is sent and
/// little is kept before the handshake is whole, and it has to be within seconds.
/// </summary>
internal sealed class RloginConnectionHandler(Switchboard board, OpenLines lines, ServerMetrics metrics, ServerSettings settings, TimeProvider time) : ConnectionHandler
{
    /// <summary>Connections at a time that have not said who they are.</summary>
    public const int MaxWaiting = 200;

    /// <summary>How long the handshake may take.</summary>
    public static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(10);

    private static readonly byte[] Yes = [0];
    private static readonly byte[] WantsWindowSize = [0x80]; // urgent, RFC 1282

    private readonly RateLimiter _refused = new(new Rate(10, TimeSpan.FromSeconds(30)), time);
    private int _waiting;

    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var socket = connection.Features.Get<IConnectionSocketFeature>()?.Socket;
        if (socket is not null)
            TelnetConnectionHandler.Tune(socket);
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        // Keys are not for guessing.
        if (_refused.Wait(address.ToString()) > TimeSpan.Zero || await ShakeHandsAsync(connection) is not { } handshake)
            return;
        var (visitor, refusal, isKnown) = OtherBoard.Find(settings.RloginBoards, address, handshake.ClientUser, handshake.ServerUser);
        if (visitor is null)
        {
            if (!isKnown)
                _refused.Count(address.ToString());
            metrics.Refused("rlogin");
            await SendAsync(connection, $"\x01{refusal}\r\n"); // 1 says that it came to nothing, as BSD's rlogind does
            return;
        }

        if (socket is null || !await AcceptAsync(socket))
            return;
        await using var line = new PlainLine(connection, new RloginInput(), Facts(handshake.Term), time, metrics);
        lines.Add(line);
        try
        {
            await line.RunAsync(board, new CallerOrigin("rlogin", address) { Visitor = visitor });
        }
        finally
        {
            lines.Remove(line);
        }
    }

    /// <summary>Many boards send a type that says nothing ("dumb", a speed alone): then the terminal is asked, as on a plain socket.</summary>
    private static TerminalFacts Facts(string term) =>
        (EnvironmentFacts.IsKnown(term) ? EnvironmentFacts.From(name => name == "TERM" ? term : null, null) : null) ?? new TerminalFacts(TerminalFacts.NeededWidth, TerminalFacts.NeededHeight);

    private static async Task SendAsync(ConnectionContext connection, string text)
    {
        connection.Transport.Output.Write(Encoding.ASCII.GetBytes(text));
        await connection.Transport.Output.FlushAsync();
    }

    /// <summary>
    /// Says yes, and asks for the window's size, which a far end that does not know the question does not see. Both past the pipe, so
    /// that nothing can come before them.
    /// </summary>
    private static async Task<bool> AcceptAsync(Socket socket)
    {
        try
        {
            await socket.SendAsync(Yes, SocketFlags.None);
            await socket.SendAsync(WantsWindowSize, SocketFlags.OutOfBand);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<RloginHandshake?> ShakeHandsAsync(ConnectionContext connection)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        var handshake = new RloginHandshake();
        using var limit = new CancellationTokenSource(HandshakeTime, time);
        try
        {
            while (!handshake.IsComplete && !handshake.IsBroken)
            {
                var read = await connection.Transport.Input.ReadAsync(limit.Token);
                long taken = 0;
                foreach (var segment in read.Buffer)
                    taken += handshake.Receive(segment.Span);
                connection.Transport.Input.AdvanceTo(read.Buffer.GetPosition(taken));
                if (read.IsCompleted)
                    break;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        return handshake.IsComplete ? handshake : null;
    }
}

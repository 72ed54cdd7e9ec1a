using System.Buffers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Terminal;
using Monster.Terminal.Calls;

namespace Monster.Server;

/// <summary>
/// What is done with a connection to the socket for calls. Whoever asks must be a process of root, of the board's own user, or of the user that <c>ssh-user</c> names;
/// what such a process says of a caller (key, address) is believed, for sshd has checked it.
/// </summary>
internal sealed class BridgeConnectionHandler(Switchboard board, OpenLines lines, ServerMetrics metrics, ServerSettings settings, ServerParts parts) : ConnectionHandler
{
    /// <summary>How long the header may take.</summary>
    private static readonly TimeSpan HeaderTime = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        if (await ReadHeaderAsync(connection) is not { } header)
            return;
        bool mayAsk = connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket && MayAsk(socket);
        if (header.Request == CallRequest.Ping)
            await AnswerAsync(connection, mayAsk ? CallAnswer.Open : CallAnswer.Stranger);
        else if (header.Request == CallRequest.Key)
            await AnswerAsync(connection, mayAsk ? AboutKey(header.Key) : CallAnswer.Stranger);
        else if (!mayAsk)
            await AnswerAsync(connection, "The board does not take calls from this user. Its sysop sets ssh-user (monster ssh check).\r");
        else
            await CarryAsync(connection, header);
    }

    private async Task CarryAsync(ConnectionContext connection, CallHeader header)
    {
        var origin = new CallerOrigin("ssh", header.Address) { Key = SshPublicKey.TryRead(header.Key, out var key, out _) ? key : null, MayBeUnknown = settings.SshGuests };
        await using var line = new PlainLine(connection, new CallFrames(), Facts(header), parts.Time, metrics);
        lines.Add(line);
        try
        {
            await line.RunAsync(board, origin);
        }
        finally
        {
            lines.Remove(line);
        }
    }

    /// <summary>What TERM says; the characters it takes are asked of the terminal itself, for no locale comes with it.</summary>
    private static TerminalFacts Facts(CallHeader header)
    {
        var facts = EnvironmentFacts.From(name => name == "TERM" ? header.Term : null, header.Size) ?? new TerminalFacts(TerminalFacts.NeededWidth, TerminalFacts.NeededHeight) { IsLineMode = true };
        return facts with { IsSizeKnown = header.Size is not null };
    }

    private string AboutKey(string text) =>
        SshPublicKey.TryRead(text, out var key, out _) && parts.KnowsKey(key) ? CallAnswer.Known : settings.SshGuests ? CallAnswer.Unknown : CallAnswer.Refused;

    private bool MayAsk(Socket socket) => UnixUsers.OfPeer(socket) is { } user && (user == 0 || user == UnixUsers.Own() || user == UnixUsers.NumberOf(settings.SshUser));

    private static async Task AnswerAsync(ConnectionContext connection, string line)
    {
        connection.Transport.Output.Write(Encoding.ASCII.GetBytes(line + "\n"));
        await connection.Transport.Output.FlushAsync();
    }

    /// <returns>Null when none came in time.</returns>
    private async Task<CallHeader?> ReadHeaderAsync(ConnectionContext connection)
    {
        using var limit = new CancellationTokenSource(HeaderTime, parts.Time);
        try
        {
            var start = await ReadAsync(connection, CallHeader.FixedLength, consumes: false, limit.Token);
            return CallHeader.LengthOf(start) is { } length ? CallHeader.Read(await ReadAsync(connection, CallHeader.FixedLength + length, consumes: true, limit.Token)) : null;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return null;
        }
    }

    private static async Task<byte[]> ReadAsync(ConnectionContext connection, int count, bool consumes, CancellationToken stop)
    {
        var input = connection.Transport.Input;
        var read = await input.ReadAtLeastAsync(count, stop);
        byte[] bytes = read.Buffer.Slice(0, Math.Min(count, read.Buffer.Length)).ToArray();
        input.AdvanceTo(consumes ? read.Buffer.GetPosition(bytes.Length) : read.Buffer.Start);
        return bytes;
    }
}

using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Monster.Bbs.Sessions;

namespace Monster.Server;

/// <summary>What Kestrel does with a connection to the telnet port.</summary>
internal sealed class TelnetConnectionHandler(Switchboard board, OpenLines lines, ServerMetrics metrics, TimeProvider time) : ConnectionHandler
{
    private const int TcpUserTimeout = 18; // TCP_USER_TIMEOUT of linux/tcp.h

    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
            Tune(socket);
        var origin = new CallerOrigin("telnet", (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None);
        await using var line = new TelnetLine(connection, time, metrics);
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

    /// <summary>A far end that vanished without a word is noticed within about two minutes, and small writes go at once.</summary>
    internal static void Tune(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
        if (OperatingSystem.IsLinux())
            socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, TcpUserTimeout, BitConverter.GetBytes((int)OpenLines.MaxStall.TotalMilliseconds));
    }
}

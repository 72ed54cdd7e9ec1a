using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monster.Bench.Load;

/// <summary>Connections that say and read nothing.</summary>
internal sealed class SilentLines : IDisposable
{
    private readonly List<Socket> _sockets = [];

    /// <summary>How many the far end put down.</summary>
    public int Lost
    {
        get
        {
            int lost = 0;
            var buffer = new byte[4096];
            foreach (var socket in _sockets)
            {
                socket.Blocking = false;
                SocketError error = SocketError.Success;
                int read = 1;
                while (read > 0 && error == SocketError.Success)
                    read = socket.Receive(buffer, SocketFlags.None, out error);
                lost += error == SocketError.WouldBlock ? 0 : 1;
            }

            return lost;
        }
    }

    public async Task AddAsync(IPEndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        await socket.ConnectAsync(endpoint);
    }

    /// <summary>What somebody is told whose line is put down at once.</summary>
    public static async Task<string> FirstWordsAsync(IPEndPoint endpoint)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endpoint);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var heard = new StringBuilder();
        var buffer = new byte[1024];
        for (int count; (count = await socket.ReceiveAsync(buffer, limit.Token)) > 0;)
            heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
        return string.Concat(heard.ToString().Split('\u00FF').Select((part, i) => i == 0 ? part : part[Math.Min(2, part.Length)..])).Trim(); // without telnet's IAC
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monster.Server.Tests;

/// <summary>The far end of a telnet line, in the test's hands.</summary>
public sealed class TelnetClient : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Socket _socket;
    private readonly List<byte> _heard = [];

    private TelnetClient(Socket socket) => _socket = socket;

    /// <summary>Everything heard so far, a character a byte.</summary>
    public string Heard => Encoding.Latin1.GetString([.. _heard]);

    public static async Task<TelnetClient> ConnectAsync(IPEndPoint endpoint)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint);
        return new TelnetClient(socket);
    }

    /// <summary>The same in a Unix socket.</summary>
    public static async Task<TelnetClient> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new TelnetClient(socket);
    }

    /// <summary>Urgent bytes are heard among the others from now on.</summary>
    public void HearUrgent() => _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.OutOfBandInline, true);

    public Task SendAsync(string bytes) => SendAsync(Encoding.Latin1.GetBytes(bytes));

    public async Task SendAsync(byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;)
            sent += await _socket.SendAsync(bytes.AsMemory(sent));
    }

    /// <summary>Answers as a UTF-8 xterm of a size does.</summary>
    public async Task AnswerAsync(int width = 80, int height = 24)
    {
        await HearAsync("\e[c");
        await SendAsync([255, 251, 31, 255, 250, 31, 0, (byte)width, 0, (byte)height, 255, 240, 255, 251, 24, 255, 253, 0]);
        await HearAsync("\u00FF\u00FA\u0018\u0001\u00FF\u00F0");
        await SendAsync([255, 250, 24, 0, .. "XTERM"u8, 255, 240]);
        await SendAsync($"\e[{height};{width}R\e[{height};2R\e[?64;1c");
    }

    /// <summary>Reads until a text came.</summary>
    public async Task HearAsync(string wanted)
    {
        int from = 0;
        long start = Stopwatch.GetTimestamp();
        while (Heard.IndexOf(wanted, from, StringComparison.Ordinal) < 0)
        {
            if (!await ReadAsync(Deadline - Stopwatch.GetElapsedTime(start)))
                throw new InvalidOperationException($"The line ended before '{wanted}'. Heard: {Heard}");
        }
    }

    /// <summary>Reads until the line ends.</summary>
    public async Task HearEndAsync()
    {
        long start = Stopwatch.GetTimestamp();
        while (await ReadAsync(Deadline - Stopwatch.GetElapsedTime(start)))
        {
        }
    }

    /// <summary>Nothing more is sent.</summary>
    public void End() => _socket.Shutdown(SocketShutdown.Send);

    public void Forget() => _heard.Clear();

    public void Dispose() => _socket.Dispose();

    /// <returns>False at the end.</returns>
    private async Task<bool> ReadAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience > TimeSpan.Zero ? patience : TimeSpan.FromMilliseconds(1));
        var buffer = new byte[8192];
        try
        {
            int count = await _socket.ReceiveAsync(buffer, limit.Token);
            _heard.AddRange(buffer.AsSpan(0, count));
            return count > 0;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Nothing more came in {Deadline}. Heard: {Heard}");
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace Monster.Doors.Tests;

/// <summary>A line to a board that a test can cut, or let hang: its address stays the same.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpClient> _open = [];
    private readonly Lock _lock = new();
    private readonly Task _accepting;
    private int? _target;
    private bool _hangs;
    private int _calls;

    public Relay(int? target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Connections that came.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Nobody answers any more, and whoever was connected is cut off.</summary>
    public void Cut() => Change(null, hangs: false);

    /// <summary>Connections are taken, and nothing ever comes.</summary>
    public void Hang() => Change(null, hangs: true);

    /// <summary>A board answers.</summary>
    public void Join(int port) => Change(port, hangs: false);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _stop.Dispose();
    }

    private void Change(int? target, bool hangs)
    {
        lock (_lock)
        {
            (_target, _hangs) = (target, hangs);
            _open.ForEach(client => client.Dispose());
            _open.Clear();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _calls);
                int? target;
                lock (_lock)
                {
                    target = _target;
                    if (target is null && !_hangs)
                        client.Dispose();
                    else
                        _open.Add(client);
                }

                if (target is { } port)
                    _ = CarryAsync(client, port);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient client, int port)
    {
        using var board = new TcpClient();
        try
        {
            await board.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
            lock (_lock)
                _open.Add(board);
            await Task.WhenAny(
                client.GetStream().CopyToAsync(board.GetStream(), _stop.Token),
                board.GetStream().CopyToAsync(client.GetStream(), _stop.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // Cut.
        }

        client.Dispose();
    }
}

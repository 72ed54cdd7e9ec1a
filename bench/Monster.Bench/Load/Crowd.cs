using System.Diagnostics;
using System.Net.Sockets;
using System.Net.WebSockets;
using Monster.Arcade;

namespace Monster.Bench.Load;

/// <summary>The callers of a load: they come, play and go.</summary>
internal sealed class Crowd(MeasuredServer server, IReadOnlyList<Recording> recordings) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<(LoadCaller Caller, Task Playing)> _callers = new();
    private readonly Lock _lock = new();
    private int _came;
    private long _bytesBefore;

    /// <summary>How many are on, or were until their line went down.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _callers.Count;
        }
    }

    /// <summary>Calls that never came to a first screen.</summary>
    public int Unanswered { get; private set; }

    /// <summary>Lines that the server put down.</summary>
    public int Lost
    {
        get
        {
            lock (_lock)
                return _callers.Count(one => one.Caller.Reading.IsCompleted);
        }
    }

    /// <summary>Bytes that all were sent, those that have gone included.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
                return _bytesBefore + _callers.Sum(one => one.Caller.Bytes);
        }
    }

    /// <summary>Whether the next one comes by WebSocket: one in ten.</summary>
    public bool NextIsByWeb => _came % 10 == 9;

    /// <summary>One more comes and plays.</summary>
    /// <param name="typed">What is typed first.</param>
    /// <returns>How long until the first screen; null when none came.</returns>
    public async Task<TimeSpan?> ComeAsync(string typed = "")
    {
        bool byWeb = NextIsByWeb;
        _came++;
        try
        {
            var caller = await LoadCaller.CallAsync(byWeb ? server.Web : server.Telnet, byWeb, recordings);
            if (typed.Length > 0)
                await caller.TypeAsync(typed);
            lock (_lock)
                _callers.Enqueue((caller, PlayAsync(caller)));
            return caller.FirstScreen;
        }
        catch (Exception e) when (e is TimeoutException or SocketException or WebSocketException or ObjectDisposedException)
        {
            lock (_lock)
                Unanswered++;
            return null;
        }
    }

    /// <summary>The one who came first goes, without a word.</summary>
    public async Task GoAsync()
    {
        (LoadCaller Caller, Task Playing) first;
        lock (_lock)
        {
            first = _callers.Dequeue();
            _bytesBefore += first.Caller.Bytes;
        }

        first.Caller.Dispose();
        await first.Playing;
    }

    /// <summary>Nobody presses a key any more.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_callers.Select(one => one.Playing));
    }

    public void Dispose()
    {
        foreach (var (caller, _) in _callers)
            caller.Dispose();
        _stop.Dispose();
    }

    private async Task PlayAsync(LoadCaller caller)
    {
        try
        {
            while (!caller.Reading.IsCompleted)
                await Task.Delay(await caller.PlayAsync(), _stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or InvalidOperationException or SocketException or WebSocketException)
        {
            // Over, or counted as lost.
        }
    }
}

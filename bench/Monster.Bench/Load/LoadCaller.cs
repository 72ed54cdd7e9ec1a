using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Monster.Arcade;
using Monster.Terminal;

namespace Monster.Bench.Load;

/// <summary>One caller: connects, answers the probe as a terminal does, plays the keys of a recording in its rhythm, and reads all it is sent.</summary>
internal sealed class LoadCaller : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1) / 20;

    private readonly Socket? _socket;
    private readonly ClientWebSocket? _web;
    private readonly TaskCompletionSource<int> _node = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _screen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private KeyTrack.Cursor _keys;
    private Recording? _recording;
    private volatile bool _isOver;

    private LoadCaller(Socket? socket, ClientWebSocket? web) => (_socket, _web) = (socket, web);

    /// <summary>From before the connection to the first whole screen.</summary>
    public TimeSpan FirstScreen { get; private set; }

    /// <summary>Bytes it was sent.</summary>
    public long Bytes { get; private set; }

    /// <summary>Ends when the line does.</summary>
    public Task Reading { get; private set; } = Task.CompletedTask;

    /// <summary>Calls and waits for the first screen.</summary>
    /// <param name="endpoint">The telnet port, or the web port.</param>
    /// <param name="byWeb">Which of both it is.</param>
    /// <param name="recordings">One for each game, in the server's order.</param>
    public static async Task<LoadCaller> CallAsync(IPEndPoint endpoint, bool byWeb, IReadOnlyList<Recording> recordings)
    {
        long start = Stopwatch.GetTimestamp();
        LoadCaller caller;
        if (byWeb)
        {
            var web = new ClientWebSocket();
            await web.ConnectAsync(new Uri($"ws://{endpoint}/ws"), CancellationToken.None);
            caller = new LoadCaller(null, web);
        }
        else
        {
            var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(endpoint);
            caller = new LoadCaller(socket, null);
        }

        caller.Reading = Task.Run(caller.ReadAsync);
        int node = await caller._node.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await caller._screen.Task.WaitAsync(TimeSpan.FromSeconds(30));
        caller.FirstScreen = Stopwatch.GetElapsedTime(start);
        caller._recording = recordings[(node - 1) % recordings.Count];
        caller._keys = caller._recording.Keys.Read();
        return caller;
    }

    /// <summary>Plays the next ticks up to the next key.</summary>
    /// <returns>How long until this is to be called again.</returns>
    public async ValueTask<TimeSpan> PlayAsync()
    {
        if (_isOver)
        {
            // The keys come a little later than they did when they were recorded, so most plays end sooner than theirs.
            _isOver = false;
            _keys = _recording!.Keys.Read();
            await Task.Delay(TimeSpan.FromSeconds(1)); // the end screen takes no key at first
            await SendAsync("\r"u8.ToArray()); // again
            return Tick;
        }

        int waited = 0;
        while (waited < 20)
        {
            waited++;
            if (_keys.Next() is not 0 and var key)
            {
                await SendAsync(Keys(key));
                break;
            }
        }

        return waited * Tick;
    }

    /// <summary>Types a text at once.</summary>
    public Task TypeAsync(string keys) => SendAsync(Encoding.ASCII.GetBytes(keys));

    public void Dispose()
    {
        _socket?.Dispose();
        _web?.Dispose();
    }

    /// <summary>What a terminal sends for a key of a cartridge.</summary>
    private static byte[] Keys(int key) => (KeyCode)key switch
    {
        KeyCode.Up => "\e[A"u8.ToArray(),
        KeyCode.Down => "\e[B"u8.ToArray(),
        KeyCode.Right => "\e[C"u8.ToArray(),
        KeyCode.Left => "\e[D"u8.ToArray(),
        KeyCode.Backspace => [127],
        _ when key < 127 => [(byte)key],
        _ => " "u8.ToArray(),
    };

    private async Task SendAsync(byte[] bytes)
    {
        if (_web is not null)
            await _web.SendAsync(bytes, WebSocketMessageType.Binary, true, CancellationToken.None);
        else
            await _socket!.SendAsync(bytes);
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[4096];
        var heard = new StringBuilder();
        bool answered = false;
        try
        {
            while (true)
            {
                int count = _web is not null ? (await _web.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).Count : await _socket!.ReceiveAsync(buffer);
                if (count == 0)
                    return;
                Bytes += count;
                if (_screen.Task.IsCompleted)
                {
                    _isOver |= buffer.AsSpan(0, count).IndexOf("Your score"u8) >= 0;
                    continue;
                }

                heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
                string text = heard.ToString();
                if (!answered && text.Contains("\e[c", StringComparison.Ordinal))
                {
                    answered = true;
                    await AnswerAsync();
                    int at = text.IndexOf("node ", StringComparison.Ordinal) + 5;
                    _node.SetResult(int.Parse(text.AsSpan(at, text.IndexOf('.', at) - at), CultureInfo.InvariantCulture));
                }

                if (text.IndexOf("\e[2J", StringComparison.Ordinal) is > 0 and var clear && text.Length > clear + 100)
                    _screen.TrySetResult();
            }
        }
        catch (Exception e) when (e is SocketException or WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            _node.TrySetException(e);
            _screen.TrySetException(e);
        }
    }

    private Task AnswerAsync()
    {
        byte[] report = "\e[24;80R\e[24;2R\e[?64;1c"u8.ToArray();
        return SendAsync(_web is not null ? report :
            [255, 253, 1, 255, 253, 3, 255, 251, 3, 255, 251, 31, 255, 250, 31, 0, 80, 0, 24, 255, 240, 255, 252, 39, 255, 253, 0, 255, 251, 0, 255, 251, 24, 255, 250, 24, 0, .. "XTERM"u8, 255, 240, .. report]);
    }
}

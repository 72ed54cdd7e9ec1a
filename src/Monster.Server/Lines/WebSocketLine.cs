using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Monster.Terminal;

namespace Monster.Server;

/// <summary>
/// A terminal in a browser. Binary messages carry what a terminal sends and is sent, UTF-8, cut anywhere; a text message to the board
/// is a small JSON object that says the terminal's size: <c>{"columns":132,"rows":50}</c>.
/// </summary>
internal sealed class WebSocketLine : Line
{
    /// <summary>The longest text message, in bytes.</summary>
    public const int MaxControl = 256;

    private readonly WebSocket _socket;
    private readonly CancellationTokenSource _stop = new();

    public WebSocketLine(WebSocket socket, (int Width, int Height)? size, TimeProvider time, ServerMetrics metrics)
        : base(Facts(size), time, metrics) => _socket = socket;

    /// <inheritdoc/>
    public override void Abort() => _socket.Abort();

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _stop.Dispose();
        _socket.Dispose();
        return base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        var control = new byte[MaxControl];
        int length = 0;
        while (true)
        {
            await _socket.ReceiveAsync(Memory<byte>.Empty, _stop.Token); // a buffer is taken only when there is something
            var buffer = Typed.GetMemory(1024);
            var received = await _socket.ReceiveAsync(buffer, _stop.Token);
            if (received.MessageType == WebSocketMessageType.Close)
                return;
            if (received.MessageType == WebSocketMessageType.Binary)
            {
                Typed.Advance(received.Count);
            }
            else
            {
                if (length + received.Count > MaxControl)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, $"A text message has at most {MaxControl} bytes.", _stop.Token);
                    return;
                }

                buffer.Span[..received.Count].CopyTo(control.AsSpan(length));
                length += received.Count;
                if (received.EndOfMessage)
                {
                    Resize(control.AsSpan(0, length));
                    length = 0;
                }
            }

            if (!await PassAsync(received.Count))
                return;
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<bool> SendAsync(ReadOnlySequence<byte> data)
    {
        foreach (var segment in data)
            await _socket.SendAsync(segment, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        return _socket.State is WebSocketState.Open or WebSocketState.CloseReceived;
    }

    /// <inheritdoc/>
    protected override async ValueTask EndAsync()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    /// <inheritdoc/>
    /// <remarks>The far end has a second to say goodbye in turn; cut off at once, it might not get our own goodbye.</remarks>
    protected override void StopReading() => _stop.CancelAfter(TimeSpan.FromSeconds(1));

    private static TerminalFacts Facts((int Width, int Height)? size)
    {
        var (width, height) = size ?? (TerminalFacts.NeededWidth, TerminalFacts.NeededHeight);
        return new TerminalFacts(Math.Clamp(width, 1, TerminalFacts.MaxWidth), Math.Clamp(height, 1, TerminalFacts.MaxHeight))
        {
            Type = "xterm-256color",
            Encoding = TerminalEncoding.Utf8,
            Colors = ColorSupport.Sixteen,
            ErasesToBackground = true,
            IsEncodingKnown = true,
            IsSizeKnown = size is not null,
        };
    }

    /// <summary>What is no such object is ignored: a later version may say more.</summary>
    private void Resize(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("columns", out var columns) && columns.TryGetInt32(out int width) && width > 0
                && document.RootElement.TryGetProperty("rows", out var rows) && rows.TryGetInt32(out int height) && height > 0)
            {
                Session.Change(facts => facts with { Width = Math.Min(width, TerminalFacts.MaxWidth), Height = Math.Min(height, TerminalFacts.MaxHeight), IsSizeKnown = true });
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or not numbers.
        }
    }
}

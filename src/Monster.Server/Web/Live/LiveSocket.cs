using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monster.Arcade;
using Monster.Bbs.People;
using Monster.Cartridge;

namespace Monster.Server;

/// <summary>
/// Somebody's play, watched from a page while it goes on: the whole picture at once, then each that is new when the line can take it. What is sent stands
/// in docs/api.md.
/// </summary>
internal sealed class LiveSocket
{
    private const int MaxText = 1_024;
    private const int HeadBytes = 12;

    private static readonly Rate TalkRate = new(5, TimeSpan.FromSeconds(2));
    private static readonly TimeSpan TurnLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly WebSocket _socket;
    private readonly LiveWatch _watch;
    private readonly TimeProvider _time;
    private readonly string? _name;
    private readonly RateLimiter _talk;
    private readonly byte[] _message = new byte[HeadBytes + (Abi.CellCount * sizeof(uint))];
    private long _said;

    private LiveSocket(WebSocket socket, LiveWatch watch, string? name, TimeProvider time)
    {
        (_socket, _watch, _name, _time) = (socket, watch, name, time);
        _talk = new RateLimiter(TalkRate, time);
    }

    /// <summary>Lets a page watch.</summary>
    public static async Task RunAsync(HttpContext context, WebBoard web, long number)
    {
        var asker = Asker.Of(context);
        if (!context.WebSockets.IsWebSocketRequest)
            throw new ProblemException(426, "bad-request", "A WebSocket is wanted here.");
        if (!SameOrigin.Allows(context.Request))
            throw new ProblemException(403, "origin", "This board answers its own pages only.");
        var play = web.Arcade.Live.Find(number) ?? throw ProblemException.NotFound("play any more");
        if (!web.Arcade.MaySee(play.ChallengeDay, asker.Id))
            throw new ProblemException(403, "not-yet", "This is today's challenge: play yours first, then you can watch the others.");
        using var visit = web.Visitors.Enter(asker.From);
        using var watch = play.Watch() ?? throw new ProblemException(503, "busy", $"{LivePlay.MaxWatchers} are watching already. Try again in a while.") { RetryAfter = TimeSpan.FromSeconds(30) };
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var live = new LiveSocket(socket, watch, asker.Account?.Name, web.Time);
        try
        {
            var reading = live.ReadAsync(stop.Token);
            var writing = live.WriteAsync(stop.Token);
            await Task.WhenAny(reading, writing);
            stop.CancelAfter(Goodbye);
            await Task.WhenAll(reading, writing);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ArcadeException)
        {
            // The page is gone, or broke the rules of the wire.
        }
    }

    private async Task WriteAsync(CancellationToken stop)
    {
        var play = _watch.Play;
        await TextAsync(new { game = play.Cartridge.Manifest.Title, cartridge = play.Cartridge.Sha256, player = play.Player, ranked = play.IsRanked }, stop);
        var look = play.Cartridge.Manifest.TicksPerSecond is > 0 and var rate ? TimeSpan.FromSeconds(1) / rate : TurnLook;
        LiveFrame? shown = null;
        while (_socket.State == WebSocketState.Open)
        {
            foreach (var line in play.Talk(20).Where(line => line.Number > _said))
            {
                _said = line.Number;
                await TextAsync(new { name = line.Name, said = line.Text }, stop);
            }

            var frame = _watch.Latest;
            if (frame is not null && frame != shown)
                await FrameAsync(frame, frame.Phase, stop);
            shown = frame ?? shown;
            if (play.Phase == LivePhase.Left)
            {
                if (shown is not null)
                    await FrameAsync(shown, LivePhase.Left, stop);
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "The play has ended.", stop);
                return;
            }

            await Task.Delay(look, _time, stop);
        }
    }

    private async Task FrameAsync(LiveFrame frame, LivePhase phase, CancellationToken stop)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_message, frame.Ticks);
        _message[4] = (byte)phase;
        BinaryPrimitives.WriteInt32LittleEndian(_message.AsSpan(8), frame.Score ?? -1);
        var cells = MemoryMarshal.Cast<byte, uint>(_message.AsSpan(HeadBytes));
        frame.Picture.Cells.CopyTo(cells);
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(cells, cells);
        await _socket.SendAsync(_message.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, stop);
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        byte[] buffer = new byte[MaxText];
        int length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(length), stop);
            length += received.Count;
            if (received.MessageType == WebSocketMessageType.Close)
                return;
            if (received.MessageType != WebSocketMessageType.Text || (!received.EndOfMessage && length == MaxText))
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, $"Texts of at most {MaxText} bytes are taken here.", stop);
                return;
            }

            if (!received.EndOfMessage)
                continue;
            Say(Encoding.UTF8.GetString(buffer, 0, length));
            length = 0;
        }
    }

    /// <summary>What is no such object is ignored: a later version may say more.</summary>
    private void Say(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
            if (_name is not null && json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("say", out var said) && said.ValueKind == JsonValueKind.String
                && _talk.Take("") == TimeSpan.Zero)
                _watch.Play.Say(_name, said.GetString()!);
        }
        catch (JsonException)
        {
            // Not JSON.
        }
    }

    private async Task TextAsync(object told, CancellationToken stop) =>
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(told, ApiJson.Options).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, stop);
}

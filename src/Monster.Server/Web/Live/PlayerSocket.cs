using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monster.Arcade;
using Monster.Board;

namespace Monster.Server;

using Cartridge = Monster.Arcade.Cartridge;

/// <summary>
/// A ranked play that goes on in a page, shown live: the page tells its keys, and the board plays along, so that others see pictures that follow from the keys and nothing else.
/// The score does not come from here: the recording is handed in as ever, and a line that drops costs the play nothing. What is sent stands in docs/api.md.
/// </summary>
internal sealed class PlayerSocket : IDisposable
{
    /// <summary>The most ticks a message may have.</summary>
    public const int MaxTicks = 1_000;

    private static readonly TimeSpan TalkLook = TimeSpan.FromMilliseconds(500);

    private readonly WebSocket _socket;
    private readonly WebBoard _web;
    private readonly Ticket _ticket;
    private readonly int _ticksPerSecond;
    private readonly Lock _lock = new();
    private readonly Play _play;
    private readonly LivePlay _live;
    private LivePhase _phase = LivePhase.Running;
    private bool _isOver;

    private PlayerSocket(WebSocket socket, WebBoard web, Ticket ticket, Cartridge cartridge, string name)
    {
        (_socket, _web, _ticket, _ticksPerSecond) = (socket, web, ticket, cartridge.Manifest.TicksPerSecond);
        _ = Seed.TryParse(ticket.Seed!, out var seed);
        _play = new Play(cartridge, seed);
        _live = web.Arcade.Live.Begin(name, cartridge, isRanked: true, Ask, ticket.Numbers!.Day);
    }

    /// <summary>Shows a play as long as the page is there.</summary>
    public static async Task RunAsync(HttpContext context, WebBoard web, ulong serial)
    {
        var asker = Asker.Of(context);
        if (!context.WebSockets.IsWebSocketRequest)
            throw new ProblemException(426, "bad-request", "A WebSocket is wanted here.");
        if (!SameOrigin.Allows(context.Request))
            throw new ProblemException(403, "origin", "This board answers its own pages only.");
        var me = asker.Member();
        var ticket = web.Remote.Find(me.Id, serial) ?? throw ProblemException.NotFound("ticket");
        if (ticket.StateAt(web.Time.GetUtcNow()) != TicketState.Running || web.Remote.IsElsewhere(ticket))
            throw new ProblemException(409, "conflict", "Only a play that goes on here can be shown live.");
        var cartridge = web.Arcade.FindCartridge(ticket.Statement.Cartridge) ?? throw ProblemException.NotFound("game any more");
        using var visit = web.Visitors.Enter(asker.From);
        using var shown = web.Visitors.Show(me.Id, serial);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        using var player = new PlayerSocket(socket, web, ticket, cartridge, me.Name);
        try
        {
            var talking = player.TalkAsync(stop.Token);
            try
            {
                await player.ReadAsync(stop.Token);
            }
            finally
            {
                await stop.CancelAsync();
                await talking;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ArcadeException)
        {
            // The page is gone, or there is no room to show its play: it goes on all the same.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _live.Dispose();
        lock (_lock)
        {
            _isOver = true;
            _play.Dispose();
        }
    }

    /// <summary>Somebody begins to watch, on that one's thread: the picture is made on another.</summary>
    private void Ask() => _ = Task.Run(Tell);

    private void Tell()
    {
        lock (_lock)
        {
            if (!_isOver)
                _live.Tell(_play, _phase);
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        byte[] buffer = new byte[sizeof(int) * (MaxTicks + 1)];
        int length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(length), stop);
            if (received.MessageType == WebSocketMessageType.Close)
                return;
            length += received.Count;
            if (!received.EndOfMessage && length < buffer.Length)
                continue;
            string? fault = !received.EndOfMessage ? $"A message has at most {MaxTicks} ticks."
                : received.MessageType == WebSocketMessageType.Text ? Read(buffer.AsSpan(0, length)) : PlayOn(buffer.AsSpan(0, length));
            length = 0;
            if (fault is null)
                continue;
            await _socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, fault, stop);
            return;
        }
    }

    /// <summary>Plays the ticks of a message: the number of those before it, then a key for each.</summary>
    /// <returns>Why it cannot be; null when it was.</returns>
    private string? PlayOn(ReadOnlySpan<byte> message)
    {
        if (message.Length < sizeof(int) || message.Length % sizeof(int) != 0)
            return "A message is a number of ticks and a key for each that follows.";
        int ticks = BinaryPrimitives.ReadInt32LittleEndian(message);
        lock (_lock)
        {
            if (ticks != _play.Ticks)
                return $"The ticks from {_play.Ticks} on are wanted.";
            if (!PlayPace.IsPlausible(_play.Ticks + (message.Length / sizeof(int)) - 1, _ticksPerSecond, _ticket.Answered, _web.Time.GetUtcNow()))
                return "The play is faster than its ticks allow.";
            for (var keys = message[sizeof(int)..]; keys.Length > 0; keys = keys[sizeof(int)..])
            {
                if (_play.Status != PlayStatus.Playing || _play.IsFull)
                    return "The play has ended.";
                _play.Tick(BinaryPrimitives.ReadInt32LittleEndian(keys));
            }

            _phase = _play.Status == PlayStatus.Playing ? LivePhase.Running : LivePhase.Over;
            _live.Tell(_play, _phase);
        }

        return null;
    }

    /// <summary>What is no such object is ignored: a later version may say more.</summary>
    private string? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 4 });
            using var json = JsonDocument.ParseValue(ref reader);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            if (json.RootElement.TryGetProperty("paused", out var paused) && _phase != LivePhase.Over)
            {
                _phase = paused.ValueKind == JsonValueKind.True ? LivePhase.Paused : LivePhase.Running;
                Tell();
            }

            if (json.RootElement.TryGetProperty("say", out var said) && said.ValueKind == JsonValueKind.String && _web.Services.WriteRate.Take($"talk {_live.Player}") == TimeSpan.Zero)
                _live.Say(_live.Player, said.GetString()!);
        }
        catch (JsonException)
        {
            // Not JSON.
        }

        return null;
    }

    /// <summary>Tells the page how many watch, and what they say.</summary>
    private async Task TalkAsync(CancellationToken stop)
    {
        long told = 0;
        int watchers = 0;
        try
        {
            await TextAsync(new { ticks = _play.Ticks, number = _live.Number }, stop);
            while (_socket.State == WebSocketState.Open)
            {
                foreach (var line in _live.Talk(20).Where(line => line.Number > told))
                {
                    told = line.Number;
                    await TextAsync(new { name = line.Name, said = line.Text }, stop);
                }

                if (_live.Watchers != watchers)
                    await TextAsync(new { watchers = watchers = _live.Watchers }, stop);
                await Task.Delay(TalkLook, _web.Time, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The play is over, or the page is gone.
        }
    }

    private async Task TextAsync(object told, CancellationToken stop) =>
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(told, ApiJson.Options).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, stop);
}

using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Monster.Arcade;
using Monster.Arcade.Tests;
using Monster.Bbs.Arcade;
using Monster.Testing;

namespace Monster.Server.Tests.Web;

/// <summary>What comes by itself: events, live plays, and the terminal that a page opens.</summary>
public sealed class LiveTests
{
    private const int FrameBytes = 12 + (1_920 * 4);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_hears_of_posts_plays_letters_notices_and_who_comes()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var sysop = await server.MemberAsync("Root", asSysop: true);
        using var ann = await server.MemberAsync("Ann");
        using var bob = await server.MemberAsync("Bob");
        using var answer = await bob.SendAsync(HttpMethod.Get, "/api/events");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
        await HearAsync(events, "online");
        Assert.Equal("Bob", (await ann.GetAsync("/api/online"))["items"]!.AsArray().Single()!["person"]!["name"]!.GetValue<string>());
        await ann.DoneAsync(HttpMethod.Post, "/api/boards/5/posts", new { subject = "News", body = "x" });
        Assert.Equal(5, (await HearAsync(events, "post"))["shard"]!.GetValue<int>());
        await ann.DoneAsync(HttpMethod.Post, "/api/plays?owner=0", RankedPlayTests.Play(server.TurnGame, await RankedPlayTests.TicketAsync(ann, WebBoardServer.Turns), "abc"));
        var play = await HearAsync(events, "play");
        Assert.Equal(("Ann", 4, true), (play["player"]!.GetValue<string>(), play["score"]!.GetValue<int>(), play["record"]!.GetValue<bool>()));
        await ann.DoneAsync(HttpMethod.Post, "/api/mail", new { to = "Bob", subject = "a", text = "b" });
        Assert.Equal(1, (await HearAsync(events, "mail"))["unread"]!.GetValue<int>());
        await sysop.DoneAsync(HttpMethod.Post, "/api/sysop/notices", new { text = "Closing at ten" });
        Assert.Equal("Closing at ten", (await HearAsync(events, "notice"))["text"]!.GetValue<string>());
        using (server.Board.Arcade.Live.Begin("Ann", server.TurnGame, true, () => { }))
            await HearAsync(events, "live");
    }

    [Fact]
    public async Task What_only_sysops_read_is_not_told_to_others()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var sysop = await server.MemberAsync("Root", asSysop: true);
        await sysop.DoneAsync(HttpMethod.Put, "/api/sysop/boards/5", new { name = "", about = "", readLevel = "sysop", writeLevel = "sysop" });
        using var guest = server.Client();
        using var answer = await guest.SendAsync(HttpMethod.Get, "/api/events");
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(Stop));
        await HearAsync(events, "online");
        await sysop.DoneAsync(HttpMethod.Post, "/api/boards/5/posts", new { subject = "hidden", body = "x" });
        await sysop.DoneAsync(HttpMethod.Post, "/api/boards/6/posts", new { subject = "open", body = "x" });
        Assert.Equal(6, (await HearAsync(events, "post"))["shard"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_address_has_its_share_of_open_connections_and_gets_it_back()
    {
        var visitors = new WebVisitors();
        var from = System.Net.IPAddress.Parse("192.0.2.1");
        var open = Enumerable.Range(0, WebVisitors.MostFromOne).Select(_ => visitors.Enter(from)).ToList();
        Assert.Throws<ProblemException>(() => visitors.Enter(from));
        visitors.Enter(System.Net.IPAddress.Parse("192.0.2.2")).Dispose();
        open[0].Dispose();
        open[0].Dispose();
        visitors.Enter(from).Dispose();
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_live_play_is_seen_whole_at_once_then_as_it_goes_on_and_its_watchers_talk()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        using var play = new Play(server.TurnGame, default);
        LivePlay? live = null;
        live = server.Board.Arcade.Live.Begin("Bob", server.TurnGame, true, () => live?.Tell(play, LivePhase.Paused));
        play.Tick('a');
        live.Tell(play, LivePhase.Paused);
        Assert.Equal("paused", (await ann.GetAsync("/api/live"))["items"]![0]!["phase"]!.GetValue<string>());
        using var socket = await ConnectAsync(server, $"/api/live/{live.Number}", ann);
        var about = JsonNode.Parse(await ReceiveAsync(socket, WebSocketMessageType.Text))!;
        Assert.Equal((server.TurnGame.Sha256, "Bob"), (about["cartridge"]!.GetValue<string>(), about["player"]!.GetValue<string>()));
        byte[] frame = await ReceiveAsync(socket, WebSocketMessageType.Binary);
        Assert.Equal((FrameBytes, 1, (byte)1, 1), (frame.Length, BinaryPrimitives.ReadInt32LittleEndian(frame), frame[4], BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(8))));
        Assert.Equal('1', BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(12))); // the game writes its score there
        play.Tick('b');
        live.Tell(play, LivePhase.Running);
        do
            frame = await ReceiveAsync(socket, WebSocketMessageType.Binary);
        while (frame[4] != 0);
        Assert.Equal(2, BinaryPrimitives.ReadInt32LittleEndian(frame));
        await socket.SendAsync("{\"say\":\"Well played\"}"u8.ToArray(), WebSocketMessageType.Text, true, Stop);
        await Until.TrueAsync(() => live.Talk(5).Any(line => line is { Name: "Ann", Text: "Well played" }));
        var said = JsonNode.Parse(await ReceiveAsync(socket, WebSocketMessageType.Text))!;
        Assert.Equal(("Ann", "Well played"), (said["name"]!.GetValue<string>(), said["said"]!.GetValue<string>()));
        live.Dispose();
        do
            frame = await ReceiveAsync(socket, WebSocketMessageType.Binary);
        while (frame[4] != 3);
        await ReceiveAsync(socket, WebSocketMessageType.Close);
        await Until.TrueAsync(() => live.Watchers == 0);
    }

    [Fact]
    public async Task A_play_in_a_page_is_seen_by_others_as_its_keys_have_it()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        using var guest = server.Client();
        await RankedPlayTests.TicketAsync(ann, WebBoardServer.Turns);
        using var playing = await ConnectAsync(server, "/api/tickets/1/live", ann);
        var told = JsonNode.Parse(await ReceiveAsync(playing, WebSocketMessageType.Text))!;
        Assert.Equal(0, told["ticks"]!.GetValue<int>());
        await playing.SendAsync(Ticks(0, 'a', 'b', 0), WebSocketMessageType.Binary, true, Stop);
        using var watching = await ConnectAsync(server, $"/api/live/{told["number"]}", guest);
        byte[] frame;
        do
            frame = await ReceiveAsync(watching, WebSocketMessageType.Binary);
        while (BinaryPrimitives.ReadInt32LittleEndian(frame) < 3);
        Assert.Equal((2, '2'), (BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(8)), (char)BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(12))));
        Assert.Equal(1, JsonNode.Parse(await ReceiveAsync(playing, WebSocketMessageType.Text))!["watchers"]!.GetValue<int>());
        var line = (await guest.GetAsync("/api/live"))["items"]![0]!;
        Assert.Equal(("Ann", true), (line["player"]!.GetValue<string>(), line["ranked"]!.GetValue<bool>()));
        using var twice = new ClientWebSocket();
        twice.Options.Cookies = ann.Cookies;
        await Assert.ThrowsAsync<WebSocketException>(() => twice.ConnectAsync(new Uri($"ws://{server.Board.Host.Web}/api/tickets/1/live"), Stop));
        await playing.SendAsync("{\"paused\":true}"u8.ToArray(), WebSocketMessageType.Text, true, Stop);
        do
            frame = await ReceiveAsync(watching, WebSocketMessageType.Binary);
        while (frame[4] != 1);
        await playing.SendAsync(Ticks(3, Sample.EndKey), WebSocketMessageType.Binary, true, Stop);
        do
            frame = await ReceiveAsync(watching, WebSocketMessageType.Binary);
        while (frame[4] != 2);
        await playing.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Stop);
        await ReceiveAsync(watching, WebSocketMessageType.Close);
        Assert.Equal("running", (await ann.GetAsync("/api/tickets/1"))["state"]!.GetValue<string>()); // the score comes from handing in alone
    }

    [Theory]
    [InlineData(1, 1, "The ticks from 0 on are wanted.")]
    [InlineData(0, 1_000, "The play is faster than its ticks allow.")]
    [InlineData(0, 1_001, "A message has at most 1000 ticks.")]
    [InlineData(-1, 0, "The ticks from 0 on are wanted.")]
    public async Task A_page_that_shows_what_cannot_be_is_told_why_and_put_down(int from, int count, string why)
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        await RankedPlayTests.TicketAsync(ann, WebBoardServer.Turns);
        using var playing = await ConnectAsync(server, "/api/tickets/1/live", ann);
        await playing.SendAsync(Ticks(from, new int[count]), WebSocketMessageType.Binary, true, Stop);
        await ReceiveAsync(playing, WebSocketMessageType.Close);
        Assert.Equal(why, playing.CloseStatusDescription);
        await Until.TrueAsync(() => server.Board.Arcade.Live.Count == 0);
    }

    private static byte[] Ticks(int from, params int[] keys)
    {
        byte[] message = new byte[4 * (keys.Length + 1)];
        BinaryPrimitives.WriteInt32LittleEndian(message, from);
        for (int i = 0; i < keys.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4 * (i + 1)), keys[i]);
        return message;
    }

    [Fact]
    public async Task A_watcher_who_breaks_the_rules_is_put_down_and_another_site_s_page_never_watches()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var play = new Play(server.TurnGame, default);
        LivePlay? live = null;
        using (live = server.Board.Arcade.Live.Begin("Bob", server.TurnGame, true, () => live?.Tell(play, LivePhase.Running)))
        {
            using var socket = await ConnectAsync(server, $"/api/live/{live.Number}");
            await socket.SendAsync("not json"u8.ToArray(), WebSocketMessageType.Text, true, Stop);
            await socket.SendAsync("{\"say\":\"guests are not heard\"}"u8.ToArray(), WebSocketMessageType.Text, true, Stop);
            await socket.SendAsync(new byte[2000], WebSocketMessageType.Text, false, Stop);
            await ReceiveAsync(socket, WebSocketMessageType.Close);
            Assert.Empty(live.Talk(5));
            using var elsewhere = new ClientWebSocket();
            elsewhere.Options.SetRequestHeader("Origin", "https://elsewhere.example");
            await Assert.ThrowsAsync<WebSocketException>(() => elsewhere.ConnectAsync(new Uri($"ws://{server.Board.Host.Web}/api/live/{live.Number}"), Stop));
        }

        using var client = server.Client();
        await client.RefusedAsync(426, "bad-request", HttpMethod.Get, "/api/live/1");
    }

    [Fact]
    public async Task A_page_opens_the_terminal_logged_in_once_and_a_guest_s_opens_at_the_door()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        string token = (await ann.DoneAsync(HttpMethod.Post, "/api/terminal"))!["token"]!.GetValue<string>();
        using var guest = server.Client();
        await guest.RefusedAsync(401, "log-in", HttpMethod.Post, "/api/terminal");
        using var first = await ConnectAsync(server, $"/ws?columns=80&rows=24&token={token}");
        await Until.TrueAsync(() => server.Board.Services.Nodes.List().Any(caller => caller.Login?.Name == "Ann"));
        using var second = await ConnectAsync(server, $"/ws?columns=80&rows=24&token={token}");
        await Until.TrueAsync(() => server.Board.Services.Nodes.Count == 2);
        await ReceiveAsync(second, WebSocketMessageType.Binary);
        Assert.Null(server.Board.Services.Nodes.Find(2)!.Login);
    }

    [Fact]
    public void A_terminal_s_token_works_once_from_its_address_and_not_for_long()
    {
        var time = new ManualTime();
        var tokens = new TerminalTokens(time);
        var (here, there) = (System.Net.IPAddress.Parse("192.0.2.1"), System.Net.IPAddress.Parse("192.0.2.2"));
        var login = new Bbs.Sessions.Login(1, "Ann");
        string token = tokens.Make(login, here);
        Assert.Equal(login, tokens.Take(token, here));
        Assert.Null(tokens.Take(token, here));
        Assert.Null(tokens.Take(tokens.Make(login, here), there));
        string old = tokens.Make(login, here);
        time.Advance(TerminalTokens.Life);
        Assert.Null(tokens.Take(old, here));
        Assert.Null(tokens.Take("", here));
    }

    [Fact]
    public async Task The_sysop_sees_callers_disconnects_them_and_reads_the_log()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var sysop = await server.MemberAsync("Root", asSysop: true);
        using var ann = await server.MemberAsync("Ann");
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/api/sysop/callers"), (HttpMethod.Get, "/api/sysop/log"), (HttpMethod.Delete, "/api/sysop/callers/1") })
            await ann.RefusedAsync(403, "not-allowed", method, path);
        using var socket = await ConnectAsync(server, "/ws?columns=80&rows=24");
        await ReceiveAsync(socket, WebSocketMessageType.Binary);
        var caller = (await sysop.GetAsync("/api/sysop/callers"))["items"]!.AsArray().Single()!;
        Assert.Equal((1, "web 127.0.0.1"), (caller["node"]!.GetValue<int>(), caller["from"]!.GetValue<string>()));
        await sysop.DoneAsync(HttpMethod.Delete, "/api/sysop/callers/1");
        await ReceiveAsync(socket, WebSocketMessageType.Close);
        await sysop.RefusedAsync(404, "not-found", HttpMethod.Delete, "/api/sysop/callers/1");
        Assert.Contains("Root disconnected", (await sysop.GetAsync("/api/sysop/log"))["items"]![0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        await sysop.DoneAsync(HttpMethod.Put, "/api/sysop/people/2/level", new { level = "sysop" });
        await ann.GetAsync("/api/sysop/log");
        await sysop.RefusedAsync(422, "refused", HttpMethod.Put, "/api/sysop/people/2/ban", new { reason = "" });
    }

    private static async Task<JsonNode> HearAsync(StreamReader events, string name)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (await events.ReadLineAsync(limit.Token) is { } line)
        {
            if (line != $"event: {name}")
                continue;
            return JsonNode.Parse((await events.ReadLineAsync(limit.Token))!["data: ".Length..])!;
        }

        throw new InvalidOperationException($"The events ended before '{name}'.");
    }

    private static async Task<ClientWebSocket> ConnectAsync(WebBoardServer server, string path, WebClient? client = null)
    {
        var socket = new ClientWebSocket();
        if (client is not null)
            socket.Options.Cookies = client.Cookies;
        await socket.ConnectAsync(new Uri($"ws://{server.Board.Host.Web}{path}"), Stop);
        return socket;
    }

    /// <summary>The next whole message of a kind; others between are passed over.</summary>
    private static async Task<byte[]> ReceiveAsync(ClientWebSocket socket, WebSocketMessageType wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        var message = new List<byte>();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            message.AddRange(buffer.AsSpan(0, received.Count));
            if (received.MessageType == WebSocketMessageType.Close)
                return wanted == WebSocketMessageType.Close ? [] : throw new InvalidOperationException($"The line ended: {socket.CloseStatusDescription}");
            if (!received.EndOfMessage)
                continue;
            if (received.MessageType == wanted)
                return [.. message];
            message.Clear();
        }
    }
}

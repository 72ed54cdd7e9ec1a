using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Monster.Testing;

namespace Monster.Server.Tests;

/// <summary>Callers by WebSocket, and what monitors ask.</summary>
public sealed class WebTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_gets_screens_of_its_size_at_once_and_after_a_resize()
    {
        await using var server = await TestServer.StartAsync();
        using var socket = await ConnectAsync(server, "?columns=132&rows=50");
        await HearAsync(socket, "Typed [] on 132x50, node 1, é");
        await socket.SendAsync("k"u8.ToArray(), WebSocketMessageType.Binary, true, Stop);
        await HearAsync(socket, "k] on");
        await socket.SendAsync("""{"columns":100,"rows":30}"""u8.ToArray(), WebSocketMessageType.Text, true, Stop);
        await HearAsync(socket, "Typed [k] on 100x30");
        await socket.SendAsync("q"u8.ToArray(), WebSocketMessageType.Binary, true, Stop);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await HearCloseAsync(socket));
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Stop);
        await server.CountAsync(0);
    }

    [Fact]
    public async Task An_answer_that_says_what_was_known_already_is_an_answer_too()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { ProbeTime = TimeSpan.FromSeconds(10) }, time: new ManualTime());
        using var socket = await ConnectAsync(server, ""); // without a size it is asked
        await HearAsync(socket, "\e[c");
        await socket.SendAsync("\e[24;80R\e[24;2R\e[?64;1c"u8.ToArray(), WebSocketMessageType.Binary, true, Stop);
        await HearAsync(socket, "Typed [] on 80x24, node 1, é");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    [InlineData("""{"columns":"wide","rows":30}""")]
    [InlineData("""{"columns":-1,"rows":0}""")]
    [InlineData("""{"columns":1e9,"rows":1e9}""")]
    public async Task A_text_message_that_says_nothing_sensible_changes_nothing(string text)
    {
        await using var server = await TestServer.StartAsync();
        using var socket = await ConnectAsync(server, "?columns=90&rows=25");
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, Stop);
        await socket.SendAsync("k"u8.ToArray(), WebSocketMessageType.Binary, true, Stop);
        await HearAsync(socket, "k] on");
    }

    [Fact]
    public async Task An_endless_text_message_ends_the_call_with_the_reason()
    {
        await using var server = await TestServer.StartAsync();
        using var socket = await ConnectAsync(server, "?columns=90&rows=25");
        await socket.SendAsync(new byte[WebSocketLine.MaxControl + 1], WebSocketMessageType.Text, true, Stop);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await HearCloseAsync(socket));
        await server.CountAsync(0);
    }

    [Fact]
    public async Task Frames_that_are_none_end_their_own_call_only() => await RandomFramesAsync(40);

    [Fact]
    public async Task A_page_of_another_site_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://elsewhere.example");
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{server.Host.Web}/ws"), Stop));
        using var own = new ClientWebSocket();
        own.Options.SetRequestHeader("Origin", $"http://{server.Host.Web}");
        await own.ConnectAsync(new Uri($"ws://{server.Host.Web}/ws"), Stop);
    }

    [Fact]
    public async Task Health_and_metrics_say_how_it_is()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { Nodes = 7 });
        using var client = await server.CallAsync();
        await client.HearAsync("node 1");
        using var http = new HttpClient { BaseAddress = new Uri($"http://{server.Host.Web}") };
        Assert.Equal("""{"status":"ok","callers":1,"nodes":7}""", await http.GetStringAsync("/health", Stop));
        string metrics = await http.GetStringAsync("/metrics", Stop);
        Assert.Contains("monster_callers", metrics, StringComparison.Ordinal);
        Assert.Contains("dotnet_gc", metrics, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UpgradeRequired, (await http.GetAsync("/ws", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/nothing", Stop)).StatusCode);
        await server.Host.CloseAsync(TimeSpan.Zero, Stop);
        var closing = await http.GetAsync("/health", Stop);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, MediaTypeHeaderValue.Parse("application/json")), (closing.StatusCode, closing.Content.Headers.ContentType));
        Assert.Contains("\"closing\"", await closing.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static async Task RandomFramesAsync(int runs)
    {
        await using var server = await TestServer.StartAsync();
        await RandomRuns.RunAsync(runs, async random =>
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(server.Host.Web!, Stop);
            await socket.SendAsync(Encoding.ASCII.GetBytes("GET /ws?columns=80&rows=24 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MTIzNDU2Nzg5MDEyMzQ1Ng==\r\n\r\n"), Stop);
            byte[] frames = new byte[random.Next(1, 400)];
            random.NextBytes(frames);
            if (random.Next(2) == 0)
                (frames[0], frames[^1]) = ((byte)(0x80 | random.Next(16)), 0); // looks like a frame at first
            frames.AsSpan().Replace((byte)'x', (byte)'y');
            await socket.SendAsync(frames, Stop);
            socket.Shutdown(SocketShutdown.Send);
            var buffer = new byte[4096];
            try
            {
                while (await socket.ReceiveAsync(buffer, Stop) > 0)
                {
                }
            }
            catch (SocketException)
            {
                // Put down: as good an end as any.
            }
        });
        using var good = await ConnectAsync(server, "?columns=80&rows=24");
        await HearAsync(good, "Typed []");
        await server.CountAsync(1);
    }

    private static async Task<ClientWebSocket> ConnectAsync(TestServer server, string query)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{server.Host.Web}/ws{query}"), Stop);
        return socket;
    }

    private static async Task HearAsync(ClientWebSocket socket, string wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        var heard = new List<byte>();
        var buffer = new byte[8192];
        while (!Encoding.UTF8.GetString([.. heard]).Contains(wanted, StringComparison.Ordinal))
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            heard.AddRange(buffer.AsSpan(0, received.Count));
        }
    }

    private static async Task<WebSocketCloseStatus?> HearCloseAsync(ClientWebSocket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        var buffer = new byte[8192];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), limit.Token)).MessageType != WebSocketMessageType.Close)
        {
        }

        return socket.CloseStatus;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Monster.Testing;

namespace Monster.Server.Tests.Web;

/// <summary>Whatever is sent, the answer is a clear no, nothing of ours breaks, and the next visitor is served.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Scraps = ["null", "true", "-1", "1e999", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "18446744073709551616", "\"Ann\"", "\"guest\"", "0", "0.5", "{\"a\":{}}", "\"9999-12-31T23:59:59Z\"", "\"2026-13-01\""];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bodies_of_any_json_or_none_never_break_an_address_of_the_api()
    {
        var faults = new FaultLog();
        await using var server = await WebBoardServer.StartAsync(logs: faults);
        using var sysop = await server.MemberAsync("Root", asSysop: true);
        using var member = await server.MemberAsync("Ann");
        using var guest = server.Client();
        var document = await guest.GetAsync("/api/openapi.json");
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (Path: path.Key, Method: operation.Key, Names: Names(document, operation.Value!)))).ToList();
        Assert.True(operations.Count > 50, "the document names few addresses");
        await RandomRuns.RunAsync(300, async random =>
        {
            var (path, method, names) = operations[random.Next(operations.Count)];
            if ((path, method) is ("/api/session" or "/api/sessions" or "/api/account", "delete"))
                return; // would end the session of the runs after it
            var client = new[] { sysop, member, guest }[random.Next(3)];
            using var answer = await client.SendAsync(new HttpMethod(method.ToUpperInvariant()), Fill(path, random), Body(names, random));
            Assert.True((int)answer.StatusCode < 500 || answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}");
        });
        Assert.Empty(faults.Lines);
        Assert.Equal("Root", (await sysop.GetAsync("/api/session"))["account"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Requests_that_are_none_end_their_own_connection_only()
    {
        var faults = new FaultLog();
        await using var server = await WebBoardServer.StartAsync(logs: faults);
        using var client = server.Client();
        string[] starts = ["GET / HTTP/1.1\r\n", "POST /api/session HTTP/1.1\r\nContent-Type: application/json\r\n", "GET /api/live/1 HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n", "DELETE /api/sessions HTTP/1.1\r\n", "PUT /api/tickets/1/recording?owner=0 HTTP/1.1\r\nContent-Type: application/cbor\r\n", "GET /api/search?words="];
        string[] names = ["Host", "Cookie", "Origin", "Content-Length", "Transfer-Encoding", "Accept-Encoding", "If-None-Match", "X-CSRF-Token", "Sec-Fetch-Site", "X-Forwarded-For", "Content-Type", "Range", "Sec-WebSocket-Key"];
        await RandomRuns.RunAsync(150, async random =>
        {
            var request = new StringBuilder(starts[random.Next(starts.Length)]);
            for (int i = random.Next(6); i > 0; i--)
                request.Append(names[random.Next(names.Length)]).Append(": ").Append(Noise(random)).Append("\r\n");
            request.Append(random.Next(3) == 0 ? "" : "\r\n").Append(Noise(random));
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(server.Board.Host.Web!, Stop);
            await socket.SendAsync(Encoding.Latin1.GetBytes(request.ToString()), Stop);
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
        Assert.Empty(faults.Lines);
        await client.GetAsync("/api/session");
    }

    [Theory]
    [InlineData("monster=; monster=x")]
    [InlineData("monster=0000000000000000000000000000000000000000000")]
    [InlineData("monster=..%2f..%2fetc")]
    [InlineData("__Host-monster=x; a=b; ;;;=;")]
    public async Task A_cookie_that_is_no_session_is_nobody(string cookie)
    {
        await using var server = await WebBoardServer.StartAsync();
        string answer = await SiteTests.RawAsync(server, $"GET /api/session HTTP/1.1\r\nHost: {server.Address.Authority}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"account\":null", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 300000")]
    [InlineData("Content-Length: 99999999999")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task A_body_larger_than_its_limit_is_refused_before_it_has_come(string length)
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        string cookie = ann.Cookies.GetCookies(server.Address).Single().Value;
        var request = new StringBuilder($"POST /api/plays?owner=0 HTTP/1.1\r\nHost: {server.Address.Authority}\r\nCookie: monster={cookie}\r\nX-CSRF-Token: {ann.Csrf}\r\nContent-Type: application/cbor\r\nConnection: close\r\n{length}\r\n\r\n");
        if (length.EndsWith("chunked", StringComparison.Ordinal))
        {
            for (int i = 0; i < 16; i++)
                request.Append("4000\r\n").Append('x', 0x4000).Append("\r\n"); // 256 KiB, and no end
        }

        Assert.StartsWith("HTTP/1.1 413 ", await SiteTests.RawAsync(server, request.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sends_a_body_drop_by_drop_waits_alone_and_is_cut_off()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var slow = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await slow.ConnectAsync(server.Board.Host.Web!, Stop);
        await slow.SendAsync(Encoding.ASCII.GetBytes($"POST /api/session HTTP/1.1\r\nHost: {server.Address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{{"), Stop);
        using var client = server.Client();
        await client.GetAsync("/api/session");
        var heard = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await slow.ReceiveAsync(buffer, Stop) is > 0 and var count) // ends when the board has had enough: Kestrel's rate, after its five seconds
                heard.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
        catch (SocketException)
        {
            // Put down.
        }

        Assert.DoesNotContain("200 OK", heard.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_asks_without_end_is_told_to_slow_down()
    {
        await using var server = await WebBoardServer.StartAsync(settings => settings with { LimitLoopback = true }, new ManualTime());
        using var client = server.Client();
        for (int i = 0; i < WebGate.AddressRate.Burst; i++)
            await client.GetAsync("/api/session");
        await client.RefusedAsync(429, "slow-down", HttpMethod.Get, "/api/session");
        Assert.NotEmpty(await client.BytesAsync("/")); // the pages are not counted
    }

    private static string[] Names(JsonNode document, JsonNode operation)
    {
        string? reference = operation["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"]?.GetValue<string>();
        return reference is null ? [] : [.. document["components"]!["schemas"]![reference.Split('/')[^1]]!["properties"]!.AsObject().Select(property => property.Key)];
    }

    private static string Fill(string path, Random random)
    {
        string filled = path;
        while (filled.IndexOf('{', StringComparison.Ordinal) is >= 0 and var from)
            filled = filled[..from] + new[] { "0", "1", "5", "71", "-1", "99999999999999999999", "x", "in", "%00", new string('a', 64) }[random.Next(10)] + filled[(filled.IndexOf('}', StringComparison.Ordinal) + 1)..];
        return random.Next(2) == 0 ? filled : $"{filled}?owner={random.Next(-1, 3)}&limit={random.Next(-1, 200)}&after={random.Next(-1, 9)}&words=%22{random.Next()}*&folder=in&period=day&number={random.Next()}";
    }

    private static HttpContent? Body(string[] names, Random random)
    {
        if (random.Next(10) == 0)
            return null;
        if (random.Next(5) == 0)
        {
            byte[] noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            return new ByteArrayContent(noise) { Headers = { { "Content-Type", random.Next(2) == 0 ? "application/json" : "application/cbor" } } };
        }

        var members = names.Where(_ => random.Next(8) > 0).Select(name => $"{JsonSerializer.Serialize(name)}:{Scraps[random.Next(Scraps.Length)]}");
        string json = random.Next(8) == 0 ? Scraps[random.Next(Scraps.Length)] : "{" + string.Join(',', members) + "}";
        return new StringContent(random.Next(10) == 0 ? json[..random.Next(json.Length)] : json, Encoding.UTF8, "application/json");
    }

    private static string Noise(Random random) => string.Concat(Enumerable.Range(0, random.Next(random.Next(20) == 0 ? 20_000 : 40)).Select(_ => (char)random.Next(random.Next(4) == 0 ? 0 : 32, random.Next(4) == 0 ? 256 : 127)));

    /// <summary>Keeps what is logged as our own fault.</summary>
    private sealed class FaultLog : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            lock (Lines)
                Lines.Add($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}

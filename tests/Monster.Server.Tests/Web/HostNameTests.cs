using System.Net;
using System.Text.Json.Nodes;

namespace Monster.Server.Tests.Web;

/// <summary>By which names browsers may reach the board, and how those of plain HTTP come to HTTPS.</summary>
public sealed class HostNameTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("192.0.2.7", true)]
    [InlineData("localhost", true)]
    [InlineData("board.localhost", true)]
    [InlineData("", true)]
    [InlineData("board.example.org", true)]
    [InlineData("BOARD.example.org.", true)]
    [InlineData("a.example.net", true)]
    [InlineData("a.b.example.net", true)]
    [InlineData("example.net", false)]
    [InlineData("badexample.net", false)]
    [InlineData("rebound.example.com", false)]
    [InlineData("board.example.org.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("notlocalhost", false)]
    public void A_name_is_the_boards_when_it_cannot_lead_elsewhere_or_is_in_the_list(string host, bool allowed) =>
        Assert.Equal(allowed, new HostNames(["board.example.org", "*.example.net"]).Allows(host));

    [Fact]
    public void The_machines_own_name_is_allowed_and_any_name_where_the_list_says_so()
    {
        Assert.True(new HostNames([]).Allows(Environment.MachineName));
        Assert.True(new HostNames(["*"]).Allows("whatever.example"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/session")]
    [InlineData("/ws")]
    [InlineData("/health")]
    [InlineData("/assets/app-1a2b.js")]
    public async Task A_page_whose_name_was_made_to_lead_here_gets_nothing_and_the_sysop_learns_which_setting_to_change(string path)
    {
        await using var server = await WebBoardServer.StartAsync();
        string answer = await SiteTests.RawAsync(server, $"GET {path} HTTP/1.1\r\nHost: rebound.example:{server.Address.Port}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 421 ", answer, StringComparison.Ordinal);
        Assert.Contains("web-hosts = \\\"rebound.example\\\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_the_name_that_it_passes_on_counts_and_no_forwarded_one()
    {
        await using var server = await WebBoardServer.StartAsync(settings => settings with { BehindProxy = true, WebHosts = ["board.example.org"] });
        const string Forwarded = "X-Forwarded-Proto: https\r\nX-Forwarded-Host: board.example.org\r\nConnection: close\r\n\r\n";
        Assert.StartsWith("HTTP/1.1 200 ", await SiteTests.RawAsync(server, "GET /api/session HTTP/1.1\r\nHost: board.example.org\r\n" + Forwarded), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 421 ", await SiteTests.RawAsync(server, "GET /api/session HTTP/1.1\r\nHost: rebound.example\r\n" + Forwarded), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plain_port_beside_HTTPS_sends_on_and_answers_nothing_else()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pem");
        await File.WriteAllTextAsync(file, SessionTests.Certificate("localhost"), Stop);
        try
        {
            await using var server = await WebBoardServer.StartAsync(settings => settings with { WebCertificate = file, WebPlain = new IPEndPoint(IPAddress.Loopback, 0) });
            using var plain = new WebClient(new Uri($"http://{server.Board.Host.WebPlain}"));
            using var answer = await plain.SendAsync(HttpMethod.Get, "/a%20page?x=%C3%A9&y=1", null, ("Host", "board.example.org:80"));
            Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
            Assert.Equal($"https://board.example.org:{server.Address.Port}/a%20page?x=%C3%A9&y=1", answer.Headers.Location!.OriginalString);
            using var sent = await plain.SendAsync(HttpMethod.Post, "/api/accounts", new { name = "Ann", password = WebBoardServer.Password });
            Assert.Equal(HttpStatusCode.PermanentRedirect, sent.StatusCode);
            using var bare = await plain.SendAsync(HttpMethod.Get, "/health");
            Assert.Equal(HttpStatusCode.PermanentRedirect, bare.StatusCode);
            using var secure = server.Client();
            using var named = await secure.SendAsync(HttpMethod.Get, "/api/session", null, ("Host", "board.example.org")); // the certificate is the browser's to judge
            Assert.Equal(HttpStatusCode.OK, named.StatusCode);
            Assert.Null(JsonNode.Parse(await named.Content.ReadAsStringAsync(Stop))!["account"]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_plain_port_without_a_certificate_is_refused_before_the_ports_open()
    {
        var fault = await Assert.ThrowsAsync<ServerException>(() => WebBoardServer.StartAsync(settings => settings with { WebPlain = new IPEndPoint(IPAddress.Loopback, 0) }));
        Assert.Contains("web-certificate", fault.Message, StringComparison.Ordinal);
    }
}

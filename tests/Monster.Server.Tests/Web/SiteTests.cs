using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Monster.Server.Tests.Web;

/// <summary>The pages and what is sent with them.</summary>
public sealed partial class SiteTests
{
    [GeneratedRegex("<link rel=\"alternate\" type=\"application/atom\\+xml\" title=\"[^\"]+\" href=\"([^\"]+)\">")]
    private static partial Regex FeedLink();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_is_asked_for_anew_and_what_has_a_hash_for_a_name_never_again()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var client = server.Client();
        using var first = await client.SendAsync(HttpMethod.Get, "/");
        string page = await first.Content.ReadAsStringAsync(Stop);
        Assert.StartsWith(WebBoardServer.Page, page, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"monster-board\"", page, StringComparison.Ordinal);
        foreach (string feed in FeedLink().Matches(page).Select(match => match.Groups[1].Value))
            Assert.StartsWith("<?xml", Encoding.UTF8.GetString(await client.BytesAsync("/" + feed)).TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Equal(2, FeedLink().Count(page));
        Assert.Equal(("no-cache", "text/html; charset=utf-8"), (first.Headers.CacheControl!.ToString(), first.Content.Headers.ContentType!.ToString()));
        using var again = await client.SendAsync(HttpMethod.Get, "/", null, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var asset = await client.SendAsync(HttpMethod.Get, "/assets/app-1a2b.js");
        Assert.Equal("public, max-age=31536000, immutable", asset.Headers.GetValues("Cache-Control").Single());
        using var head = await client.SendAsync(HttpMethod.Head, "/assets/app-1a2b.js");
        Assert.Equal((asset.Content.Headers.ContentLength, ""), (head.Content.Headers.ContentLength, await head.Content.ReadAsStringAsync(Stop)));
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("identity", "")]
    [InlineData("nonsense;;q=x", "")]
    public async Task A_file_is_sent_in_the_best_coding_that_is_taken_and_is_the_same_in_each(string accepted, string coding)
    {
        await using var server = await WebBoardServer.StartAsync();
        using var client = server.Client();
        using var plain = await client.SendAsync(HttpMethod.Get, "/assets/app-1a2b.js");
        using var packed = await client.SendAsync(HttpMethod.Get, "/assets/app-1a2b.js", null, ("Accept-Encoding", accepted));
        Assert.Equal(coding, string.Join(',', packed.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        byte[] bytes = await packed.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal(packed.Content.Headers.ContentLength, bytes.Length);
        await using var stream = coding switch { "br" => new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress), "gzip" => new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), _ => (Stream)new MemoryStream(bytes) };
        using var reader = new StreamReader(stream);
        Assert.Equal(await plain.Content.ReadAsStringAsync(Stop), await reader.ReadToEndAsync(Stop));
        Assert.True(coding.Length == 0 || bytes.Length < 400, "it was not made smaller");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nothing")]
    [InlineData("/api/session")]
    [InlineData("/api/nothing")]
    [InlineData("/health")]
    [InlineData("/assets/app-1a2b.js")]
    public async Task Every_answer_says_that_nothing_of_it_may_run_load_or_be_framed_elsewhere(string path)
    {
        await using var server = await WebBoardServer.StartAsync();
        using var client = server.Client();
        using var answer = await client.SendAsync(HttpMethod.Get, path);
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"), "HSTS without HTTPS");
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/assets/../../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/assets/..%5c..%5csecret.txt")]
    [InlineData("//secret.txt")]
    [InlineData("/.built")]
    [InlineData("/data/../../secret.txt")]
    public async Task No_address_leads_out_of_the_pages(string path)
    {
        await using var server = await WebBoardServer.StartAsync();
        string answer = await RawAsync(server, $"GET {path} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nConnection: close\r\n\r\n");
        Assert.Matches("^HTTP/1.1 (404|400) ", answer);
        Assert.DoesNotContain("secret\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_pages_the_board_opens_and_says_what_to_install()
    {
        await using var server = await WebBoardServer.StartAsync(hasPages: false);
        using var client = server.Client();
        Assert.Contains("Debian: nodejs, npm", Encoding.UTF8.GetString(await client.BytesAsync("/")), StringComparison.Ordinal);
        Assert.Null((await client.GetAsync("/api/session"))["account"]);
    }

    [Fact]
    public async Task The_games_are_told_and_their_cartridges_given_as_the_site_command_writes_them()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var client = server.Client();
        var game = JsonNode.Parse(await client.BytesAsync("/data/games.json"))!["games"]![WebBoardServer.Turns]!;
        string sha = game["cartridge"]!.GetValue<string>();
        byte[] file = await client.BytesAsync($"/data/cartridges/{sha}.wasm");
        Assert.Equal(sha, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)));
        Assert.Equal(file, await client.BytesAsync($"/plays/{sha}.wasm"));
        Assert.Equal(sha, (await client.GetAsync("/api/games"))["items"]![WebBoardServer.Turns]!["cartridge"]!.GetValue<string>());
    }

    /// <summary>Sends bytes as they are: a client library would tidy the address.</summary>
    internal static async Task<string> RawAsync(WebBoardServer server, string request)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Board.Host.Web!, Stop);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request), Stop);
        var heard = new StringBuilder();
        var buffer = new byte[8192];
        try
        {
            while (await socket.ReceiveAsync(buffer, Stop) is > 0 and var count)
                heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
        catch (SocketException)
        {
            // Put down: an end like any other.
        }

        return heard.ToString();
    }
}

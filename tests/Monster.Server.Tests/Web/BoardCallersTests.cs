using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Monster.Board;

namespace Monster.Server.Tests.Web;

/// <summary>What other boards' doors may do for their callers, and what not.</summary>
public sealed class BoardCallersTests
{
    private const string Key = "a-key-for-acme";

    [Fact]
    public async Task A_caller_of_another_board_gets_an_account_with_the_first_ticket_and_not_before()
    {
        await using var server = await StartAsync();
        using var door = server.Client();
        Assert.Null(JsonNode.Parse(await TextAsync(door, HttpMethod.Get, "/api/session", "Rick D."))!["account"]);
        var ticket = JsonNode.Parse(await TextAsync(door, HttpMethod.Post, "/api/tickets", "Rick D.", body: new { shard = WebBoardServer.Turns, cartridge = server.TurnGame.Sha256 }))!;
        Assert.Equal("opened", ticket["state"]!.GetValue<string>());
        var me = JsonNode.Parse(await TextAsync(door, HttpMethod.Get, "/api/session", "RICK D."))!["account"]!;
        Assert.Equal("Rick D@ACME", me["name"]!.GetValue<string>());
        var people = (await door.GetAsync("/api/people"))["items"]!.AsArray();
        Assert.Equal("Rick D@ACME", Assert.Single(people)!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_key_opens_plays_and_nothing_else()
    {
        await using var server = await StartAsync();
        using var door = server.Client();
        await TextAsync(door, HttpMethod.Post, "/api/tickets", "ann", body: new { shard = WebBoardServer.Turns });
        await RefusedAsync(door, 403, "not-allowed", HttpMethod.Post, "/api/boards/1/posts", "ann", new { subject = "x", body = "y" });
        await RefusedAsync(door, 403, "not-allowed", HttpMethod.Post, "/api/mail", "ann", new { to = "x", subject = "x", text = "y" });
        await RefusedAsync(door, 403, "not-allowed", HttpMethod.Put, "/api/account", "ann", new { place = "", about = "", canBePaged = true });
        await RefusedAsync(door, 401, "log-in", HttpMethod.Get, "/api/mail?folder=in", "ann", null);
        await RefusedAsync(door, 401, "log-in", HttpMethod.Get, "/api/sysop/log", "ann", null);
        await RefusedAsync(door, 403, "not-allowed", HttpMethod.Delete, "/api/sessions", "ann", null);
    }

    [Fact]
    public async Task Names_that_cannot_be_used_and_versions_that_are_not_here_are_refused()
    {
        await using var server = await StartAsync();
        using var door = server.Client();
        foreach (string name in new[] { "", new string('x', 41), "\u202e\u0007" })
            await RefusedAsync(door, 422, "refused", HttpMethod.Post, "/api/tickets", name, new { shard = WebBoardServer.Turns });
        await RefusedAsync(door, 422, "other-version", HttpMethod.Post, "/api/tickets", "ann", new { shard = WebBoardServer.Turns, cartridge = new string('0', 64) });
        Assert.Equal("[]", JsonNode.Parse(await TextAsync(door, HttpMethod.Get, "/api/tickets", "ann"))!["items"]!.ToJsonString());
    }

    [Fact]
    public async Task A_caller_who_is_banned_gets_no_ticket()
    {
        await using var server = await StartAsync();
        using var door = server.Client();
        await TextAsync(door, HttpMethod.Post, "/api/tickets", "ann", body: new { shard = WebBoardServer.Turns });
        int id = JsonNode.Parse(await TextAsync(door, HttpMethod.Get, "/api/session", "ann"))!["account"]!["id"]!.GetValue<int>();
        using var sysop = await server.MemberAsync("Boss", asSysop: true);
        await sysop.DoneAsync(HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"/api/sysop/people/{id}/ban"), new { until = (string?)null, reason = "no" });
        await RefusedAsync(door, 403, "banned", HttpMethod.Post, "/api/tickets", "ann", new { shard = WebBoardServer.Ticking });
    }

    [Theory]
    [InlineData("ACME:another-key-x")]
    [InlineData("OTHER:a-key-for-acme")]
    [InlineData("AWAY:a-key-for-away")] // from another network only
    [InlineData("ACME")]
    [InlineData("")]
    public async Task Tags_keys_and_addresses_that_do_not_fit_are_refused_alike_and_soon_not_listened_to(string credentials)
    {
        await using var server = await StartAsync();
        using var door = server.Client();
        for (int i = 0; i < 10; i++)
            await RefusedAsync(door, 401, "board-key", HttpMethod.Post, "/api/tickets", "ann", new { shard = WebBoardServer.Turns }, credentials);
        await RefusedAsync(door, 429, "slow-down", HttpMethod.Post, "/api/tickets", "ann", new { shard = WebBoardServer.Turns });
    }

    [Fact]
    public void A_board_without_a_key_is_a_fault_in_the_settings()
    {
        Assert.Contains("ACME needs a key", Assert.Throws<FormatException>(() => SettingsTable.Find("door-boards")!.Read(new ServerSettings(), "ACME from 10.0.0.0/8")).Message, StringComparison.Ordinal);
        Assert.Equal("(set)", SettingsTable.Find("door-boards")!.Tell(new ServerSettings { DoorBoards = OtherBoard.ReadAll($"ACME key {Key}") }));
    }

    private static Task<WebBoardServer> StartAsync() =>
        WebBoardServer.StartAsync(settings => settings with { DoorBoards = OtherBoard.ReadAll($"ACME key {Key}; OTHER key another-key-still; AWAY key a-key-for-away from 203.0.113.0/24", needsKey: true) });

    private static async Task<string> TextAsync(WebClient door, HttpMethod method, string path, string caller, object? body = null)
    {
        using var answer = await SendAsync(door, method, path, caller, body, $"ACME:{Key}");
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private static async Task RefusedAsync(WebClient door, int status, string code, HttpMethod method, string path, string caller, object? body, string credentials = "ACME:" + Key)
    {
        using var answer = await SendAsync(door, method, path, caller, body, credentials);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(((HttpStatusCode)status, code), (answer.StatusCode, JsonNode.Parse(text)!["code"]!.GetValue<string>()));
    }

    private static Task<HttpResponseMessage> SendAsync(WebClient door, HttpMethod method, string path, string caller, object? body, string credentials) => door.SendAsync(
        method, path, body, ("Monster-Caller", Uri.EscapeDataString(caller)), ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))));
}

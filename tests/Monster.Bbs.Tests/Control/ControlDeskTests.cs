using System.Text;
using System.Text.Json.Nodes;
using Monster.Bbs.Control;
using Monster.Bbs.Tests.Screens;
using Monster.Board.People;
using Monster.Board.Tests;
using Monster.Testing;

namespace Monster.Bbs.Tests.Control;

/// <summary>What programs of the board's owner may ask, and what becomes of people who are online meanwhile.</summary>
public sealed class ControlDeskTests : IAsyncDisposable
{
    private readonly Tests.Screens.Board _board = new();
    private readonly ControlDesk _desk;

    public ControlDeskTests() => _desk = new ControlDesk(_board.Services);

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Theory]
    [InlineData("hello", "JSON object on one line")]
    [InlineData("[]", "JSON object on one line")]
    [InlineData("""{"v":2,"do":"board.status"}""", "version 1")]
    [InlineData("""{"do":"board.status"}""", "version 1")]
    [InlineData("""{"v":1}""", "\"do\" says")]
    [InlineData("""{"v":1,"do":"board.stat"}""", "not known here")]
    [InlineData("""{"v":1,"do":"board.say","txt":"hi"}""", "\"txt\" is not known to board.say")]
    [InlineData("""{"v":1,"do":"board.say"}""", "\"text\" is missing")]
    [InlineData("""{"v":1,"do":"board.say","text":{"a":1}}""", "single value")]
    [InlineData("""{"v":1,"do":"user.ban","name":"Nobody","days":0}""", "1 to 36500")]
    [InlineData("""{"v":1,"do":"user.ban","name":"Nobody"}""", "Nobody is called")]
    [InlineData("""{"v":1,"do":"user.level","name":"Nobody","level":"2"}""", "one of guest, member, sysop")]
    [InlineData("""{"v":1,"do":"board.edit","shard":71}""", "0 to 70")]
    [InlineData("""{"v":1,"v":1,"do":"board.list"}""", "JSON object on one line")]
    public async Task What_is_wrong_with_a_request_is_said(string request, string why)
    {
        var last = (await AskAsync(Encoding.UTF8.GetBytes(request)))[^1];
        Assert.False(last["ok"]!.GetValue<bool>());
        Assert.Contains(why, last["why"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_bytes_are_answered_and_break_nothing()
    {
        var random = RandomRuns.New(out int seed);
        byte[] good = ControlDesk.Line(ControlRequest.Create("board.edit", ("shard", 7), ("name", "Night"), ("about", "é")))[..^1];
        for (int i = 0; i < 2_000; i++)
        {
            byte[] bytes = [.. good];
            for (int change = random.Next(1, 4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var answer = await AskAsync(bytes[..random.Next(bytes.Length + 1)]);
            Assert.True(answer[^1]["ok"] is not null, $"seed {seed}, turn {i}");
            Assert.DoesNotContain("fault", answer[^1]["why"]?.GetValue<string>() ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_sysop_who_is_demoted_while_online_loses_the_sysop_s_screens_at_once()
    {
        using var sue = _board.Call();
        await sue.RegisterAsync("Sue", code: _board.Services.Desk.SysopCode!.Text!);
        using var alice = _board.Call("198.51.100.7");
        await alice.RegisterAsync("Alice");
        await OkAsync(ControlRequest.Create("user.level", ("name", "alice"), ("level", "sysop")));
        await alice.SayAsync("You are a sysop of this board now.", "x", "Announce", "a", "Accounts");
        await OkAsync(ControlRequest.Create("user.level", ("name", "alice"), ("level", "member")));
        await alice.SayAsync("You are not a sysop of this board any more.", "?", "Help: Main menu");
        Assert.Equal(AccountLevel.Member, alice.Caller.Login!.IsSysop ? AccountLevel.Sysop : AccountLevel.Member);
        Assert.DoesNotContain("Accounts", alice.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_banned_or_deleted_while_online_is_sent_away_with_the_reason()
    {
        using var alice = _board.Call();
        await alice.RegisterAsync("Alice", code: "");
        using var bob = _board.Call("198.51.100.7");
        await bob.RegisterAsync("Bob", code: "");
        await OkAsync(ControlRequest.Create("user.ban", ("name", "alice"), ("days", 3), ("reason", "Shouting")));
        await alice.EndAsync();
        Assert.Equal("You may not call at present. The sysop says: Shouting", alice.Caller.Farewell);
        await OkAsync(ControlRequest.Create("user.delete", ("name", "bob")));
        await bob.EndAsync();
        Assert.Equal("Your account was deleted.", bob.Caller.Farewell);
    }

    [Fact]
    public async Task Who_is_on_is_shown_told_and_disconnected()
    {
        using var alice = _board.Call();
        await alice.RegisterAsync("Alice", code: "");
        var row = (await AskAsync(ControlDesk.Line(ControlRequest.Create("board.who"))))[0]["row"]!;
        Assert.Equal("Alice 1 telnet 192.0.2.1", $"{row["name"]} {row["node"]} {row["from"]}");
        await OkAsync(ControlRequest.Create("board.say", ("text", "Tea at\u001b[2J five")));
        await alice.SayAsync("Tea at", "");
        Assert.DoesNotContain("\u001b[2J five", alice.Heard, StringComparison.Ordinal);
        await OkAsync(ControlRequest.Create("board.disconnect", ("node", 1)));
        await alice.EndAsync();
    }

    private async Task OkAsync(JsonObject request)
    {
        var last = (await AskAsync(ControlDesk.Line(request)[..^1]))[^1];
        Assert.True(last["ok"]!.GetValue<bool>(), last.ToJsonString());
    }

    private async Task<List<JsonObject>> AskAsync(byte[] request)
    {
        var lines = new List<JsonObject>();
        await _desk.AnswerAsync(request, line =>
        {
            Assert.True(line.Length <= ControlRequest.MaxLineBytes && line[^1] == '\n' && line.AsSpan()[..^1].IndexOf((byte)'\n') < 0);
            lines.Add((JsonObject)JsonNode.Parse(line)!);
            return ValueTask.CompletedTask;
        });
        return lines;
    }
}

using System.Net;
using Monster.Bbs.Sessions;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Bbs.Tests.Sessions;

public sealed class MiddlewareTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly List<Line> _lines = [];

    public void Dispose() => _lines.ForEach(line => line.Dispose());

    [Fact]
    public async Task Handlers_run_from_the_outside_in()
    {
        var order = new List<string>();
        SessionMiddleware Named(string name) => next => async (caller, stop) =>
        {
            order.Add(name);
            await next(caller, stop);
            order.Add("/" + name);
        };
        var handler = SessionPipeline.Build((_, _) => Task.CompletedTask, Named("a"), Named("b"));
        await handler(Call("192.0.2.1").Caller, TestContext.Current.CancellationToken);
        Assert.Equal(["a", "b", "/b", "/a"], order);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", "192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", "192.0.2.0/24")]
    [InlineData("2001:db8:1:2345::1", "2001:db8:1:2345::1", "2001:db8:1:2300::/56")]
    public void A_subnet_is_what_one_household_or_rack_has(string address, string from, string subnet) =>
        Assert.Equal((from, subnet), CallLimit.Keys(IPAddress.Parse(address)));

    [Fact]
    public async Task One_subnet_cannot_take_the_whole_board()
    {
        var limit = new CallLimit(perAddress: 2, perSubnet: 3, perMinute: 100, limitLoopback: false, _time);
        var leave = new TaskCompletionSource();
        var handler = SessionPipeline.Build((_, _) => leave.Task, limit.Middleware);
        var calls = "192.0.2.1 192.0.2.1 192.0.2.1 192.0.2.2 192.0.2.3 198.51.100.1 127.0.0.1".Split(' ').Select(address => Call(address).Caller).ToList();
        var handled = calls.ConvertAll(caller => handler(caller, TestContext.Current.CancellationToken));
        Assert.Equal("..x.x..", string.Concat(calls.Select(caller => caller.Farewell.Length > 0 ? 'x' : '.')));
        Assert.Contains("your address", calls[2].Farewell, StringComparison.Ordinal);
        Assert.Contains("your network", calls[4].Farewell, StringComparison.Ordinal);

        leave.SetResult();
        await Task.WhenAll(handled);
        Assert.True(await IsLetIn(handler, "192.0.2.1"));
    }

    [Fact]
    public async Task Calling_again_and_again_is_slowed_down_to_the_rate()
    {
        var limit = new CallLimit(perAddress: 100, perSubnet: 100, perMinute: 6, limitLoopback: true, _time);
        var handler = SessionPipeline.Build((_, _) => Task.CompletedTask, limit.Middleware);
        for (int i = 0; i < 6; i++)
            Assert.True(await IsLetIn(handler, "127.0.0.1"));
        Assert.False(await IsLetIn(handler, "127.0.0.1"));
        Assert.True(await IsLetIn(handler, "127.0.0.2"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(await IsLetIn(handler, "127.0.0.1"));
        Assert.False(await IsLetIn(handler, "127.0.0.1"));
    }

    [Fact]
    public async Task Callers_from_everywhere_do_not_fill_the_memory_of_the_limit()
    {
        var limit = new CallLimit(10, 10, 10, limitLoopback: false, _time);
        var handler = SessionPipeline.Build((_, _) => Task.CompletedTask, limit.Middleware);
        for (int i = 0; i < 300; i++)
            Assert.True(await IsLetIn(handler, $"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}"));
        Assert.Equal(0, limit.Places);
    }

    [Fact]
    public async Task Who_does_not_log_in_is_sent_away_and_who_did_is_not()
    {
        var limit = new IdleLimit(idle: TimeSpan.FromHours(1), login: TimeSpan.FromMinutes(5));
        var handler = SessionPipeline.Build((caller, stop) => Task.Delay(Timeout.InfiniteTimeSpan, stop).ContinueWith(_ => { }, TaskScheduler.Default), limit.Middleware);
        var (stranger, member, console) = (Call("192.0.2.1").Caller, Call("192.0.2.2").Caller, Call(null).Caller);
        member.Login = new Login(1, "Ann");
        List<Caller> callers = [stranger, member, console];
        var handled = callers.Select(caller => handler(caller, caller.Terminal.HangUpToken)).ToList();
        _time.Advance(TimeSpan.FromMinutes(6));
        await handled[0];
        Assert.Equal("Nobody logged in, so the line is free for others. Call again.", stranger.Farewell);
        Assert.False(member.Terminal.HangUpToken.IsCancellationRequested);
        _time.Advance(TimeSpan.FromHours(1));
        await handled[1];
        Assert.StartsWith("Nothing was typed for 60 minutes", member.Farewell, StringComparison.Ordinal);
        Assert.False(console.Terminal.HangUpToken.IsCancellationRequested); // the sysop may sit there all night
        console.Terminal.HangUp();
        await handled[2];
    }

    [Fact]
    public void A_caller_s_notices_are_shown_over_any_screen_and_told_in_lines()
    {
        var inbox = new Inbox(() => { });
        var bar = new NoticeBar(inbox);
        Assert.Null(bar.Wake(TimeSpan.Zero));
        inbox.Add(new Notice(NoticeKind.Page, "Ann", "Come and play", _time.GetUtcNow()));
        inbox.Add(new Notice(NoticeKind.Board, "", "A record fell.", _time.GetUtcNow()));
        Assert.Equal("Ann: Come and play", bar.Wake(TimeSpan.Zero));
        var screen = new CellBuffer(80, 24);
        bar.Draw(screen);
        Assert.StartsWith(" Ann: Come and play ", string.Concat(screen.Row(0).ToArray().Select(cell => (char)cell.CodePoint)), StringComparison.Ordinal);
        Assert.Null(bar.Wake(TimeSpan.FromSeconds(1)));
        Assert.Equal("A record fell.", bar.Wake(bar.WakeAt!.Value));
        Assert.Null(bar.Wake(bar.WakeAt!.Value));
        Assert.Null(bar.WakeAt);
    }

    private async Task<bool> IsLetIn(SessionHandler handler, string address)
    {
        using var line = new Line(_time, new CallerOrigin("telnet", IPAddress.Parse(address)));
        await handler(line.Caller, TestContext.Current.CancellationToken);
        return line.Caller.Farewell.Length == 0;
    }

    private Line Call(string? address)
    {
        var line = new Line(_time, new CallerOrigin(address is null ? "console" : "telnet", address is null ? null : IPAddress.Parse(address)));
        _lines.Add(line);
        return line;
    }
}

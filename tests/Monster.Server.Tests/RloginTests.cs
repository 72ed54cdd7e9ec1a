using System.Net;
using Monster.Bbs.Sessions;
using Monster.Board.People;
using Monster.Testing;

namespace Monster.Server.Tests;

/// <summary>Other boards that send callers, by a raw socket.</summary>
public sealed class RloginTests
{
    private const string Boards = "ACME key correct-horse; NEAR from 127.0.0.0/8; FAR from 203.0.113.5 key battery-staple";
    private const string Hello = "\0correct-horse\0[ACME]The Grinch\0ansi/115200\0";

    private readonly List<CallerOrigin> _origins = [];

    [Fact]
    public async Task A_handshake_byte_by_byte_brings_a_caller_with_the_alias_of_the_other_board()
    {
        await using var server = await StartAsync();
        using var caller = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
        caller.HearUrgent();
        foreach (char letter in Hello)
            await caller.SendAsync(letter.ToString());
        await caller.HearAsync("\0");
        await caller.HearAsync("\e[c");
        Assert.StartsWith("\0\u0080", caller.Heard, StringComparison.Ordinal); // yes, and: how large is the window?
        await caller.SendAsync("\e[24;80R\e[24;3R\e[=67;84;101;114;109;1;3c");
        await caller.HearAsync("Typed [] on 80x24, node 1, \u0082"); // é in code page 437
        foreach (byte value in (byte[])[255, 255, (byte)'s', (byte)'s', 0, 50, 0, 132, 0, 0, 0, 0])
            await caller.SendAsync([value]);
        await caller.HearAsync("on 132x50");
        await caller.SendAsync("hi");
        await caller.HearAsync("hi");
        var origin = Assert.Single(_origins);
        Assert.Equal(("rlogin", new VisitorOrigin("ACME", "The Grinch")), (origin.Transport, origin.Visitor));
        caller.Dispose();
        await server.CountAsync(0);
    }

    [Fact]
    public async Task A_handshake_cut_anywhere_with_typing_behind_it_loses_nothing()
    {
        await using var server = await StartAsync(change: settings => settings with { ProbeTime = TimeSpan.Zero });
        for (int cut = 1; cut < Hello.Length; cut += 3)
        {
            using var caller = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
            await caller.SendAsync(Hello[..cut]);
            await caller.SendAsync(Hello[cut..] + "HAVE");
            await caller.HearAsync("HAVE");
        }
    }

    [Theory]
    [InlineData("\0battery-staple\0[ACME]Bob\0x/1\0")]
    [InlineData("\0\0[ACME]Bob\0x/1\0")]
    [InlineData("\0correct-horse\0[NOBODY]Bob\0x/1\0")]
    [InlineData("\0battery-staple\0[FAR]Bob\0x/1\0")] // from the wrong address
    [InlineData("\0correct-horse\0Bob\0x/1\0")] // ACME or NEAR?
    public async Task Who_may_not_is_told_so_and_not_which_part_was_wrong(string hello)
    {
        await using var server = await StartAsync();
        using var caller = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
        await caller.SendAsync(hello);
        await caller.HearEndAsync();
        Assert.Equal("\u0001This board does not take calls from yours. Its sysop can enter your tag with your address or key in rlogin-boards.\r\n", caller.Heard);
        Assert.Empty(_origins);
    }

    [Theory]
    [InlineData("\0Bob\0Bob\0x/1\0", "NEAR", "Bob")] // one board only can be meant
    [InlineData("\0whoever\0[near] Bob \0\0", "NEAR", "Bob")]
    [InlineData("\0[NEAR]Bob\0whoever\0\0", "NEAR", "Bob")] // the other way round
    [InlineData("\0whoever\0[NEAR]Zo\u0089\0\0", "NEAR", "Zoë")] // code page 437
    [InlineData("\0whoever\0[NEAR]Zo\u00C3\u00AB\0\0", "NEAR", "Zoë")] // UTF-8
    public async Task The_alias_is_found_in_every_form(string hello, string tag, string alias)
    {
        await using var server = await StartAsync("NEAR from 127.0.0.0/8", settings => settings with { ProbeTime = TimeSpan.Zero });
        using var caller = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
        await caller.SendAsync(hello);
        await caller.HearAsync("Typed []");
        Assert.Equal(new VisitorOrigin(tag, alias), _origins[0].Visitor);
    }

    [Theory]
    [InlineData("\0k\0[NEAR]\0x/1\0", "1 to 40 characters")]
    [InlineData("\0k\0[NEAR]12345678901234567890123456789012345678901\0x/1\0", "1 to 40 characters")]
    public async Task An_alias_that_would_not_do_is_refused_with_the_reason_and_is_no_guessing(string hello, string reason)
    {
        await using var server = await StartAsync();
        for (int i = 0; i < 15; i++)
        {
            using var caller = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
            await caller.SendAsync(hello);
            await caller.HearAsync(reason);
        }
    }

    [Fact]
    public async Task Silence_and_what_never_ends_are_put_down_and_keep_nobody_waiting()
    {
        var time = new ManualTime();
        await using var server = await StartAsync(time: time);
        using var endless = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
        await endless.SendAsync("\0" + new string('x', 1_000));
        await endless.HearEndAsync();
        using var web = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
        await web.SendAsync("GET / HTTP/1.1\r\n");
        await web.HearEndAsync();
        using var silent = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
        await silent.SendAsync("\0");
        var end = silent.HearEndAsync();
        using var caller = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
        await caller.SendAsync(Hello);
        await caller.HearAsync("node 1");
        await Until.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return end.IsCompleted;
        });
        await end;
        Assert.Equal("", endless.Heard + web.Heard + silent.Heard);
    }

    [Fact]
    public async Task Keys_cannot_be_guessed_fast()
    {
        await using var server = await StartAsync();
        for (int i = 0; i < 10; i++)
        {
            using var guess = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
            await guess.SendAsync($"\0guess-number-{i}\0[ACME]Bob\0x/1\0");
            await guess.HearAsync("does not take calls");
        }

        using var right = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
        await right.SendAsync(Hello);
        await right.HearEndAsync();
        Assert.Equal("", right.Heard);
    }

    [Fact]
    public async Task A_boards_callers_are_limited_together_and_each_by_name_not_by_their_one_address()
    {
        await using var server = await StartAsync(change: settings => settings with { CallsPerAddress = 2, CallsPerBoard = 4 });
        var on = new List<TelnetClient>();
        async Task<TelnetClient> Call(string name)
        {
            var caller = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
            on.Add(caller);
            await caller.SendAsync($"\0correct-horse\0[ACME]{name}\0xterm/1\0");
            return caller;
        }

        foreach (string name in new[] { "One", "One", "Two", "Three" })
            await (await Call(name)).HearAsync("Asking your terminal");
        await (await Call("One")).HearAsync("2 calls under your name already");
        await (await Call("Four")).HearAsync("4 calls from ACME already");
        using var telnet = await server.CallAsync();
        await telnet.HearAsync("Asking your terminal");
        on.ForEach(caller => caller.Dispose());
    }

    [Fact]
    public async Task Noise_breaks_nothing()
    {
        await using var server = await StartAsync("NEAR from 127.0.0.0/8");
        await RandomRuns.RunAsync(60, async random =>
        {
            using var caller = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
            byte[] noise = new byte[random.Next(1, 400)];
            for (int i = 0; i < noise.Length; i++)
                noise[i] = random.Next(8) == 0 || i == 0 ? (byte)0 : (byte)random.Next(1, 256);
            noise.AsSpan().Replace((byte)'x', (byte)'y');
            await caller.SendAsync(noise);
        });
        using var last = await TelnetClient.ConnectAsync(server.Host.Rlogin!);
        await last.SendAsync("\0k\0[NEAR]Bob\0xterm/38400\0");
        await last.HearAsync("Asking your terminal");
    }

    private Task<TestServer> StartAsync(string boards = Boards, Func<ServerSettings, ServerSettings>? change = null, TimeProvider? time = null) => TestServer.StartAsync(
        settings => (change ?? (same => same))(settings with { Rlogin = new IPEndPoint(IPAddress.Loopback, 0), RloginBoards = OtherBoard.ReadAll(boards) }),
        caller =>
        {
            lock (_origins)
                _origins.Add(caller.Origin);
            return new EchoView(caller);
        },
        time);
}

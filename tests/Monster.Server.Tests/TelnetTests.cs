using System.Net;
using System.Text;
using Monster.Testing;

namespace Monster.Server.Tests;

/// <summary>Callers by telnet over real sockets, good and bad.</summary>
public sealed class TelnetTests
{
    [Fact]
    public async Task The_first_words_are_plain_ascii_and_screens_come_when_the_terminal_has_answered()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await server.CallAsync();
        await client.HearAsync("\e[c");
        string first = client.Heard[..client.Heard.IndexOf('\e', StringComparison.Ordinal)];
        Assert.Contains("Monster Arcade, node 1.", first, StringComparison.Ordinal);
        Assert.All(WithoutTelnet(first), letter => Assert.InRange(letter, '\n', '~'));
        await client.AnswerAsync(132, 50);
        await client.HearAsync("on 132x50, node 1, \u00C3\u00A9"); // UTF-8
    }

    [Fact]
    public async Task A_terminal_that_answers_nothing_is_told_in_lines()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { ProbeTime = TimeSpan.FromMilliseconds(50) });
        using var client = await server.CallAsync();
        await client.HearAsync("Typed [] on 80x24, node 1, e\r\n> "); // no é without knowing that it is shown
        string asked = client.Heard[..(client.Heard.IndexOf("\e[c", StringComparison.Ordinal) + 3)];
        Assert.DoesNotContain('\e', client.Heard[asked.Length..]);
    }

    [Fact]
    public async Task L_asks_for_lines_and_keys_typed_early_are_kept()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { ProbeTime = TimeSpan.FromMinutes(1) });
        using var reader = await server.CallAsync();
        await reader.HearAsync("screen readers.");
        await reader.SendAsync("lhello\r");
        await reader.HearAsync("Typed [hello] on 80x24, node 1, e\r\n");
        using var fast = await server.CallAsync();
        await fast.HearAsync("screen readers.");
        await fast.SendAsync("early");
        await fast.AnswerAsync();
        await fast.HearAsync("Typed [early]");
    }

    [Fact]
    public async Task A_window_that_changes_changes_the_screen()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await server.CallAsync();
        await client.AnswerAsync(80, 24);
        await client.HearAsync("on 80x24");
        await client.SendAsync([255, 250, 31, 0, 100, 0, 40, 255, 240]);
        await client.HearAsync("on 100x40");
    }

    [Fact]
    public async Task Leaving_puts_the_terminal_back_and_the_line_down()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await server.CallAsync();
        await client.AnswerAsync();
        await client.HearAsync("node 1");
        await client.SendAsync("q");
        await client.HearEndAsync();
        Assert.EndsWith("\e[0m\e[H\e[2J\e[?25h", client.Heard, StringComparison.Ordinal);
        await server.CountAsync(0);
    }

    [Fact]
    public async Task A_fault_ends_its_own_session_with_a_number_and_nobody_else_s()
    {
        await using var server = await TestServer.StartAsync();
        using var one = await server.CallAsync();
        using var other = await server.CallAsync();
        await one.AnswerAsync();
        await other.AnswerAsync();
        await one.HearAsync("node ");
        await one.SendAsync("x");
        await one.HearAsync("it is our fault: report ");
        await one.HearEndAsync();
        await other.SendAsync("y");
        await other.HearAsync("y] on");
    }

    [Fact]
    public async Task Callers_beyond_the_nodes_and_beyond_an_address_s_share_are_told_so()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { Nodes = 2, CallsPerAddress = 3, LimitLoopback = true });
        using var one = await server.CallAsync();
        using var two = await server.CallAsync();
        await one.HearAsync("node ");
        await two.HearAsync("node ");
        using var three = await server.CallAsync();
        await three.HearAsync("All 2 nodes are busy. Call again in a few minutes.\r\n");
        await three.HearEndAsync();
    }

    [Fact]
    public async Task One_address_gets_its_share_and_no_more()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { CallsPerAddress = 1, LimitLoopback = true });
        using var one = await server.CallAsync();
        await one.HearAsync("node 1");
        using var two = await server.CallAsync();
        await two.HearAsync("There are 1 calls from your address already");
        await two.HearEndAsync();
    }

    [Fact]
    public async Task Closing_is_announced_and_then_everybody_is_sent_away()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await server.CallAsync();
        await client.AnswerAsync();
        await client.HearAsync("node 1");
        using var hurry = new CancellationTokenSource();
        var closing = server.Host.CloseAsync(TimeSpan.FromMinutes(1), hurry.Token);
        await client.HearAsync("The board closes in 60 seconds.");
        using var late = await server.CallAsync();
        await late.HearAsync("The board is closing. Call again in a while.");
        await hurry.CancelAsync();
        Assert.True(await closing);
        await client.HearAsync("The board is closing. What you were doing is kept.");
        await client.HearEndAsync();
    }

    [Fact]
    public async Task Who_types_nothing_is_warned_and_then_sent_away()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var client = await server.CallAsync();
        await client.AnswerAsync();
        await client.HearAsync("node 1");
        server.Nodes.Find(1)!.Login = new Bbs.Sessions.Login(1, "Ann");
        time.Advance(TimeSpan.FromMinutes(19.5));
        await client.HearAsync("Still there?");
        time.Advance(TimeSpan.FromMinutes(1));
        await client.HearAsync("Nothing was typed for 20 minutes");
        await client.HearEndAsync();
    }

    [Fact]
    public async Task Who_reads_nothing_waits_and_is_put_down_in_the_end()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        using var client = await server.CallAsync();
        await client.AnswerAsync(200, 100);
        await client.HearAsync("node 1");
        var caller = server.Nodes.Find(1)!;

        // Every key draws the whole screen anew; nobody reads, so soon nothing more goes out and frames are skipped.
        for (int i = 0; i < 5_000 && !caller.Terminal.HangUpToken.IsCancellationRequested; i++)
        {
            await client.SendAsync("k");
            time.Advance(TimeSpan.FromMilliseconds(20)); // as a person types: the limit of input is not what is tested
        }

        await Until.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            return caller.Terminal.HangUpToken.IsCancellationRequested && server.Nodes.Count == 0;
        });
    }

    [Fact]
    public async Task A_flood_costs_its_sender_and_nobody_else()
    {
        await using var server = await TestServer.StartAsync();
        using var flooder = await server.CallAsync();
        using var other = await server.CallAsync();
        await flooder.AnswerAsync();
        await other.AnswerAsync();
        await flooder.HearAsync("node ");
        await other.HearAsync("node ");
        using var enough = new CancellationTokenSource();
        var flood = FloodAsync(flooder, enough.Token);
        for (int i = 0; i < 20; i++)
        {
            other.Forget();
            await other.SendAsync(i % 2 == 0 ? "a" : "b");
            await other.HearAsync(i % 2 == 0 ? "a" : "b");
        }

        await enough.CancelAsync();
        await flood;
    }

    [Fact]
    public async Task Noise_from_many_ends_breaks_nothing()
    {
        await using var server = await TestServer.StartAsync();
        await RandomRuns.RunAsync(40, async random =>
        {
            using var client = await server.CallAsync();
            byte[] noise = new byte[random.Next(1, 3_000)];
            for (int i = 0; i < noise.Length; i++)
                noise[i] = random.Next(3) == 0 ? (byte)random.Next(240, 256) : random.Next(4) == 0 ? (byte)'\e' : (byte)random.Next(256);
            noise.AsSpan().Replace((byte)'x', (byte)'y'); // the key that breaks the screen on purpose
            await client.SendAsync(noise);
        });
        using var caller = await server.CallAsync();
        await caller.AnswerAsync();
        await caller.HearAsync("Typed []");
        await server.CountAsync(1);
    }

    [Fact]
    public async Task Of_thousands_who_say_nothing_those_who_do_are_served_and_the_rest_are_told_that_all_nodes_are_busy()
    {
        const int Talking = 5;
        int silent = Environment.GetEnvironmentVariable("MONSTER_LONG") == "1" ? 10_000 : 2_000;
        await using var server = await TestServer.StartAsync(settings => settings with { Nodes = silent + Talking, ProbeTime = TimeSpan.FromSeconds(1.5) });
        using (await SilentCallers.CallAsync(server.Host.Telnet!.Port, silent))
        {
            await server.CountAsync(silent);
            var callers = new List<TelnetClient>();
            try
            {
                for (int i = 0; i < Talking; i++)
                {
                    callers.Add(await server.CallAsync());
                    await callers[^1].AnswerAsync(100, 40);
                    await callers[^1].HearAsync("Typed [] on 100x40, node ");
                }

                for (int i = 0; i < 20; i++)
                {
                    using var late = await server.CallAsync();
                    await late.HearAsync($"All {silent + Talking} nodes are busy. Call again in a few minutes.\r\n");
                    await late.HearEndAsync();
                }

                await callers[0].SendAsync("z");
                await callers[0].HearAsync("z] on");
                Assert.Equal(silent + Talking, server.Nodes.Count); // nobody was put down to serve another
            }
            finally
            {
                callers.ForEach(caller => caller.Dispose());
            }
        }

        await Until.TrueAsync(() => server.Nodes.Count == 0 && server.Host.Board.Count == 0);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_what_to_do()
    {
        await using var server = await TestServer.StartAsync();
        var taken = server.Host.Telnet!;
        var refused = await Assert.ThrowsAsync<ServerException>(() => TestServer.StartAsync(settings => settings with { Telnet = taken }));
        Assert.Equal($"Port {taken.Port} is in use, perhaps by another board on this machine. Choose another with --telnet 127.0.0.1:PORT, or --telnet off.", refused.Message);
        var nowhere = await Assert.ThrowsAsync<ServerException>(() => TestServer.StartAsync(settings => settings with { Web = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 8071) }));
        Assert.Contains("192.0.2.1 is no address of this machine", nowhere.Message, StringComparison.Ordinal);
    }

    private static async Task FloodAsync(TelnetClient flooder, CancellationToken enough)
    {
        byte[] noise = [.. Enumerable.Repeat((byte)'f', 64 * 1024)];
        try
        {
            while (true)
                await flooder.SendAsync(noise).WaitAsync(enough);
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }

    /// <summary>Takes IAC and the two bytes after it out.</summary>
    private static string WithoutTelnet(string text)
    {
        var plain = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u00FF')
                i += 2;
            else
                plain.Append(text[i]);
        }

        return plain.ToString();
    }
}

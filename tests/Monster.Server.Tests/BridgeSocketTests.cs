using System.Net;
using System.Net.Sockets;
using Monster.Bbs.Sessions;
using Monster.Terminal.Calls;
using Monster.Testing;

namespace Monster.Server.Tests;

/// <summary>The Unix socket over which processes on this machine bring callers.</summary>
public sealed class BridgeSocketTests : IDisposable
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINnYhd99MiHLuSw6K8uDiGC/Znb8VcA/cDYL/CNcew52";

    private readonly string _folder = Directory.CreateTempSubdirectory("monster-calls-").FullName;
    private readonly List<CallerOrigin> _origins = [];

    private string Path => System.IO.Path.Combine(_folder, "calls.sock");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_caller_comes_with_key_address_type_and_size_types_resizes_and_hangs_up()
    {
        await using var server = await StartAsync();
        using var caller = await CallAsync(new CallHeader(CallRequest.Call) { Key = Key, Address = IPAddress.Parse("192.0.2.7"), Term = "xterm", Size = (132, 50) });
        await caller.HearAsync("\e[c");
        await caller.SendAsync(Typed("\e[50;132R\e[50;2R\e[?64;1c"));
        await caller.HearAsync("on 132x50, node 1");
        await caller.SendAsync(Typed("hello"));
        await caller.HearAsync("hello");
        byte[] size = new byte[CallFrames.SizeLength];
        CallFrames.WriteSize(size, 100, 40);
        await caller.SendAsync(size);
        await caller.HearAsync("on 100x40, node 1");
        var origin = Assert.Single(_origins);
        Assert.Equal(("ssh", IPAddress.Parse("192.0.2.7"), Key, true), (origin.Transport, origin.Address, origin.Key!.ToString(), origin.MayBeUnknown));
        caller.Dispose();
        await server.CountAsync(0);
    }

    [Fact]
    public async Task The_limits_of_calls_hold_for_the_address_that_sshd_saw()
    {
        await using var server = await StartAsync(settings => settings with { CallsPerAddress = 1 });
        var header = new CallHeader(CallRequest.Call) { Address = IPAddress.Parse("192.0.2.7"), Term = "xterm", Size = (80, 24) };
        using var first = await CallAsync(header);
        await first.HearAsync("node 1");
        using var second = await CallAsync(header);
        await second.HearAsync("the most there may be");
        await second.HearEndAsync();
        using var other = await CallAsync(header with { Address = IPAddress.Parse("192.0.2.8") });
        await other.HearAsync("node 2");
    }

    [Theory]
    [InlineData(true, Key, CallAnswer.Unknown)]
    [InlineData(false, Key, CallAnswer.Refused)]
    [InlineData(true, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q", CallAnswer.Known)]
    [InlineData(false, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q", CallAnswer.Known)]
    [InlineData(false, "nonsense", CallAnswer.Refused)]
    public async Task A_question_about_a_key_is_answered_in_a_line(bool guests, string key, string answer)
    {
        await using var server = await StartAsync(settings => settings with { SshGuests = guests });
        using var asker = await CallAsync(new CallHeader(CallRequest.Key) { Key = key });
        await asker.HearEndAsync();
        Assert.Equal(answer + "\n", asker.Heard);
        Assert.True(answer.Length < CallAnswer.MaxLength);
    }

    [Fact]
    public async Task A_ping_is_answered()
    {
        await using var server = await StartAsync();
        using var asker = await CallAsync(new CallHeader(CallRequest.Ping));
        await asker.HearEndAsync();
        Assert.Equal("open\n", asker.Heard);
    }

    [Fact]
    public async Task What_is_no_header_or_none_in_time_is_put_down()
    {
        var time = new ManualTime();
        await using var server = await StartAsync(time: time);
        using var web = await TelnetClient.ConnectAsync(Path);
        await web.SendAsync("GET / HTTP/1.1\r\n\r\n");
        await web.HearEndAsync();
        using var half = await TelnetClient.ConnectAsync(Path);
        await half.SendAsync("MCAL\u0001\u0001\u0000\u0040key ");
        half.End();
        await half.HearEndAsync();
        using var silent = await TelnetClient.ConnectAsync(Path);
        var end = silent.HearEndAsync();
        await Until.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return end.IsCompleted;
        });
        await end;
        Assert.Equal("", web.Heard + half.Heard + silent.Heard);
        Assert.Empty(_origins);
    }

    [Fact]
    public async Task Noise_in_place_of_frames_breaks_nothing()
    {
        await using var server = await StartAsync();
        await RandomRuns.RunAsync(30, async random =>
        {
            using var caller = await CallAsync(new CallHeader(CallRequest.Call) { Term = "xterm", Size = (80, 24) });
            byte[] noise = new byte[random.Next(1, 2_000)];
            random.NextBytes(noise);
            noise.AsSpan().Replace((byte)'x', (byte)'y');
            await caller.SendAsync(noise);
        });
        using var last = await CallAsync(new CallHeader(CallRequest.Call) { Term = "xterm", Size = (80, 24) });
        await last.HearAsync("Asking your terminal");
    }

    [Fact]
    public async Task A_socket_left_by_a_board_that_was_killed_is_taken_over()
    {
        using (var left = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            left.Bind(new UnixDomainSocketEndPoint(System.IO.Path.Combine(_folder, "other")));
            File.Move(System.IO.Path.Combine(_folder, "other"), Path); // so that closing does not take it away
        }

        Assert.True(File.Exists(Path));
        await using var server = await StartAsync();
        using var asker = await CallAsync(new CallHeader(CallRequest.Ping));
        await asker.HearAsync("open");
    }

    [Fact]
    public async Task A_place_that_is_taken_or_not_there_is_named_with_what_to_do_and_nothing_is_lost()
    {
        await File.WriteAllTextAsync(Path, "precious", TestContext.Current.CancellationToken);
        Assert.Contains("is no socket", (await Assert.ThrowsAsync<ServerException>(() => StartAsync())).Message, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
        File.Delete(Path);
        await using var server = await StartAsync();
        Assert.Contains("Another board answers", (await Assert.ThrowsAsync<ServerException>(() => StartAsync())).Message, StringComparison.Ordinal);
        string nowhere = System.IO.Path.Combine(_folder, "no", "calls.sock");
        Assert.Contains("There is no folder", (await Assert.ThrowsAsync<ServerException>(() => TestServer.StartAsync(settings => settings with { Calls = nowhere }))).Message, StringComparison.Ordinal);
        using var asker = await CallAsync(new CallHeader(CallRequest.Ping));
        await asker.HearAsync("open");
    }

    [Fact]
    public async Task The_socket_goes_when_the_board_closes()
    {
        await using (await StartAsync())
            Assert.True(File.Exists(Path));
        Assert.False(File.Exists(Path));
    }

    private static byte[] Typed(string text)
    {
        byte[] frame = [0, 0, 0, .. System.Text.Encoding.Latin1.GetBytes(text)];
        CallFrames.WriteTyped(frame, text.Length);
        return frame;
    }

    private Task<TestServer> StartAsync(Func<ServerSettings, ServerSettings>? change = null, TimeProvider? time = null) => TestServer.StartAsync(
        settings => (change ?? (same => same))(settings with { Calls = Path }),
        caller =>
        {
            lock (_origins)
                _origins.Add(caller.Origin);
            return new EchoView(caller);
        },
        time,
        key => key.ToString() != Key);

    private async Task<TelnetClient> CallAsync(CallHeader header)
    {
        var client = await TelnetClient.ConnectAsync(Path);
        await client.SendAsync(header.ToBytes());
        return client;
    }
}

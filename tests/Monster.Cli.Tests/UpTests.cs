using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Monster.Testing;

namespace Monster.Cli.Tests;

/// <summary><c>monster up</c> as a service runs it: without a terminal, ended by a signal.</summary>
public sealed class UpTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("monster-up").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Sigterm_tells_callers_gives_them_their_time_and_ends_with_0()
    {
        using var board = Start("--closing-notice", "3s", "--probe-time", "0.1s");
        string opened = await board.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        Assert.Equal($"Monster Arcade is open. Everything it keeps is in {_data}", opened);
        string telnet = await board.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        using var caller = new TcpClient("127.0.0.1", int.Parse(telnet.Split(' ')[^1], null));
        var heard = new StringBuilder();
        var hearing = HearAsync(caller.GetStream(), heard);
        await Until.TrueAsync(() => Heard(heard, "Play now"));

        long start = Stopwatch.GetTimestamp();
        using (var kill = Process.Start("kill", ["-TERM", $"{board.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Until.TrueAsync(() => Heard(heard, "The board closes in 3 seconds."));
        await Until.TrueAsync(() => Heard(heard, "The board is closing. What you were doing is kept."));
        Assert.True(Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(2.5), "callers did not get their time");
        await hearing;
        await board.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, board.ExitCode);
    }

    [Fact]
    public async Task A_refused_and_a_missing_cartridge_are_said_at_the_start_and_the_board_opens()
    {
        using var board = Start();
        var said = new List<string>();
        while (await board.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.StartsWith("Ctrl-C", StringComparison.Ordinal))
            said.Add(line);
        board.Kill();
        Assert.Contains(said, line => line.StartsWith("Block Drop cannot be played: BlockDrop.wasm is not a cartridge. ", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("Light Show cannot be played: The cartridge of Light Show is missing, ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_the_web_is_answered_is_said_and_it_answers_there_with_pages_or_without()
    {
        using var board = Start("--web", "127.0.0.1:0", "--no-console");
        string? line;
        do
            line = await board.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        while (line is not null && !line.Contains("http://", StringComparison.Ordinal));
        var address = new Uri(line!.Trim().Split(' ')[0]);
        using var browser = new HttpClient { BaseAddress = address };
        string page = await browser.GetStringAsync("/", TestContext.Current.CancellationToken);
        bool isBuilt = !line.Contains("the pages are not built", StringComparison.Ordinal);
        Assert.Contains(isBuilt ? "<!doctype html>" : "Its pages are not built", page, StringComparison.Ordinal);
        Assert.Contains("\"needsSysop\":true", await browser.GetStringAsync("/api/session", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        board.Kill();
    }

    [Fact]
    public async Task A_setting_that_is_wrong_is_said_before_anything_is_opened()
    {
        using var board = Start("--nodes", "many");
        string error = await board.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await board.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.BadInput, board.ExitCode);
        Assert.Contains("--nodes: 'nodes' cannot be 'many': a whole number from 1 to 10000 is wanted.", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_data));
    }

    private static bool Heard(StringBuilder heard, string text)
    {
        lock (heard)
            return heard.ToString().Contains(text, StringComparison.Ordinal);
    }

    private static async Task HearAsync(NetworkStream stream, StringBuilder heard)
    {
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var count)
            {
                lock (heard)
                    heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (IOException)
        {
            // Put down.
        }
    }

    private Process Start(params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "up", "--data", _data, "--telnet", "127.0.0.1:0", .. more.Contains("--web") ? more : ["--web", "off", .. more]])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MONSTER_DATA"] = _data;
        return Process.Start(start)!;
    }
}

using System.Globalization;
using System.Text;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Doors.Tests;

/// <summary>Whole calls to <c>monster door</c>, as processes.</summary>
public sealed class DoorCallTests(DoorFixture doors)
{
    public static TheoryData<DropFileKind> Kinds => [.. Enum.GetValues<DropFileKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_drop_file_leads_to_a_play_whose_score_is_kept(DropFileKind kind)
    {
        string data = doors.NewFolder();
        string sample = kind switch
        {
            DropFileKind.Door32Sys => Samples.With(Samples.Door32, 1, "0"),
            DropFileKind.BbsDevDrp => Samples.With(Samples.With(Samples.BbsDev, 2, "stdio"), 11, ""),
            _ => Samples.Of(kind),
        };
        var size = kind is DropFileKind.BbsDevDrp or DropFileKind.ChainTxt ? (132, 50) : (80, 24);
        string file = Write(data, DropFileWriter.FileName(kind).ToLowerInvariant(), sample);
        using var call = Call.OnPipes(data, size.Item1, size.Item2, TerminalEncoding.Cp437, file, "--game", doors.Game, "--data", data);
        await AnswerAsync(call, kind);
        await PlayAsync(call, points: 3);
        Assert.Equal(0, await call.LeaveAsync());
        Assert.EndsWith("\e[0m\e[H\e[2J\e[?25hBack to the board.\r\n", Encoding.Latin1.GetString(call.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("\e[?1h", Encoding.Latin1.GetString(call.Bytes), StringComparison.Ordinal);
        Assert.Equal(3, Scores(data).Single().Score);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_socket_is_used_and_left_as_it_was(bool modern)
    {
        string data = doors.NewFolder();
        string file = modern
            ? Write(data, "bbsdev.drp", Samples.With(Samples.With(Samples.With(Samples.BbsDev, 6, "80"), 7, "24"), 11, ""))
            : Write(data, "DOOR32.SYS", Samples.Door32);
        using var call = await Call.OnSocketAsync(data, 80, 24, file, "--game", doors.Game, "--data", data);
        if (!modern)
            await AnswerAsync(call, DropFileKind.Door32Sys);
        await call.ShowsAsync("█");
        // Telnet that the board left in the stream is no key, and says the size; CR NUL is one Enter.
        await call.TypeAsync("\xFF\xFB\x1F\xFF\xFA\x1F\0\x50\0\x18\xFF\xF0" + "x\xFF\xF1x");
        await call.ShowsAsync("Score 2");
        string flags = File.ReadAllLines($"/proc/{call.Process}/fdinfo/7").First(line => line.StartsWith("flags", StringComparison.Ordinal)).Split('\t')[1];
        Assert.Equal(0, Convert.ToInt32(flags, 8) & Convert.ToInt32("4000", 8)); // O_NONBLOCK
        await call.TypeAsync("\r\0");
        await call.ShowsAsync("this board");
        Assert.Equal(0, await call.LeaveAsync());
        Assert.Equal(2, Scores(data).Single().Score);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(80, 25)]
    [InlineData(100, 30)]
    [InlineData(132, 50)]
    [InlineData(400, 200)]
    public async Task Nothing_is_written_outside_the_screen(int width, int height)
    {
        string data = doors.NewFolder();
        string sized = Samples.With(Samples.With(Samples.BbsDev, 6, $"{width}"), 7, $"{height}");
        string file = Write(data, "bbsdev.drp", Samples.With(Samples.With(sized, 2, "stdio"), 11, ""));
        using var call = Call.OnPipes(data, width, height, TerminalEncoding.Utf8, file, "--game", doors.Game, "--data", data, "--encoding", "utf8");
        await PlayAsync(call, points: 1);
        if (height == 25)
            Assert.Equal("", call.Screen().Split('\n')[24].Trim());
        Assert.Equal(0, await call.LeaveAsync());
    }

    [Fact]
    public async Task A_terminal_that_is_too_small_is_told_so()
    {
        string data = doors.NewFolder();
        string file = Write(data, "bbsdev.drp", Samples.With(Samples.With(Samples.With(Samples.With(Samples.BbsDev, 6, "60"), 7, "20"), 2, "stdio"), 11, ""));
        using var call = Call.OnPipes(data, 60, 20, TerminalEncoding.Cp437, file, "--game", doors.Game, "--data", data);
        await call.ShowsAsync("80x24 needed");
        Assert.Equal(0, await call.LeaveAsync());
    }

    [Fact]
    public async Task A_terminal_that_answers_nothing_is_not_waited_for()
    {
        string data = doors.NewFolder();
        using var call = Call.OnPipes(data, 80, 24, TerminalEncoding.Cp437, Write(data, "DOOR32.SYS", Numbered(1)), "--game", doors.Game, "--data", data);
        await PlayAsync(call, points: 1);
        call.HangUp();
        Assert.Equal(0, await call.EndAsync());
    }

    [Fact]
    public async Task A_caller_without_ANSI_gets_plain_lines()
    {
        string data = doors.NewFolder();
        using var call = Call.OnPipes(data, 80, 24, TerminalEncoding.Ascii, Write(data, "DOOR32.SYS", Samples.With(Numbered(1), 10, "0")), "--data", data);
        await call.SentAsync("Arcade: ");
        await call.SentAsync("> ");
        Assert.DoesNotContain((byte)0x1B, call.Bytes);
        await call.TypeAsync("esc\r");
        Assert.Equal(0, await call.EndAsync());
    }

    [Fact]
    public async Task When_time_is_over_the_play_is_saved_and_the_caller_is_told()
    {
        string data = doors.NewFolder();
        string end = DateTimeOffset.UtcNow.AddSeconds(9).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string file = Write(data, "bbsdev.drp", Samples.With(Samples.With(Samples.BbsDev, 2, "stdio"), 11, end));
        using var call = Call.OnPipes(data, 132, 50, TerminalEncoding.Cp437, file, "--game", doors.Game, "--data", data);
        await call.ShowsAsync("ends in 1 minute.");
        await call.TypeAsync("x");
        await call.SentAsync("Your time on this board is over.");
        Assert.Equal(0, await call.EndAsync());
        Assert.Single(Saved(data));
    }

    [Fact]
    public async Task However_and_whenever_the_line_drops_the_play_is_saved_and_the_exit_code_is_0() => await RandomRuns.RunAsync(6, async random =>
    {
        string data = doors.NewFolder();
        string file = Write(data, "DOOR32.SYS", Samples.With(Samples.Door32, 10, "1"));
        int how = random.Next(4);
        using var call = await Call.OnSocketAsync(data, 80, 24, file, "--game", doors.Game, "--data", data);
        bool played = random.Next(3) > 0;
        if (played)
        {
            await AnswerAsync(call, DropFileKind.Door32Sys);
            await call.ShowsAsync("█");
            await call.TypeAsync("xx");
            await call.ShowsAsync("Score 2");
        }
        else
        {
            await call.SentAsync("\e"); // somewhere in the beginning
        }

        await Task.Delay(random.Next(0, 120), TestContext.Current.CancellationToken);
        if (how == 0)
            call.HangUp();
        else
            await call.SignalAsync(how switch { 1 => "HUP", 2 => "TERM", _ => "INT" });
        Assert.Equal(0, await call.EndAsync());
        if (!played)
            return;
        Assert.Single(Saved(data));
        // And the next call goes on with it.
        using var again = Call.OnPipes(data, 80, 24, TerminalEncoding.Cp437, file, "--stdio", "--game", doors.Game, "--data", data);
        await AnswerAsync(again, DropFileKind.Door32Sys);
        await again.ShowsAsync("Welcome back");
        again.HangUp();
        Assert.Equal(0, await again.EndAsync());
    });

    [Fact]
    public async Task Ten_nodes_at_once_lose_no_score()
    {
        string data = doors.NewFolder();
        await Parallel.ForEachAsync(Enumerable.Range(1, 10), new ParallelOptions { MaxDegreeOfParallelism = 10, CancellationToken = TestContext.Current.CancellationToken }, async (node, _) =>
        {
            string folder = Directory.CreateDirectory(Path.Combine(data, $"node{node}")).FullName;
            Write(folder, "door32.sys", Numbered(node));
            using var call = Call.OnPipes(data, 80, 24, TerminalEncoding.Cp437, folder, "--game", doors.Game, "--data", data);
            await AnswerAsync(call, DropFileKind.Door32Sys);
            await PlayAsync(call, points: node);
            Assert.Equal(0, await call.LeaveAsync());
        });
        Assert.Equal(Enumerable.Range(1, 10).Reverse().Select(node => ($"caller{node}", node)), Scores(data).Select(score => (score.Name, score.Score)));
        Assert.Equal(20, File.ReadAllLines(Path.Combine(data, "door.log")).Length);
    }

    [Theory]
    [InlineData("nothing.sys", "There is no drop file")]
    [InlineData("serial.sys", "a serial line cannot be used")]
    [InlineData("short.sys", "Was it written whole?")]
    [InlineData("socket.sys", "The board did not pass on the socket 7")]
    public async Task What_cannot_be_is_told_on_standard_output_and_in_the_log(string name, string message)
    {
        string data = doors.NewFolder();
        Write(data, "serial.sys", Samples.With(Samples.Door32, 1, "1"));
        Write(data, "short.sys", "COM1:\r\n");
        Write(data, "socket.sys", Samples.Door32);
        string format = name == "short.sys" ? "door.sys" : "door32.sys";
        if (name != "nothing.sys")
            File.Move(Path.Combine(data, name), Path.Combine(data, format));
        using var call = Call.OnPipes(data, 80, 24, TerminalEncoding.Cp437, name == "nothing.sys" ? Path.Combine(data, name) : data, "--data", data);
        Assert.Equal(2, await call.EndAsync());
        Assert.Contains(message, Encoding.Latin1.GetString(call.Bytes), StringComparison.Ordinal);
        Assert.Contains(message, File.ReadAllText(Path.Combine(data, "door.log")), StringComparison.Ordinal);
    }

    private static async Task PlayAsync(Call call, int points)
    {
        await call.ShowsAsync("█");
        for (int i = 1; i <= points; i++)
        {
            await call.TypeAsync("x");
            await call.ShowsAsync($"Score {i}");
        }

        await call.TypeAsync("\r");
        await call.ShowsAsync("this board");
    }

    /// <summary>Answers the questions of a door that was not told the size, as SyncTERM does.</summary>
    private static async Task AnswerAsync(Call call, DropFileKind kind)
    {
        if (kind is DropFileKind.BbsDevDrp or DropFileKind.ChainTxt)
            return;
        await call.SentAsync("\e[c");
        await call.TypeAsync("\e[24;80R\e[1;3R\e[=67;84;101;114;109;1;332c");
    }

    private static string Numbered(int node) => $"0\r\n-1\r\n38400\r\nSynchronet 3.20\r\n{node}\r\nCaller {node}\r\ncaller{node}\r\n50\r\n60\r\n1\r\n{node}\r\n";

    private static IReadOnlyList<DoorScore> Scores(string data) => new DoorScores(data, TimeProvider.System).Of("Points", 1);

    private static string[] Saved(string data) => Directory.GetFiles(data, "points-*.play", SearchOption.AllDirectories).Where(path => path.Contains("saved", StringComparison.Ordinal)).ToArray();

    private static string Write(string folder, string name, string content)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}

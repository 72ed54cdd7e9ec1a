using System.Text;
using System.Text.Json.Nodes;
using Monster.Arcade;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Doors.Tests;

/// <summary>Whole calls to <c>monster door --board</c>, as processes, with a real board at the other end of a line that can be cut.</summary>
public sealed class LeagueCallTests(DoorFixture doors)
{
    [Fact]
    public async Task What_callers_of_ten_nodes_score_at_once_is_checked_and_counts_elsewhere_under_the_name_of_their_board()
    {
        string data = NewFolder();
        await using var board = await RemoteBoard.StartAsync(data);
        await Parallel.ForEachAsync(Enumerable.Range(1, 10), new ParallelOptions { MaxDegreeOfParallelism = 10, CancellationToken = TestContext.Current.CancellationToken }, async (node, _) =>
        {
            using var call = Begin(data, $"http://127.0.0.1:{board.Port}", $"caller{node}");
            await call.SentAsync("Ranked at 127.0.0.1");
            await EndAsync(call, points: node);
            await call.ShowsAsync("Score checked");
            Assert.Equal(0, await call.LeaveAsync());
        });
        Assert.Equal(Enumerable.Range(1, 10).Reverse().Select(node => ($"caller{node}@ACME", node)), await board.ScoresAsync());
        Assert.Empty(Directory.GetFiles(Path.Combine(data, "outbox"), "*.json"));
    }

    [Fact]
    public async Task A_board_that_dies_in_the_middle_of_a_play_gets_the_score_from_the_next_door_and_its_player_is_told()
    {
        string data = NewFolder();
        await using var board = await RemoteBoard.StartAsync(data);
        await using var line = new Relay(board.Port);
        using (var call = Begin(data, line.Url, "ann"))
        {
            await call.SentAsync("Ranked at 127.0.0.1");
            board.Kill();
            line.Cut();
            await EndAsync(call, points: 4);
            await call.ShowsAsync("Kept; it is sent when 127.0.0.1 can be reached");
            Assert.Equal(0, await call.LeaveAsync());
        }

        await board.OpenAsync();
        line.Join(board.Port);
        TimeGoesBy(data);
        using (var other = Begin(data, line.Url, "ben"))
        {
            await Until.TrueAsync(() => Directory.GetFiles(Path.Combine(data, "outbox"), "*.json").Length == 0);
            other.HangUp();
            Assert.Equal(0, await other.EndAsync());
        }

        Assert.Equal([("ann@ACME", 4)], await board.ScoresAsync());
        using var again = Begin(data, line.Url, "ann");
        await again.ShowsAsync("127.0.0.1 has looked at what you played:");
        await again.ShowsAsync("Melody Mix 4: Score checked");
        await again.TypeAsync(" ");
        await again.ShowsAsync("█");
        again.HangUp();
        Assert.Equal(0, await again.EndAsync());
    }

    [Fact]
    public async Task A_door_that_is_killed_goes_on_with_the_same_ranked_play_and_its_score_counts()
    {
        string data = NewFolder();
        await using var board = await RemoteBoard.StartAsync(data);
        string url = $"http://127.0.0.1:{board.Port}";
        using (var call = Begin(data, url, "ann"))
        {
            await call.SentAsync("Ranked at 127.0.0.1");
            await PointsAsync(call, 3);
            await Until.TrueAsync(() => Directory.GetFiles(data, "*.journal", SearchOption.AllDirectories) is [var journal] && new FileInfo(journal).Length > 0 && HasPoints(journal, 3));
            await call.SignalAsync("KILL");
        }

        using var again = Begin(data, url, "ann");
        await again.ShowsAsync("Welcome back");
        await again.TypeAsync("\r");
        await EndAsync(again, points: 2, from: 3);
        await again.ShowsAsync("Score checked");
        Assert.Equal(0, await again.LeaveAsync());
        Assert.Equal([("ann@ACME", 5)], await board.ScoresAsync());
        Assert.Empty(Directory.GetFiles(data, "*.journal", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_recording_that_was_changed_on_its_way_is_rejected_and_its_player_is_told_why()
    {
        string data = NewFolder();
        await using var board = await RemoteBoard.StartAsync(data);
        await using var line = new Relay(board.Port);
        using (var call = Begin(data, line.Url, "ann"))
        {
            await call.SentAsync("Ranked at 127.0.0.1");
            line.Cut();
            await EndAsync(call, points: 1);
            await call.ShowsAsync("Kept; it is sent when");
            Assert.Equal(0, await call.LeaveAsync());
        }

        string waiting = Assert.Single(Directory.GetFiles(Path.Combine(data, "outbox"), "*.json"));
        var post = JsonNode.Parse(await File.ReadAllTextAsync(waiting, TestContext.Current.CancellationToken))!;
        var recording = RecordingReader.Decode(Convert.FromBase64String(post["recording"]!.GetValue<string>()));
        post["recording"] = Convert.ToBase64String(RecordingWriter.Encode(recording with { Score = 9_999 }));
        await File.WriteAllTextAsync(waiting, post.ToJsonString(), TestContext.Current.CancellationToken);
        line.Join(board.Port);
        TimeGoesBy(data);
        using var again = Begin(data, line.Url, "ann");
        await again.SentAsync("rejected: ");
        again.HangUp();
        Assert.Equal(0, await again.EndAsync());
        Assert.Empty(await board.ScoresAsync());
        Assert.Empty(Directory.GetFiles(Path.Combine(data, "outbox"), "*.json"));
    }

    [Fact]
    public async Task With_a_key_that_is_refused_play_goes_on_unranked_and_both_are_told()
    {
        string data = NewFolder("OTHER a-key-for-acme");
        await using var board = await RemoteBoard.StartAsync(data);
        using var call = Begin(data, $"http://127.0.0.1:{board.Port}", "ann");
        await call.SentAsync("Not ranked: 127.0.0.1 does not take this board's key");
        await EndAsync(call, points: 2);
        await call.ShowsAsync("Not ranked: 127.0.0.1 does not take this");
        Assert.Equal(0, await call.LeaveAsync());
        Assert.Contains("does not take this board's key", await File.ReadAllTextAsync(Path.Combine(data, "door.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(await board.ScoresAsync());
        Assert.Equal(2, new DoorScores(data, TimeProvider.System).Of(DoorFixture.Ranked, 1).Single().Score);
    }

    [Fact]
    public async Task A_board_that_answers_nothing_is_not_waited_for_and_is_left_alone_by_the_next_calls()
    {
        string data = NewFolder();
        await using var line = new Relay(null);
        line.Hang();
        using (var call = Begin(data, line.Url, "ann", wait: "1"))
        {
            await call.SentAsync("Not ranked: 127.0.0.1 did not answer in time");
            await EndAsync(call, points: 1);
            await call.ShowsAsync("Not ranked");
            Assert.Equal(0, await call.LeaveAsync());
        }

        // However long this machine takes for the next call, it is within the time in which the board is left alone.
        var backOff = new LeagueBackOff(Path.Combine(data, "outbox"), TimeProvider.System);
        Assert.True(backOff.Until > DateTimeOffset.MinValue);
        TimeGoesBy(data);
        backOff.Failed(TimeSpan.FromMinutes(9));
        int calls = line.Calls;
        using var next = Begin(data, line.Url, "ben");
        await next.SentAsync("Not ranked: 127.0.0.1 cannot be reached just now");
        await EndAsync(next, points: 1);
        Assert.Equal(0, await next.LeaveAsync());
        Assert.Equal(calls, line.Calls);
    }

    [Theory]
    [InlineData("--board", "ftp://x", "--board wants the address of a board's pages")]
    [InlineData("--board", "http://board.example", "is not encrypted")]
    [InlineData("--board", "https://board.example", "The key for --board cannot be read")]
    public async Task What_is_wrong_with_the_board_s_address_or_key_is_told_before_anything_begins(string option, string value, string message)
    {
        string data = doors.NewFolder();
        using var call = Call.OnPipes(data, 80, 24, TerminalEncoding.Cp437, Drop(data, "ann"), "--data", data, option, value);
        Assert.Equal(2, await call.EndAsync());
        Assert.Contains(message, Encoding.Latin1.GetString(call.Bytes), StringComparison.Ordinal);
    }

    private static async Task EndAsync(Call call, int points, int from = 0)
    {
        await PointsAsync(call, points, from);
        await call.TypeAsync("\r");
    }

    private static async Task PointsAsync(Call call, int points, int from = 0)
    {
        await call.ShowsAsync("█");
        for (int i = from + 1; i <= from + points; i++)
        {
            await call.TypeAsync("x");
            await call.ShowsAsync($"Score {i}");
        }
    }

    private static bool HasPoints(string journal, int points)
    {
        string copy = journal + ".copy";
        File.Copy(journal, copy, overwrite: true);
        try
        {
            using var runtime = new CartridgeRuntime();
            using var cartridge = runtime.Load(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "cartridges", "MelodyMix.wasm")), "game");
            using var play = PlayJournal.Resume(copy, _ => cartridge);
            return play?.Score() == points;
        }
        finally
        {
            File.Delete(copy);
        }
    }

    /// <summary>The time after which the board is tried again: as if it had passed.</summary>
    private static void TimeGoesBy(string data) => File.Delete(Path.Combine(data, "outbox", "backoff"));

    private string NewFolder(string key = $"ACME {RemoteBoard.Key}")
    {
        string data = doors.NewFolder();
        File.WriteAllText(Path.Combine(data, LeagueAddress.KeyFileName), key + "\n");
        return data;
    }

    private static string Drop(string data, string caller)
    {
        string folder = Directory.CreateDirectory(Path.Combine(data, "drop-" + caller)).FullName;
        string sized = Samples.With(Samples.With(Samples.With(Samples.BbsDev, 6, "80"), 7, "24"), 11, "");
        string path = Path.Combine(folder, "bbsdev.drp");
        File.WriteAllText(path, Samples.With(Samples.With(Samples.With(sized, 2, "stdio"), 4, caller), 5, caller));
        return path;
    }

    private static Call Begin(string data, string url, string caller, string wait = "60") =>
        Call.OnPipes(data, 80, 24, TerminalEncoding.Cp437, [Drop(data, caller), "--game", DoorFixture.Ranked, "--data", data, "--board", url, "--board-wait", wait]);
}

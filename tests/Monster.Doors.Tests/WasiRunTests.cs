using System.Diagnostics;
using System.Text;
using Monster.Testing;

namespace Monster.Doors.Tests;

/// <summary>Programs in C as doors: what they can do, and what they cannot.</summary>
public sealed class WasiRunTests(WasiPrograms programs)
{
    private static readonly DoorFacts Caller = new()
    {
        Link = DoorLink.Stdio,
        Software = "Monster Arcade",
        Board = "Test",
        Sysop = "Sysop",
        Alias = "ann",
        UserKey = "5",
        UserNumber = 5,
        TimeLeft = TimeSpan.FromMinutes(30),
        Width = 80,
        Height = 24,
        Emulation = DoorEmulation.Ansi,
        Node = 1,
    };

    private readonly StringBuilder _said = new();

    [Fact]
    public async Task A_program_talks_with_its_caller_and_says_how_it_ended()
    {
        using var run = Start("echo");
        await SaidAsync("ready");
        run.Type("hello\n"u8.ToArray());
        await SaidAsync("you said hello\n");
        run.Type("again\n"u8.ToArray());
        await SaidAsync("you said again\n");
        run.HangUp();
        Assert.Equal(new DoorResult(DoorEnding.CallerGone, 7, ""), await run.Result);
        await SaidAsync("bye\n");
    }

    [Fact]
    public async Task A_game_knows_its_caller_and_keeps_something_for_the_next_visit_and_nobody_elses()
    {
        string ann = programs.NewFolder();
        Assert.Equal(DoorEnding.Done, (await WinAsync(ann, "Hello ann, you won 0 times.")).Ending);
        Assert.Equal(DoorEnding.Done, (await WinAsync(ann, "Hello ann, you won 1 times.")).Ending);
        Assert.Equal(DoorEnding.Done, (await WinAsync(programs.NewFolder(), "Hello ann, you won 0 times.")).Ending);
        Assert.Equal(["wins"], Directory.GetFileSystemEntries(ann).Select(Path.GetFileName)); // and no drop file
    }

    [Fact]
    public async Task A_program_that_spins_is_ended_by_its_work() =>
        Assert.Equal(new DoorResult(DoorEnding.Work, null, ""), await RunAsync("spin", "work = 1"));

    [Fact]
    public async Task A_program_that_spins_is_ended_when_its_caller_leaves()
    {
        using var run = Start("spin", "work = 10000");
        run.HangUp();
        Assert.Equal(new DoorResult(DoorEnding.CallerGone, null, ""), await run.Result);
    }

    [Fact]
    public async Task A_program_that_spins_is_ended_by_its_time()
    {
        var time = new ManualTime();
        using var run = Start("spin", "work = 10000\nminutes = 1", time: time);
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(new DoorResult(DoorEnding.Time, null, ""), await run.Result);
    }

    [Fact]
    public async Task A_program_that_eats_memory_gets_no_more_than_it_declared()
    {
        Assert.Equal(DoorEnding.Done, (await RunAsync("eat", "memory = 8")).Ending);
        int got = int.Parse(Said.Split(' ')[1], null);
        Assert.InRange(got, 4, 8);
    }

    [Fact]
    public async Task A_program_that_floods_is_ended_by_its_output()
    {
        Assert.Equal(new DoorResult(DoorEnding.Output, null, ""), await RunAsync("flood", "output = 8"));
        Assert.InRange(Said.Length, 1, 8 * 1024 * 60);
    }

    [Fact]
    public async Task A_program_that_hoards_is_ended_and_what_it_may_not_keep_is_taken_away()
    {
        string scratch = programs.NewFolder();
        File.WriteAllText(Path.Combine(scratch, "old"), "kept from an earlier visit");
        File.SetLastWriteTimeUtc(Path.Combine(scratch, "old"), DateTime.UtcNow.AddDays(-1));
        Assert.Equal(new DoorResult(DoorEnding.Disk, null, ""), await RunAsync("hoard", "disk = 100", scratch));
        Assert.InRange(Directory.GetFiles(scratch).Sum(file => new FileInfo(file).Length), 1, 100 * 1024);
        Assert.True(File.Exists(Path.Combine(scratch, "old")));
    }

    [Fact]
    public async Task There_is_no_way_out_by_names_links_or_folders()
    {
        string scratch = programs.NewFolder();
        // Links that somebody else left there, or an earlier version of the door.
        File.CreateSymbolicLink(Path.Combine(scratch, "planted"), "/etc/passwd");
        Directory.CreateSymbolicLink(Path.Combine(scratch, "planted-folder"), "/etc");
        File.WriteAllText(Path.Combine(scratch, "..", "secret"), "x");
        var result = await RunAsync("escape", "drop-file = \"DOOR32.SYS\"", scratch);
        Assert.Equal((DoorEnding.Done, 0), (result.Ending, result.ExitCode));
        Assert.Equal(["/mine: OPENED"], Said.Split('\n').Where(line => line.Contains("OPENED", StringComparison.Ordinal)));
        Assert.DoesNotContain("root:", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_door_that_may_keep_nothing_cannot_write()
    {
        await RunAsync("escape", "disk = 0");
        Assert.DoesNotContain("OPENED", Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_password_in_the_drop_file()
    {
        await RunAsync("password", "drop-file = \"DOOR.SYS\"");
        Assert.Equal("password []\nlines 52\n", Said);
    }

    [Fact]
    public async Task A_fault_ends_the_program_and_is_told_to_the_sysop()
    {
        var result = await RunAsync("fault");
        Assert.Equal((DoorEnding.Trapped, null), (result.Ending, result.ExitCode));
        Assert.Contains("unreachable", result.Fault, StringComparison.Ordinal);
        Assert.Equal("before\n", Said);
    }

    [Theory]
    [InlineData("", "coarse 0\n")]
    [InlineData("fine-clock = true", "fine")]
    public async Task The_clock_shows_whole_seconds_unless_more_is_granted(string more, string said)
    {
        await RunAsync("clock", more);
        Assert.StartsWith(said[..^2], Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_run_is_left_behind()
    {
        string[] Left() => Directory.GetDirectories(Path.GetTempPath(), "monster-door-*").Where(Mine).ToArray();
        bool Mine(string folder) => File.Exists(Path.Combine(folder, "drop", "CHAIN.TXT"));
        using var run = Start("echo", "drop-file = \"CHAIN.TXT\"");
        await SaidAsync("ready");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Left().Single()));
        run.HangUp();
        await run.Result;
        Assert.Empty(Left());
    }

    [Fact]
    public async Task Two_hundred_play_at_once_and_each_gets_their_own_answer()
    {
        using var door = programs.Door("echo");
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            var said = new StringBuilder();
            using var run = door.Start(programs.NewFolder(), Caller, data => Add(said, data), TimeProvider.System);
            run.Type(Encoding.ASCII.GetBytes($"caller {number}\n"));
            await Until.TrueAsync(() => Text(said).Contains($"you said caller {number}\n", StringComparison.Ordinal));
            run.HangUp();
            Assert.Equal(7, (await run.Result).ExitCode);
        }));
        TestContext.Current.TestOutputHelper?.WriteLine($"200 doors in {watch.Elapsed.TotalMilliseconds:0} ms");
    }

    private string Said => Text(_said);

    private async Task<DoorResult> WinAsync(string scratch, string greeting)
    {
        lock (_said)
            _said.Clear();
        using var run = Start("guess", "drop-file = \"DOOR32.SYS\"", scratch);
        await SaidAsync("100? ");
        Assert.Contains(greeting, Said, StringComparison.Ordinal);
        // All numbers in turn: one of them is it.
        run.Type(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, 100).Select(number => $"{number}\n"))));
        await SaidAsync("Right!");
        return await run.Result;
    }

    private async Task<DoorResult> RunAsync(string program, string more = "", string? scratch = null)
    {
        using var run = Start(program, more, scratch);
        return await run.Result;
    }

    private IDoorRun Start(string program, string more = "", string? scratch = null, TimeProvider? time = null) =>
        programs.Door(program, more).Start(scratch ?? programs.NewFolder(), Caller, data => Add(_said, data), time ?? TimeProvider.System);

    private Task SaidAsync(string text) => Until.TrueAsync(() => Said.Contains(text, StringComparison.Ordinal));

    private static void Add(StringBuilder said, ReadOnlyMemory<byte> data)
    {
        lock (said)
            said.Append(Encoding.Latin1.GetString(data.Span));
    }

    private static string Text(StringBuilder said)
    {
        lock (said)
            return said.ToString();
    }
}

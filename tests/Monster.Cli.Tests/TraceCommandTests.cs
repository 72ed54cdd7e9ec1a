using System.Text.Json;

namespace Monster.Cli.Tests;

/// <summary>The <c>trace</c> commands, on a real program.</summary>
public sealed class TraceCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monster-cli-trace-");

    private string Trace => Path.Combine(_folder.FullName, "trace");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_program_is_run_and_its_trace_is_asked()
    {
        var run = CommandLine.Run("trace", "run", "--json", "--out", Trace, "--", "true");
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        ulong instructions = Instructions(run.Output);
        Assert.True(instructions > 10_000);
        Assert.Equal(instructions, Instructions(CommandLine.Run("trace", "summary", Trace, "--json").Output));
        Assert.Contains("ld-linux", CommandLine.Run("trace", "hot", Trace).Output, StringComparison.Ordinal);
        Assert.Contains("openat", CommandLine.Run("trace", "syscalls", Trace).Output, StringComparison.Ordinal);
        Assert.Contains("_start", CommandLine.Run("trace", "calls", Trace).Output, StringComparison.Ordinal);
        Assert.Contains("functions", CommandLine.Run("trace", "coverage", Trace, "--module", "libc.so.6").Output, StringComparison.Ordinal);
        Assert.Contains("conservatively reachable", CommandLine.Run("trace", "reach", Trace).Output, StringComparison.Ordinal);
        Assert.Equal(0, CommandLine.Run("trace", "diff", Trace, Trace).ExitCode);
        Assert.True(File.Exists(CommandLine.Run("trace", "report", Trace).Output.Trim()));
        var query = CommandLine.Run("trace", "query", Trace, "SELECT instructions FROM run", "--csv");
        Assert.Equal($"instructions\n{instructions}\n", query.Output);
    }

    [Fact]
    public void A_recorded_play_as_native_code_ends_in_the_same_score_and_state_and_its_cost_is_exact()
    {
        string demo = Repository.At("games", "demo", "MazeRun.play"), data = Path.Combine(_folder.FullName, "data");
        var first = CommandLine.Run("trace", "play", demo, "--data", data, "--json");
        Assert.Equal("", first.Error);
        Assert.Equal(0, first.ExitCode);
        var again = CommandLine.Run("trace", "play", demo, "--data", data, "--json", "--mode", "blocks", "--out", Trace);
        Assert.Equal(first.Output, again.Output); // to the instruction, in another mode
        using var said = JsonDocument.Parse(first.Output);
        var recording = Monster.Arcade.PlayerStore.Read(demo);
        Assert.Equal(recording.Score, said.RootElement.GetProperty("score").GetInt32());
        var cost = Assert.Single(new Monster.Arcade.GuestCosts(Monster.Arcade.GuestCosts.FolderOf(data)).Of(recording.Id()));
        Assert.Equal(said.RootElement.GetProperty("instructions").GetUInt64(), cost.Instructions);
        Assert.True(cost.InGame > cost.Instructions / 2, "most of it is the game");
        Assert.Contains(cost.Functions, f => f.Name.Contains("MazeRun", StringComparison.Ordinal)); // as the source calls them
        Assert.DoesNotContain(cost.Functions, f => f.Name.StartsWith("w2c_f", StringComparison.Ordinal));
        Assert.Equal(cost.Instructions, Instructions(CommandLine.Run("trace", "summary", Trace, "--json").Output));
        string other = Repository.At("games", "demo", "MelodyMix.play");
        Assert.Contains("another cartridge", CommandLine.Run("trace", "play", other, "--cartridge", Path.Combine(AppContext.BaseDirectory, "cartridges", "MazeRun.wasm"), "--data", data).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aarch64")]
    [InlineData("riscv64")]
    [InlineData("s390x")] // big-endian
    public void A_recorded_play_ends_in_the_same_score_and_state_on_other_processors(string architecture)
    {
        var run = CommandLine.Run("trace", "play", Repository.At("games", "demo", "MazeRun.play"), "--arch", architecture, "--data", _folder.FullName, "--json");
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.True(Instructions(run.Output) > 1_000_000);
    }

    [Fact]
    public void Without_QEMU_the_package_is_named()
    {
        string dotnet = Environment.ProcessPath!;
        var start = new System.Diagnostics.ProcessStartInfo(dotnet.EndsWith("dotnet", StringComparison.Ordinal) ? dotnet : "dotnet", [Path.Combine(AppContext.BaseDirectory, "monster.dll"), "trace", "run", "--out", Trace, "--", "/bin/true"]) { RedirectStandardError = true };
        start.Environment["PATH"] = _folder.FullName;
        using var process = System.Diagnostics.Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(ExitCode.BadInput, process.ExitCode);
        Assert.Contains("apt install qemu-user", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Trace));
    }

    [Fact]
    public void The_exit_code_of_the_traced_program_is_passed_on() =>
        Assert.Equal(7, CommandLine.Run("trace", "run", "--quiet", "--out", Trace, "--", "sh", "-c", "exit 7").ExitCode);

    [Fact]
    public void Stages_say_what_each_adds_and_what_was_executed_outside()
    {
        var run = CommandLine.Run("trace", "stages", "--json", "--out", Trace, "--stage", "short=-c :", "--stage", "failing=-c false", "--stage", "outside=-c /bin/true", "--", "sh");
        using var document = JsonDocument.Parse(run.Output.Split('\n')[0]);
        var stages = document.RootElement.GetProperty("stages").EnumerateArray().ToList();
        Assert.Equal(["short", "failing", "outside"], stages.Select(s => s.GetProperty("name").GetString()));
        Assert.Equal(stages[1].GetProperty("instructions").GetInt64() - stages[0].GetProperty("instructions").GetInt64(), stages[1].GetProperty("difference").GetInt64());
        Assert.Equal("/bin/true", Assert.Single(stages[2].GetProperty("executed_not_traced").EnumerateArray()).GetString());
        Assert.Equal(ExitCode.CheckFailed, run.ExitCode); // of the second stage
    }

    [Theory]
    [InlineData("there is no program", "trace", "run", "--", "no-such-program")]
    [InlineData("--every needs --length", "trace", "run", "--every", "5", "--", "true")]
    [InlineData("no kernel", "qemu", "test", "--kernel", "no-such-kernel")]
    [InlineData("is qemu-system-ARCHITECTURE", "trace", "run", "--system", "--", "true")]
    [InlineData("there is no file", "trace", "play", "./no.play")]
    [InlineData("is no guest address", "trace", "run", "--start-at", "main", "--", "true")]
    [InlineData("there is no folder", "trace", "summary", "nowhere")]
    public void What_cannot_be_done_is_one_clear_line(string message, params string[] arguments)
    {
        var run = CommandLine.Run(arguments);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    private static ulong Instructions(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("instructions").GetUInt64();
    }
}

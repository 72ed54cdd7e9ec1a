using System.Diagnostics;

namespace Monster.Cli.Tests;

/// <summary><c>monster qemu test --door</c>: the arcade's door in a booted machine.</summary>
public sealed class DoorMachineTests
{
    /// <summary>Publishes the one file and boots a kernel with it; takes some minutes and needs a kernel, so only with MONSTER_LONG=1.</summary>
    [Fact]
    public void The_door_in_a_booted_machine_plays_a_typed_recording_to_the_same_score_and_state()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("MONSTER_LONG") == "1", "Publishing and booting take some minutes: MONSTER_LONG=1.");
        string? kernel = Environment.GetEnvironmentVariable("MONSTER_KERNEL") ?? (Directory.Exists("/boot") ? Directory.EnumerateFiles("/boot", "vmlinuz-*").OrderDescending(StringComparer.Ordinal).FirstOrDefault() : null);
        Assert.SkipWhen(kernel is null, "No kernel: docs/qemu.md tells where to get one, MONSTER_KERNEL names it.");
        string folder = Directory.CreateTempSubdirectory("monster-door-machine-").FullName, trace = Path.Combine(folder, "trace");
        try
        {
            Assert.Equal(0, Run("publish").ExitCode);
            var (code, output) = Run("monster", "qemu", "test", "--kernel", kernel!, "--door", Repository.At("artifacts", "publish", "linux-x64", "monster"), "--out", trace, "--timeout", "600");
            Assert.True(code == 0, output);
            Assert.Contains("the same score and state", output, StringComparison.Ordinal);
            Assert.True(Assert.Single(Monster.Trace.Tables.TableFile.Read<Monster.Trace.Tables.RunRow>(trace)).Instructions > 1_000_000_000);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_game_that_goes_by_the_clock_cannot_be_typed_and_is_refused()
    {
        string any = Environment.ProcessPath!;
        var run = CommandLine.Run("qemu", "test", Repository.At("games", "demo", "MazeRun.play"), "--kernel", any, "--door", any);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("goes by the clock", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_door_that_is_not_there_is_named_with_what_makes_it()
    {
        var run = CommandLine.Run("qemu", "test", "--kernel", Environment.ProcessPath!, "--door", "no-such-monster");
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("'no-such-monster': ./publish makes it", run.Error, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Repository.At(program), arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}

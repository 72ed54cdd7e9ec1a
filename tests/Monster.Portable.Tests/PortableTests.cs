using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Monster.Cli;

namespace Monster.Portable.Tests;

/// <summary>The program in one file.</summary>
public sealed class PortableTests
{
    private const string Shown = "Maze";

    [Fact]
    public void It_has_the_commands_of_the_whole_program_that_need_no_board_and_no_compiler() =>
        Assert.Equal(["door", "play", "games", "watch", "verify", "recording"], PortableProgram.CreateRoot().Subcommands.Select(command => command.Name));

    /// <summary>Publishes the file and starts it with an empty environment; takes a minute or two, so only with MONSTER_LONG=1.</summary>
    [Fact]
    public async Task The_published_file_needs_nothing_else_and_stays_below_45_MB()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("MONSTER_LONG") == "1", "Publishing takes a minute or two: MONSTER_LONG=1.");
        string folder = Directory.CreateTempSubdirectory("monster-portable-").FullName;
        try
        {
            var (code, said) = await RunAsync(Path.Combine(Root(), "publish"), Root(), null);
            Assert.True(code == 0, said);
            string built = Directory.GetFiles(Path.Combine(Root(), "artifacts", "publish"), "monster", SearchOption.AllDirectories).Single(path => path.Contains(System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, StringComparison.Ordinal));
            Assert.InRange(new FileInfo(built).Length, 1, 45_000_000);
            string program = Path.Combine(folder, "monster");
            File.Copy(built, program);
            (code, said) = await RunAsync(program, folder, folder, "games");
            Assert.Equal(0, code);
            Assert.DoesNotContain("\n0 of 71 can be played", said, StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(folder, "bbsdev.drp"), "1.0\r\nstdio\r\n\r\nann\r\n1\r\n80\r\n24\r\nY\r\nN\r\n\r\n\r\nUTF-8\r\nen\r\nx\r\ny\r\nz\r\n1\r\n1\r\nN\r\n", TestContext.Current.CancellationToken);
            (code, said) = await RunAsync(program, folder, folder, "door", folder, "--data", folder);
            Assert.Equal(0, code);
            Assert.Contains(Shown, said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs a program; its input ends when its screen is shown, so that a door is left by hanging up.</summary>
    private static async Task<(int Code, string Said)> RunAsync(string program, string folder, string? home, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        if (home is not null)
        {
            start.Environment.Clear();
            start.Environment["HOME"] = home;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var said = new StringBuilder();
        char[] some = new char[4096];
        while (await process.StandardOutput.ReadAsync(some) is > 0 and var count)
        {
            said.Append(some, 0, count);
            if (said.ToString().Contains(Shown, StringComparison.Ordinal))
                process.StandardInput.Close();
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, said + await error);
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}

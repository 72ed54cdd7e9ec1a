using System.Diagnostics;

namespace Monster.Cli.Tests;

/// <summary>The program as a process of its own.</summary>
public sealed class ProcessTests(PlayerFolder folder)
{
    [Fact]
    public async Task Several_processes_that_need_a_signing_key_at_once_agree_on_one()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Run(folder["shared"], "key")));
        Assert.All(keys, said => Assert.Equal(0, said.ExitCode));
        Assert.Single(keys.Select(k => k.Output.Trim()).Distinct());
        Assert.Equal(64, keys[0].Output.Trim().Length);
    }

    [Fact]
    public async Task A_mistake_is_one_line_on_standard_error_and_exit_code_2()
    {
        var said = await Run(folder["data"], "verify", "./nothing.play");
        Assert.Equal(new CommandLine(2, "", "monster: There is no file './nothing.play'.\n"), said);
    }

    private static async Task<CommandLine> Run(string data, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "monster.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MONSTER_DATA"] = data;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandLine(process.ExitCode, await output, await error);
    }
}

using System.CommandLine;
using Monster.Bbs;
using Monster.Bbs.People;
using Monster.Bbs.Screens;
using Monster.Bbs.Sessions;
using Monster.Board.People;

namespace Monster.Cli;

/// <summary>A board's data directory opened by a command at the shell, while no board runs on it.</summary>
internal static class BoardDesk
{
    /// <summary>The option every such command has.</summary>
    public static Option<string?> Data() => DataOption.Create("The board's data directory. The board must not be running: while it is, use the sysop's menu.");

    /// <summary>Opens the directory, does something, and closes it.</summary>
    /// <exception cref="CommandException">The board there runs, or what was asked for is refused.</exception>
    public static async Task<int> RunAsync(string? data, Func<BbsServices, Task> work)
    {
        string directory = DataOption.Of(data);
        if (!Directory.Exists(directory))
            throw new CommandException($"There is no board in '{directory}'. --data says where it is; 'monster up' begins one.");
        try
        {
            await using var board = BoardHost.Open(directory);
            using var services = new BbsServices(board, new Nodes(1, TimeProvider.System), TimeProvider.System);
            await work(services);
            return ExitCode.Ok;
        }
        catch (RefusedException e)
        {
            throw new CommandException(e.Message);
        }
        catch (LogException e) when (e.Message.Contains("running already", StringComparison.Ordinal))
        {
            throw new CommandException($"{e.Message} Do it there, in the sysop's menu, or close the board first.");
        }
    }

    /// <summary>An account by name.</summary>
    public static Account Find(BbsServices services, string name) =>
        services.Board.Read(store => Accounts.Find(store, name)) ?? throw new CommandException($"Nobody is called '{name}'. 'monster user list' shows everybody.");
}

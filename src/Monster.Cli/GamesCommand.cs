using System.CommandLine;
using Monster.Arcade;

namespace Monster.Cli;

/// <summary><c>monster games</c>: the 71 games by shard, and which of them can be played here.</summary>
public static class GamesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("games", "List the games.");
        command.SetAction(result =>
        {
            for (int shard = 0; shard < Shards.Count; shard++)
                result.InvocationConfiguration.Output.WriteLine($"{shard,2}  {Shards.Names[shard]}");
            return ExitCode.Ok;
        });
        return command;
    }
}

using System.CommandLine;
using Monster.Arcade;
using Monster.Arcade.Observatory;

namespace Monster.Cli.Hecke;

/// <summary><c>monster hecke observe</c>: the observatory in this terminal.</summary>
public static class HeckeObserveCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var shard = new Argument<int>("SHARD") { Description = "The shard to look at first, 0 to 70.", DefaultValueFactory = _ => Monster.Hecke.DailyWalk.FirstShard };
        var command = new Command("observe", "Look at the operators at work: the graph, T_p as a picture, eigenvalues, the walk, q-expansions, Ogg's primes.") { shard };
        var screen = new ScreenOptions(command);
        command.SetAction(result =>
        {
            int first = result.GetValue(shard);
            if (first is < 0 or >= Shards.Count)
                throw new CommandException($"There is no shard {first}: they are 0 to {Shards.Count - 1}.");
            using var arcade = new LocalArcade();
            var hall = ScreenOptions.Hall(arcade);
            return screen.Show(result, time => ObservatoryView.Of(hall, time, first));
        });
        return command;
    }
}

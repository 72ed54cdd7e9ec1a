using System.CommandLine;
using Monster.Arcade.Screens;

namespace Monster.Cli;

/// <summary><c>monster play</c>: the arcade in this terminal, or one game.</summary>
public static class PlayCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var name = new Argument<string?>("NAME|FILE.wasm")
        {
            Description = "A game's name, as much of it as is needed, or its shard, or a cartridge's file; without it, all games.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("play", "Play: choose among all games, or start one.") { name };
        var screen = new ScreenOptions(command);
        command.SetAction(result =>
        {
            using var arcade = new LocalArcade();
            var hall = ScreenOptions.Hall(arcade);
            if (result.GetValue(name) is not { } wanted)
                return screen.Show(result, time => new GridView(hall, time));
            var cartridge = ScreenOptions.Find(arcade, wanted);
            return screen.Show(result, time => new PlayView(hall, cartridge, time));
        });
        return command;
    }
}

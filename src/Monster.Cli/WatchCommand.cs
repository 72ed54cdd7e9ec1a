using System.CommandLine;
using Monster.Arcade;
using Monster.Arcade.Screens;

namespace Monster.Cli;

/// <summary><c>monster watch</c>: a recording in this terminal, at any speed.</summary>
public static class WatchCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The recording, a .play file." };
        var cartridge = new Option<string?>("--cartridge") { Description = "The cartridge it was played with, when it is not one of the arcade's.", HelpName = "FILE.wasm" };
        var command = new Command("watch", "Watch a recording at any speed.") { file, cartridge };
        var screen = new ScreenOptions(command);
        command.SetAction(result =>
        {
            var recording = PlayerStore.Read(result.GetRequiredValue(file));
            using var arcade = new LocalArcade();
            var game = result.GetValue(cartridge) is { } path ? arcade.Cartridge(path) : arcade.CartridgeOf(recording);
            return screen.Show(result, _ => new WatchView(game, recording));
        });
        return command;
    }
}

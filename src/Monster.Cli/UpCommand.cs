using System.CommandLine;
using Monster.Arcade.Screens;

namespace Monster.Cli;

/// <summary><c>monster up</c>: everything this machine has to offer; so far, the arcade in this terminal.</summary>
public static class UpCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("up", "Open the arcade.");
        var screen = new ScreenOptions(command);
        command.SetAction(result =>
        {
            using var arcade = new LocalArcade();
            result.InvocationConfiguration.Output.WriteLine($"Your recordings, best scores and saved plays are kept in {arcade.DataFolder}");
            var hall = ScreenOptions.Hall(arcade);
            return screen.Show(result, time => new GridView(hall, time));
        });
        return command;
    }
}

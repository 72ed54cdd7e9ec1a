using System.CommandLine;

namespace Monster.Cli;

/// <summary><c>monster up</c>: the board, for callers by telnet and browser, and in this terminal.</summary>
public static class UpCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("up", "Open the board: for callers by telnet and browser, and in this terminal.");
        var settings = new SettingOptions(command);
        var screen = new ScreenOptions(command);
        var serve = new Option<bool>("--no-console") { Description = "Only answer callers; do not open the board in this terminal." };
        command.Add(serve);
        // Not as an asynchronous action: those are given two seconds after a signal, and callers have more.
        command.SetAction(result => BoardRun.RunAsync(result, settings, screen, result.GetValue(serve)).GetAwaiter().GetResult());
        return command;
    }
}

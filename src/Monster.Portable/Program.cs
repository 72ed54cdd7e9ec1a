using System.CommandLine;

namespace Monster.Cli;

/// <summary>
/// The <c>monster</c> command as one file that needs nothing else on the machine: what a sysop of another board and a player need. The whole program, with the
/// board, the compiler and the workshop, is <c>Monster.Cli</c>.
/// </summary>
public static class PortableProgram
{
    /// <summary>Runs the command line of this process.</summary>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static int Main(string[] args)
    {
        if (OperatingSystem.IsLinux())
            NativeLibraries.Use();
        return CommandRun.Start(CreateRoot(), args);
    }

    /// <summary>The command line's grammar.</summary>
    public static RootCommand CreateRoot() => new("The Monster Arcade in one file: a door for any bulletin board, and the games in this terminal.")
    {
        DoorCommand.Create(),
        PlayCommand.Create(),
        GamesCommand.Create(),
        WatchCommand.Create(),
        VerifyCommand.Create(),
        RecordingCommand.Create(),
    };
}

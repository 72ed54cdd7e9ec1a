using System.CommandLine;
using Monster.Cli.Hecke;

namespace Monster.Cli;

/// <summary>
/// The <c>monster</c> command. Each command is one file with a static <c>Create</c> that is called here; it writes data to
/// the configured output and throws for anything it cannot do. What an exception means to the person at the keyboard is
/// decided in one place, <see cref="Failures"/>.
/// </summary>
public static class Program
{
    /// <summary>Runs the command line of this process.</summary>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static int Main(string[] args) => CommandRun.Start(CreateRoot(), args);

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where complaints go, one line each.</param>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error) => CommandRun.Run(CreateRoot(), args, output, error);

    /// <summary>The command line's grammar. A new command is a line here and a file of its own.</summary>
    public static RootCommand CreateRoot() => new("An arcade in your terminal whose scores anyone can check. Start with: monster up")
    {
        UpCommand.Create(),
        PlayCommand.Create(),
        WatchCommand.Create(),
        GamesCommand.Create(),
        DoorCommand.Create(),
        DoorsCommand.Create(),
        VerifyCommand.Create(),
        ExportCommand.Create(),
        RecordingCommand.Create(),
        KeyCommand.Create(),
        SiteCommand.Create(),
        ConfigCommand.Create(),
        SystemdCommand.Create(),
        SshCommand.Create(),
        UserCommand.Create(),
        BoardCommand.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
        new Command("cart", "Make, check and run cartridges.")
        {
            CartNewCommand.Create(),
            CartBuildCommand.Create(),
            CartRunCommand.Create(),
            CartCheckCommand.Create(),
            CartInfoCommand.Create(),
            CartImportCommand.Create(),
            CartGamesCommand.Create(),
        },
        new Command("hecke", "Hecke operators: the 71 modules, modular forms, the observatory, and every identity checked.")
        {
            HeckeCheckCommand.Create(),
            HeckeTauCommand.Create(),
            HeckeCoeffsCommand.Create(),
            HeckeMatrixCommand.Create(),
            HeckeGraphCommand.Create(),
            HeckeModuleCommand.Create(),
            HeckeObserveCommand.Create(),
            HeckeDailyCommand.Create(),
            HeckeBuildCommand.Create(),
        },
        new Command("trace", "Run programs under QEMU and see exactly what they did.")
        {
            TraceRunCommand.Create(),
            TraceSummaryCommand.Create(),
            TraceHotCommand.Create(),
            TraceSyscallsCommand.Create(),
            TraceCoverageCommand.Create(),
            TraceCallsCommand.Create(),
            TraceReachCommand.Create(),
            TraceDiffCommand.Create(),
            TraceStagesCommand.Create(),
            TraceExportCommand.Create(),
            TraceReportCommand.Create(),
            TraceQueryCommand.Create(),
            TracePlayCommand.Create(),
        },
        new Command("qemu", "Whole machines under QEMU.")
        {
            QemuTestCommand.Create(),
        },
    };
}

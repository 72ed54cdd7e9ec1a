using System.CommandLine;
using System.CommandLine.Invocation;
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
    public static int Main(string[] args) => args is ["door", ..] ? RunQuietly(args) : Run(args, Console.Out, Console.Error);

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where complaints go, one line each.</param>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var result = CreateRoot().Parse(args.Length == 0 ? ["--help"] : args);
        if (result.Action is ParseErrorAction)
        {
            string path = string.Join(' ', CommandPath(result.CommandResult));
            // A word that is no command is what went wrong, not that a command is missing.
            string problem = result.CommandResult.Command.Subcommands.Any() && result.UnmatchedTokens is [{ } word, ..]
                ? $"There is no command '{word}'."
                : Sentence(result.Errors[0].Message);
            error.WriteLine($"{path}: {problem} See '{path} --help'.");
            return ExitCode.BadInput;
        }

        try
        {
            return result.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (Failures.Describe(e) is { } message)
        {
            error.WriteLine($"monster: {message}");
            return ExitCode.BadInput;
        }
    }

    /// <summary>
    /// Runs a command whose standard output is somebody's terminal from the first byte: the console of .NET, once touched, writes to it what switches a keypad.
    /// </summary>
    private static int RunQuietly(string[] args)
    {
        using var output = Writer(1);
        using var error = Writer(2);
        return Run(args, output, error);
    }

    private static StreamWriter Writer(nint descriptor) =>
        new(new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0)) { AutoFlush = true };

    /// <summary>The command line's grammar. A new command is a line here and a file of its own.</summary>
    public static RootCommand CreateRoot() => new("An arcade in your terminal whose scores anyone can check. Start with: monster up")
    {
        UpCommand.Create(),
        PlayCommand.Create(),
        WatchCommand.Create(),
        GamesCommand.Create(),
        DoorCommand.Create(),
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
        },
    };

    private static Stack<string> CommandPath(System.CommandLine.Parsing.SymbolResult? result)
    {
        var names = new Stack<string>();
        for (; result is not null; result = result.Parent)
        {
            if (result is System.CommandLine.Parsing.CommandResult command)
                names.Push(command.Command is RootCommand ? "monster" : command.Command.Name);
        }

        return names;
    }

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}

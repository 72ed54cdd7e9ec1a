using System.CommandLine;
using System.CommandLine.Invocation;

namespace Monster.Cli;

/// <summary>Runs a command line of any grammar: what went wrong is told in one line, with what to do.</summary>
internal static class CommandRun
{
    /// <summary>Runs the command line of this process.</summary>
    public static int Start(RootCommand root, string[] args) => args is ["door", ..] ? RunQuietly(root, args) : Run(root, args, Console.Out, Console.Error);

    /// <summary>Runs a command line.</summary>
    /// <param name="root">The grammar.</param>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where complaints go, one line each.</param>
    /// <returns>An exit code of <see cref="ExitCode"/>.</returns>
    public static int Run(RootCommand root, string[] args, TextWriter output, TextWriter error)
    {
        var result = root.Parse(args.Length == 0 ? ["--help"] : args);
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
    private static int RunQuietly(RootCommand root, string[] args)
    {
        using var output = Writer(1);
        using var error = Writer(2);
        return Run(root, args, output, error);
    }

    private static StreamWriter Writer(nint descriptor) =>
        new(new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0)) { AutoFlush = true };

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

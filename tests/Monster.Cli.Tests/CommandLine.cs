namespace Monster.Cli.Tests;

/// <summary>Runs a command line in this process and keeps what it said.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    public static CommandLine Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = Program.Run(args, output, error);
        return new CommandLine(code, output.ToString(), error.ToString());
    }
}

using Monster.Arcade;
using Monster.Hecke;
using Monster.Trace;
using Monster.Tty;

namespace Monster.Cli;

/// <summary>Turns the exceptions that a person can do something about into one line; all others are faults and stay exceptions.</summary>
public static class Failures
{
    /// <summary>The line to show, or null when the exception is a fault in this program.</summary>
    public static string? Describe(Exception e) => e switch
    {
        CommandException => e.Message,
        ArcadeException => e.Message,
        TtyException => e.Message,
        _ when ServerFailures.Describe(e) is { } message => message,
        HeckeModuleException => e.Message,
        TraceException => e.Message,
        FileNotFoundException { FileName: { } name } => $"There is no file '{name}'.",
        DirectoryNotFoundException => e.Message,
        IOException => e.Message,
        UnauthorizedAccessException => e.Message,
        _ => null,
    };
}

using Monster.Arcade;
using Monster.Tty;

namespace Monster.Cli;

/// <summary>Turns the exceptions that a person can do something about into one line; all others are faults and stay exceptions.</summary>
internal static class Failures
{
    /// <summary>The line to show, or null when the exception is a fault in this program.</summary>
    public static string? Describe(Exception e) => e switch
    {
        CommandException or ArcadeException or TtyException or IOException or UnauthorizedAccessException => e.Message,
        _ => null,
    };
}

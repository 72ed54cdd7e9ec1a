namespace Monster.Cli;

/// <summary>A command cannot do what it was asked. The message is one line for the person who asked.</summary>
public sealed class CommandException : Exception
{
    /// <summary>Says what happened, to what, and what to do.</summary>
    public CommandException(string message)
        : base(message)
    {
    }

    /// <summary>Says what happened, to what, and what to do, and keeps the cause.</summary>
    public CommandException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Not used: a message is what this is for.</summary>
    public CommandException()
    {
    }
}

namespace Monster.Bbs;

/// <summary>The log cannot be used; the message says why and what to do.</summary>
public sealed class LogException : Exception
{
    /// <summary>With no message.</summary>
    public LogException()
    {
    }

    /// <summary>With a message.</summary>
    public LogException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public LogException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

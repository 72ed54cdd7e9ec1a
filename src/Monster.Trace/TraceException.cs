namespace Monster.Trace;

/// <summary>Tracing, or reading a trace, cannot go on. The message says what happened, to what, and what to do.</summary>
public sealed class TraceException : Exception
{
    /// <summary>Says what happened, to what, and what to do.</summary>
    public TraceException(string message)
        : base(message)
    {
    }

    /// <summary>Says what happened, to what, and what to do, and keeps the cause.</summary>
    public TraceException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Not used: a message is what this is for.</summary>
    public TraceException()
    {
    }
}

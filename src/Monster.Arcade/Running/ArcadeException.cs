namespace Monster.Arcade;

/// <summary>Something the arcade cannot do. The message is for people: what happened, to what, and what to do.</summary>
public class ArcadeException : Exception
{
    /// <summary>Says what happened, to what, and what to do.</summary>
    public ArcadeException(string message)
        : base(message)
    {
    }

    /// <summary>Says what happened, to what, and what to do, and keeps the cause.</summary>
    public ArcadeException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An exception without a message.</summary>
    public ArcadeException()
    {
    }
}

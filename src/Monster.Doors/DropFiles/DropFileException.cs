namespace Monster.Doors;

/// <summary>A drop file is missing or cannot be used. The message says which line, why, and what to do.</summary>
public sealed class DropFileException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public DropFileException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and keeps the cause.</summary>
    public DropFileException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

namespace Monster.Board;

/// <summary>A store could not do what was asked: its disk is full or failed, or its file is damaged. No fault of a command.</summary>
public sealed class StoreException : Exception
{
    /// <summary>With no message.</summary>
    public StoreException()
    {
    }

    /// <summary>With a message.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public StoreException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>With a message, and whether it is the disk that failed or is full.</summary>
    public StoreException(string message, bool isDisk)
        : base(message) => IsDisk = isDisk;

    /// <summary>Whether the disk failed or is full.</summary>
    public bool IsDisk { get; }
}

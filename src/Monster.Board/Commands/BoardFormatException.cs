namespace Monster.Board;

/// <summary>Bytes that are not what they should be: a command of another version, a cut or forged field. The message says which.</summary>
public sealed class BoardFormatException : Exception
{
    /// <summary>With no message.</summary>
    public BoardFormatException()
    {
    }

    /// <summary>With a message.</summary>
    public BoardFormatException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public BoardFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

namespace Monster.Server;

/// <summary>The server cannot do what it was asked to. The message is for the person who started it.</summary>
public sealed class ServerException : Exception
{
    /// <summary>The reason, as people read it.</summary>
    public ServerException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

namespace Monster.Tty;

/// <summary>This process has no terminal that a screen can be shown on. The message is for the person who started it.</summary>
public sealed class TtyException : Exception
{
    /// <summary>The reason, as people read it.</summary>
    public TtyException(string message)
        : base(message)
    {
    }
}

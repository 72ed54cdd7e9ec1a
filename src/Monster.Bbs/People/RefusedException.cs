namespace Monster.Bbs.People;

/// <summary>Something a person asked for cannot be done; the message says why, in words for that person.</summary>
public sealed class RefusedException : Exception
{
    /// <summary>With the reason.</summary>
    public RefusedException(string message)
        : base(message)
    {
    }
}

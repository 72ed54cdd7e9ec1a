namespace Monster.Bbs.People;

/// <summary>Something a person asked for cannot be done; the message says why, in words for that person.</summary>
public sealed class RefusedException : Exception
{
    /// <summary>With the reason.</summary>
    public RefusedException(string message)
        : base(message)
    {
    }

    /// <summary>How long to wait before it may be asked again; null when waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether a password or a one-time code was wrong.</summary>
    public bool IsWrongPassword { get; init; }
}

namespace Monster.Bbs.People;

/// <summary>A person's key is gone: the account was deleted, or the data directory's <c>secrets</c> were lost.</summary>
public sealed class KeyDroppedException : Exception
{
    /// <summary>With what went wrong in reading it.</summary>
    public KeyDroppedException(Exception inner)
        : base("That person's key is gone: the account was deleted.", inner)
    {
    }
}

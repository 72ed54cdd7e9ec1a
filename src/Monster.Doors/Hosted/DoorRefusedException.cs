namespace Monster.Doors;

/// <summary>A door's folder cannot be used. The message says which file and line, why, and what to do.</summary>
public sealed class DoorRefusedException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public DoorRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and keeps the cause.</summary>
    public DoorRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

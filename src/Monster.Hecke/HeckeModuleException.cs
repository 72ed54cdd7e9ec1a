namespace Monster.Hecke;

/// <summary>A module or the manifest is missing, damaged or did not answer. The message is one line for the person who asked.</summary>
public sealed class HeckeModuleException : Exception
{
    /// <summary>Says what happened, to what, and what to do.</summary>
    public HeckeModuleException(string message)
        : base(message)
    {
    }

    /// <summary>Says what happened, to what, and what to do, and keeps the cause.</summary>
    public HeckeModuleException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Not used: a message is what this is for.</summary>
    public HeckeModuleException()
    {
    }
}

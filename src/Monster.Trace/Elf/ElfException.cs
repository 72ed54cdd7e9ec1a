namespace Monster.Trace.Elf;

/// <summary>A file is no ELF file, or contradicts itself.</summary>
public sealed class ElfException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public ElfException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and keeps the cause.</summary>
    public ElfException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Not used: a message is what this is for.</summary>
    public ElfException()
    {
    }
}

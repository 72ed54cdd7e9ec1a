namespace Monster.Trace.Plugin;

/// <summary>Code that is recorded: guest addresses, or bytes of a module's file.</summary>
internal unsafe struct FilterRange
{
    /// <summary>First address, or first offset in the file.</summary>
    public ulong From;

    /// <summary>The one after the last.</summary>
    public ulong To;

    /// <summary>The module's path, or its last part; null for guest addresses.</summary>
    public byte* Module;

    /// <summary>Bytes of it.</summary>
    public int ModuleLength;
}

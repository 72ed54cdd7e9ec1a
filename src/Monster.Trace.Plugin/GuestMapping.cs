namespace Monster.Trace.Plugin;

/// <summary>A mapping of a file that a filter names, in the guest.</summary>
internal struct GuestMapping
{
    /// <summary>First guest address.</summary>
    public ulong From;

    /// <summary>The one after the last.</summary>
    public ulong To;

    /// <summary>The file's byte at the first address.</summary>
    public ulong Offset;

    /// <summary>Which filter names the file.</summary>
    public int Filter;
}

namespace Monster.Trace.Plugin;

/// <summary>The arguments of a virtual CPU's mmap or munmap that has not returned yet.</summary>
internal struct PendingMap
{
    /// <summary>The call's number; 0 when there is none.</summary>
    public ulong Number;

    /// <summary>Guest address asked for.</summary>
    public ulong Address;

    /// <summary>Bytes.</summary>
    public ulong Length;

    /// <summary>Protection.</summary>
    public uint Protection;

    /// <summary>File descriptor, -1 for none.</summary>
    public int Descriptor;

    /// <summary>File offset.</summary>
    public ulong Offset;
}

namespace Monster.Trace.Plugin;

/// <summary>
/// When recording is limited to a part of the run, the emitted code counts instructions here and records only while it is open. The
/// offsets of the first three are in the emitted code.
/// </summary>
internal struct Gate
{
    /// <summary>Instructions of all virtual CPUs so far, counted as blocks begin.</summary>
    public ulong Instructions;

    /// <summary>At this count the slow path decides what is next.</summary>
    public ulong Next;

    /// <summary>1 while recording.</summary>
    public ulong Open;

    /// <summary>The count at which recording begins; 0 when not by count.</summary>
    public ulong StartAfter;

    /// <summary>How many instructions are recorded each time; 0 for all.</summary>
    public ulong Length;

    /// <summary>Distance of the beginnings of repeated windows; 0 for one.</summary>
    public ulong Every;

    /// <summary>Recording begins when this address is reached; 0 for none.</summary>
    public ulong StartAddress;

    /// <summary>... for the nth time, from 1.</summary>
    public ulong StartHit;

    /// <summary>Recording ends when this address is reached; 0 for none.</summary>
    public ulong StopAddress;

    /// <summary>... for the nth time after it began, from 1.</summary>
    public ulong StopHit;

    /// <summary>How often the start address was reached.</summary>
    public ulong StartHits;

    /// <summary>How often the stop address was reached while recording.</summary>
    public ulong StopHits;
}

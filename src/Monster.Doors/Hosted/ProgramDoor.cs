namespace Monster.Doors;

/// <summary>A door that is a program which writes to a screen.</summary>
public abstract class ProgramDoor : HostedDoor
{
    private protected ProgramDoor(DoorManifest manifest)
        : base(manifest)
    {
    }

    /// <summary>Whether it is told when the caller's screen changes its size; else it has 80 by 24.</summary>
    public virtual bool Resizes => false;

    /// <summary>The byte that Backspace sends.</summary>
    internal virtual byte Backspace => 8;

    /// <summary>Starts it for a caller.</summary>
    /// <param name="scratch">Where it keeps this caller's things; made when missing.</param>
    /// <param name="caller">What it is told of the caller.</param>
    /// <param name="output">Given what it writes, from a thread of its own; must be quick and must not throw.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">What it needs cannot be made.</exception>
    public abstract IDoorRun Start(string scratch, DoorFacts caller, Action<ReadOnlyMemory<byte>> output, TimeProvider time);
}

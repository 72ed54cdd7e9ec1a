namespace Monster.Doors;

/// <summary>What carries the caller's bytes, as a drop file names it.</summary>
public enum DoorLink
{
    /// <summary>The file does not say. Not the same as <see cref="Local"/>.</summary>
    Unknown,

    /// <summary>Standard input and output.</summary>
    Stdio,

    /// <summary>The console of the board's own machine.</summary>
    Local,

    /// <summary>An inherited socket: see <see cref="DoorFacts.Handle"/>.</summary>
    Socket,

    /// <summary>A serial line, a UART or a FOSSIL driver: nothing that a program of today can talk to.</summary>
    Serial,
}

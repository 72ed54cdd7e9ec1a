namespace Monster.Doors;

/// <summary>How a door's run ended.</summary>
public enum DoorEnding
{
    /// <summary>By itself.</summary>
    Done,

    /// <summary>The caller left, and it took the end of its input for an answer, or its grace ran out.</summary>
    CallerGone,

    /// <summary>It did something that WebAssembly or the processor does not allow: a fault of the program.</summary>
    Trapped,

    /// <summary>It, with all it started, took more memory than it may: native doors only, for others cannot.</summary>
    Memory,

    /// <summary>It used up its instructions.</summary>
    Work,

    /// <summary>It used up its time.</summary>
    Time,

    /// <summary>It wrote more to the screen than it may.</summary>
    Output,

    /// <summary>It kept more than it may.</summary>
    Disk,
}

namespace Monster.Trace.Flow;

/// <summary>How a block ends.</summary>
public enum BranchKind
{
    /// <summary>Goes on with what follows: it was cut by the end of a page or its length.</summary>
    Next,

    /// <summary>Jumps to one place.</summary>
    Jump,

    /// <summary>Jumps to one place, or goes on.</summary>
    Conditional,

    /// <summary>Jumps to a computed place.</summary>
    IndirectJump,

    /// <summary>Calls one place.</summary>
    Call,

    /// <summary>Calls a computed place.</summary>
    IndirectCall,

    /// <summary>Returns.</summary>
    Return,

    /// <summary>Calls the system.</summary>
    System,

    /// <summary>Stops, or is not known.</summary>
    Stop,
}

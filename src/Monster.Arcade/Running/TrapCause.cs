namespace Monster.Arcade;

/// <summary>Why a cartridge stopped in the middle of a call (docs/abi.md, "Traps").</summary>
public enum TrapCause
{
    /// <summary>The call used up its budget.</summary>
    Budget = 1,

    /// <summary>Calls were nested too deeply.</summary>
    Depth = 2,

    /// <summary>The program did what it must not: out of bounds, division, a status other than 0 or 1, a negative score.</summary>
    Program = 3,
}

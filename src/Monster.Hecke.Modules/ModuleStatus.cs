namespace Monster.Hecke.Modules;

/// <summary>What the functions of a Hecke module return, so that a host never has to guess why nothing was written.</summary>
public enum ModuleStatus
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>A length is not the one that is needed.</summary>
    BadLength = 1,

    /// <summary>A range does not lie in the memory above <c>heap</c>, or is not aligned to its elements.</summary>
    BadRange = 2,

    /// <summary>The input and the output overlap.</summary>
    Overlap = 3,

    /// <summary>A value is so large that a sum might leave 64 bits; nothing was written.</summary>
    Overflow = 4,

    /// <summary>A shard, weight, character or modulus is out of range.</summary>
    BadParameter = 5,
}

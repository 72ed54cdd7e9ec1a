namespace Monster.Trace.Elf;

/// <summary>Where a function is known from; what comes first has the better name.</summary>
public enum FunctionSource
{
    /// <summary>.symtab.</summary>
    Symbol,

    /// <summary>.dynsym.</summary>
    Dynamic,

    /// <summary>An entry of a procedure linkage table.</summary>
    Plt,

    /// <summary>The entry point, .init or .fini.</summary>
    Entry,

    /// <summary>.eh_frame_hdr: also in stripped files.</summary>
    EhFrame,

    /// <summary>Code between the functions that are known: of files without names or unwind tables for all of it.</summary>
    Gap,
}

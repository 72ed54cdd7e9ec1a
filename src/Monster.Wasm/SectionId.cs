namespace Monster.Wasm;

/// <summary>The sections of a module, by their byte in the binary format. They stand in this order, but for <see cref="DataCount"/>, which comes before <see cref="Code"/>.</summary>
public enum SectionId : byte
{
    /// <summary>A custom section; as a place: the beginning of the module.</summary>
    Custom = 0,

    /// <summary>Function types.</summary>
    Type = 1,

    /// <summary>Imports.</summary>
    Import = 2,

    /// <summary>The types of the module's functions.</summary>
    Function = 3,

    /// <summary>Tables.</summary>
    Table = 4,

    /// <summary>Memories.</summary>
    Memory = 5,

    /// <summary>Globals.</summary>
    Global = 6,

    /// <summary>Exports.</summary>
    Export = 7,

    /// <summary>The start function.</summary>
    Start = 8,

    /// <summary>Element segments.</summary>
    Element = 9,

    /// <summary>The bodies of the functions.</summary>
    Code = 10,

    /// <summary>Data segments.</summary>
    Data = 11,

    /// <summary>The number of data segments, which bulk-memory instructions need.</summary>
    DataCount = 12,
}

namespace Monster.Trace.Reading;

/// <summary>What instructions are added up by.</summary>
public enum HotBy
{
    /// <summary>Functions; code in none by its module.</summary>
    Function,

    /// <summary>Blocks.</summary>
    Block,

    /// <summary>Source lines, where the program has DWARF line tables.</summary>
    Line,

    /// <summary>Modules.</summary>
    Module,
}

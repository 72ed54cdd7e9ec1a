namespace Monster.Wasm;

/// <summary>When a segment of data or elements is used.</summary>
public enum SegmentMode : byte
{
    /// <summary>Copied into its memory or table when the module is instantiated.</summary>
    Active,

    /// <summary>Copied by <c>memory.init</c> or <c>table.init</c>.</summary>
    Passive,

    /// <summary>Never copied; it only names functions.</summary>
    Declared,
}

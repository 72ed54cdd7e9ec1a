namespace Monster.Trace.Reading;

/// <summary>What a function cost in two traces.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Module">Its module's file name.</param>
/// <param name="Before">Instructions in the first.</param>
/// <param name="After">Instructions in the second.</param>
public readonly record struct DiffItem(string Name, string Module, ulong Before, ulong After)
{
    /// <summary>How many more in the second.</summary>
    public long Change => (long)(After - Before);
}

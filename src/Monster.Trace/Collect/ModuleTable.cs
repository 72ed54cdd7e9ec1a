using Monster.Trace.Tables;

namespace Monster.Trace.Collect;

/// <summary>The files that were mapped into guests.</summary>
internal sealed class ModuleTable
{
    private readonly Dictionary<string, uint> _ids = [];

    /// <summary>The mappings, in the order they were made.</summary>
    public List<MappingRow> Mappings { get; } = [];

    /// <summary>The paths, by number.</summary>
    public List<string> Paths { get; } = [];

    /// <summary>The number of a file.</summary>
    public uint Number(string path)
    {
        if (_ids.TryGetValue(path, out uint id))
            return id;
        _ids.Add(path, (uint)Paths.Count);
        Paths.Add(path);
        return (uint)Paths.Count - 1;
    }
}

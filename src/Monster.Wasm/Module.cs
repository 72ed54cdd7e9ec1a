namespace Monster.Wasm;

/// <summary>
/// A WebAssembly module, as lists that may be changed. <see cref="WasmReader"/> makes one of bytes, <see cref="WasmWriter"/> bytes of one;
/// neither checks that it is valid, which <see cref="Validator"/> does.
/// </summary>
public sealed class Module
{
    /// <summary>Function types.</summary>
    public List<FunctionType> Types { get; } = [];

    /// <summary>Imports, in their order.</summary>
    public List<Import> Imports { get; } = [];

    /// <summary>The functions the module defines; imported ones are not here but come first in the index space.</summary>
    public List<Function> Functions { get; } = [];

    /// <summary>The tables the module defines.</summary>
    public List<Limits> Tables { get; } = [];

    /// <summary>The memories the module defines.</summary>
    public List<Limits> Memories { get; } = [];

    /// <summary>The globals the module defines.</summary>
    public List<Global> Globals { get; } = [];

    /// <summary>Exports, in their order.</summary>
    public List<Export> Exports { get; } = [];

    /// <summary>The index of the function that runs when the module is instantiated, or null.</summary>
    public int? Start { get; set; }

    /// <summary>Element segments.</summary>
    public List<ElementSegment> Elements { get; } = [];

    /// <summary>Data segments.</summary>
    public List<DataSegment> Data { get; } = [];

    /// <summary>What the data-count section says, which should be the number of data segments; null for no such section.</summary>
    public uint? DataCount { get; set; }

    /// <summary>Custom sections, in their order.</summary>
    public List<CustomSection> Customs { get; } = [];

    /// <summary>How sections were encoded in the file the module comes from, where that differs from our own encoding.</summary>
    internal Dictionary<SectionId, Original> Originals { get; } = [];

    /// <summary>How many imports are of a kind: the index of the first one the module defines itself.</summary>
    public int ImportCount(ExternalKind kind)
    {
        int count = 0;
        foreach (var import in Imports)
        {
            if (import.Kind == kind)
                count++;
        }

        return count;
    }

    /// <summary>The index of a type, which is added if the module does not have it yet.</summary>
    public int TypeIndexOf(FunctionType type)
    {
        int index = Types.IndexOf(type);
        if (index >= 0)
            return index;
        Types.Add(type);
        return Types.Count - 1;
    }

    /// <summary>The export with a name, or null.</summary>
    public Export? FindExport(string name) => Exports.Find(e => e.Name == name);
}

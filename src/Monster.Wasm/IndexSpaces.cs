namespace Monster.Wasm;

/// <summary>What the indices of a module mean, imports first (WebAssembly 1.0, 2.5.1).</summary>
internal sealed class IndexSpaces
{
    public IndexSpaces(Module module)
    {
        Types = module.Types;
        foreach (var import in module.Imports)
        {
            switch (import.Kind)
            {
                case ExternalKind.Function:
                    FunctionTypes.Add(import.TypeIndex);
                    break;
                case ExternalKind.Table:
                    Tables.Add(import.Limits);
                    break;
                case ExternalKind.Memory:
                    Memories.Add(import.Limits);
                    break;
                default:
                    Globals.Add(import.Global);
                    break;
            }
        }

        ImportedFunctions = FunctionTypes.Count;
        ImportedGlobals = Globals.Count;
        foreach (var function in module.Functions)
            FunctionTypes.Add(function.TypeIndex);
        Tables.AddRange(module.Tables);
        Memories.AddRange(module.Memories);
        foreach (var global in module.Globals)
            Globals.Add(global.Type);
        ElementCount = module.Elements.Count;
        DataCount = module.DataCount;
    }

    public List<FunctionType> Types { get; }

    /// <summary>The type index of every function.</summary>
    public List<int> FunctionTypes { get; } = [];

    public List<Limits> Tables { get; } = [];

    public List<Limits> Memories { get; } = [];

    public List<GlobalType> Globals { get; } = [];

    public int ImportedFunctions { get; }

    public int ImportedGlobals { get; }

    public int ElementCount { get; }

    public uint? DataCount { get; }

    /// <summary>The type of a function, or null if there is no such function or type.</summary>
    public FunctionType? TypeOfFunction(int index) => index >= 0 && index < FunctionTypes.Count ? Type(FunctionTypes[index]) : null;

    /// <summary>A type, or null if there is no such type.</summary>
    public FunctionType? Type(int index) => index >= 0 && index < Types.Count ? Types[index] : null;

    /// <summary>How many things of a kind there are.</summary>
    public int CountOf(ExternalKind kind) => kind switch
    {
        ExternalKind.Function => FunctionTypes.Count,
        ExternalKind.Table => Tables.Count,
        ExternalKind.Memory => Memories.Count,
        _ => Globals.Count,
    };
}

namespace Monster.Wasm;

/// <summary>Where a module keeps the two counters of ABI 1.</summary>
/// <param name="Budget">The index of the global <c>budget</c>.</param>
/// <param name="Depth">The index of the global <c>depth</c>.</param>
public readonly record struct CheckGlobals(int Budget, int Depth)
{
    /// <summary>Adds and exports the two globals.</summary>
    /// <param name="module">The module.</param>
    /// <param name="shadowStackBytes">The first value of <c>depth</c>: the size of the shadow stack, which lies at address 0.</param>
    public static CheckGlobals AddTo(Module module, int shadowStackBytes)
    {
        int first = module.ImportCount(ExternalKind.Global) + module.Globals.Count;
        module.Globals.Add(Global.OfI32(0, mutable: true));
        module.Globals.Add(Global.OfI32(shadowStackBytes, mutable: true));
        module.Exports.Add(new Export("budget", ExternalKind.Global, first));
        module.Exports.Add(new Export("depth", ExternalKind.Global, first + 1));
        return new CheckGlobals(first, first + 1);
    }

    /// <summary>The globals a module exports as <c>budget</c> and <c>depth</c>, or null.</summary>
    public static CheckGlobals? Find(Module module) =>
        module.FindExport("budget") is { Kind: ExternalKind.Global } budget && module.FindExport("depth") is { Kind: ExternalKind.Global } depth
            ? new CheckGlobals(budget.Index, depth.Index)
            : null;
}

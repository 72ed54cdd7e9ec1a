namespace Monster.Wasm;

/// <summary>Something a module shows to its host.</summary>
/// <param name="Name">The name, unique in the module.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Its index among its kind, imports counted.</param>
public sealed record Export(string Name, ExternalKind Kind, int Index);

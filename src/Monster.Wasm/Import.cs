namespace Monster.Wasm;

/// <summary>Something a module wants from its host. Imports come first in the index space of their kind.</summary>
/// <param name="Module">The first part of its name.</param>
/// <param name="Name">The second part of its name.</param>
/// <param name="Kind">What it is; it says which of the following counts.</param>
/// <param name="TypeIndex">The index of its type, for a function.</param>
/// <param name="Limits">Its size, for a table or a memory.</param>
/// <param name="Global">Its type, for a global.</param>
public sealed record Import(string Module, string Name, ExternalKind Kind, int TypeIndex = 0, Limits Limits = default, GlobalType Global = default);

namespace Monster.Wasm;

/// <summary>Locals of one type that stand beside each other, as the binary format groups them.</summary>
/// <param name="Count">How many.</param>
/// <param name="Type">Their type.</param>
public readonly record struct LocalGroup(uint Count, ValueType Type);

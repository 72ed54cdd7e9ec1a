namespace Monster.Wasm;

/// <summary>The type of a global.</summary>
public readonly record struct GlobalType(ValueType Type, bool Mutable);

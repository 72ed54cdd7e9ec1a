namespace Monster.Wasm;

/// <summary>The size of a memory in pages of 64 KiB, or of a table in elements.</summary>
/// <param name="Minimum">The size at the start.</param>
/// <param name="Maximum">The size it may grow to; null for no limit of its own.</param>
public readonly record struct Limits(uint Minimum, uint? Maximum);

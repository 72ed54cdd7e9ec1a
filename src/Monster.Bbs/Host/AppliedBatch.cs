namespace Monster.Bbs;

/// <summary>Commands that were applied together.</summary>
/// <param name="First">The index of the first.</param>
/// <param name="Last">The index of the last.</param>
/// <param name="Kinds">Their kinds, each once.</param>
public sealed record AppliedBatch(ulong First, ulong Last, IReadOnlySet<ushort> Kinds);

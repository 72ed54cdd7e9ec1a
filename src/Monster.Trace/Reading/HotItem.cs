namespace Monster.Trace.Reading;

/// <summary>A function, block, line or module and what it cost.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Module">Its module's path, if it has one.</param>
/// <param name="Address">Its guest address; 0 for a module.</param>
/// <param name="Instructions">Instructions executed in it, without what it calls.</param>
/// <param name="Executions">How often it was entered: for a function, how often its first block was executed.</param>
public readonly record struct HotItem(string Name, string? Module, ulong Address, ulong Instructions, ulong Executions);

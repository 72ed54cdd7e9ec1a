namespace Monster.Trace.Flow;

/// <summary>A call as a piece of a thread's time, which is counted in instructions.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Function">The function's number, as in <see cref="CallNode"/>.</param>
/// <param name="Depth">How many calls it is inside of.</param>
/// <param name="Start">Instructions of the thread before it.</param>
/// <param name="Length">Instructions in it and what it called.</param>
public readonly record struct Slice(uint Thread, uint Function, int Depth, ulong Start, ulong Length);

using Monster.Trace.Flow;

namespace Monster.Trace.Reach;

/// <summary>A basic block of a file: instructions that are entered at the first and left after the last.</summary>
/// <param name="Start">The address of the first, as the file has it.</param>
/// <param name="End">The address after the last.</param>
/// <param name="Function">The index of its function.</param>
/// <param name="Exit">How it goes on. Code that is no instruction is a block that may go anywhere in its function.</param>
public readonly record struct CodeBlock(ulong Start, ulong End, int Function, BlockExit Exit);

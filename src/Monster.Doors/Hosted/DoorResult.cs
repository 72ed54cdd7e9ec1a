namespace Monster.Doors;

/// <summary>What came of a door's run.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="ExitCode">What the program said at its end; null when it did not come to one.</param>
/// <param name="Fault">What went wrong, for the sysop: the trap and where; empty when nothing did.</param>
public sealed record DoorResult(DoorEnding Ending, int? ExitCode, string Fault);

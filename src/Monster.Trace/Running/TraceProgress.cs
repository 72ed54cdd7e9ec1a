namespace Monster.Trace.Running;

/// <summary>How far a run is.</summary>
/// <param name="Instructions">Guest instructions so far; null where the mode does not count.</param>
/// <param name="Records">Records so far.</param>
/// <param name="Bytes">Bytes written so far.</param>
/// <param name="Elapsed">Time since the start.</param>
public readonly record struct TraceProgress(ulong? Instructions, ulong Records, long Bytes, TimeSpan Elapsed);

namespace Monster.Trace.Reading;

/// <summary>How much of a function was executed.</summary>
/// <param name="Function">Its row.</param>
/// <param name="Bytes">Its bytes; 0 when not known.</param>
/// <param name="Executed">Bytes executed.</param>
/// <param name="Instructions">Instructions executed; 0 in mode cover.</param>
public readonly record struct FunctionCoverage(Tables.FunctionRow Function, ulong Bytes, ulong Executed, ulong Instructions)
{
    /// <summary>Part of its bytes that was executed, 0 to 1.</summary>
    public double Part => Bytes == 0 ? (Executed > 0 ? 1 : 0) : Math.Min(1, (double)Executed / Bytes);
}

using System.Globalization;

namespace Monster.Trace.Running;

/// <summary>A part of a run: from an address or an instruction count, to an address or for so many instructions, once or again and again.</summary>
/// <param name="StartAddress">Begins when this guest address is executed; null not to wait for one.</param>
/// <param name="StartHit">... for the nth time, from 1.</param>
/// <param name="StopAddress">Ends when this guest address is executed.</param>
/// <param name="StopHit">... for the nth time since it began.</param>
/// <param name="StartAfter">Begins after so many instructions; not with a start address.</param>
/// <param name="Length">Ends after so many instructions; 0 for never.</param>
/// <param name="Every">Begins again so many instructions after it began; 0 for once.</param>
public sealed record TraceWindow(ulong? StartAddress = null, ulong StartHit = 1, ulong? StopAddress = null, ulong StopHit = 1, ulong StartAfter = 0, ulong Length = 0, ulong Every = 0)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"start-at={StartAddress?.ToString("x", CultureInfo.InvariantCulture) ?? "-"}#{StartHit} stop-at={StopAddress?.ToString("x", CultureInfo.InvariantCulture) ?? "-"}#{StopHit} start-after={StartAfter} length={Length} every={Every}");
}

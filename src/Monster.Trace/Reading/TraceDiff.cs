using Monster.Trace.Tables;

namespace Monster.Trace.Reading;

/// <summary>What changed between two traces, by function. Functions are the same when name and module's file name are.</summary>
public static class TraceDiff
{
    /// <summary>The functions whose instructions changed, the largest change first.</summary>
    public static IReadOnlyList<DiffItem> Of(TraceFolder before, TraceFolder after)
    {
        var first = Sums(before);
        var second = Sums(after);
        return [.. first.Keys.Union(second.Keys)
            .Select(k => new DiffItem(k.Name, k.Module, first.GetValueOrDefault(k), second.GetValueOrDefault(k)))
            .Where(d => d.Change != 0)
            .OrderByDescending(d => Math.Abs(d.Change)).ThenBy(d => d.Name, StringComparer.Ordinal)];
    }

    private static Dictionary<(string Name, string Module), ulong> Sums(TraceFolder trace)
    {
        if (trace.Run.Instructions is null)
            throw new TraceException($"The trace in '{trace.Path}' was made with --mode {trace.Run.Mode}, which does not count.");
        var sums = new Dictionary<(string, string), ulong>();
        foreach (var count in trace.Counts)
        {
            var block = trace.Blocks[(int)count.Block];
            string module = block.Module is { } id ? Path.GetFileName(trace.Modules[(int)id].Path) : "";
            var key = (block.Function is { } function ? trace.Functions[(int)function].Name : "[" + (module.Length > 0 ? module : "no file") + "]", module);
            sums[key] = sums.GetValueOrDefault(key) + (count.Count * block.Instructions);
        }

        return sums;
    }
}

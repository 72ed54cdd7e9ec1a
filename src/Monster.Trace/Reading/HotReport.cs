using System.Globalization;
using Monster.Trace.Tables;

namespace Monster.Trace.Reading;

/// <summary>Where a program spent its instructions.</summary>
/// <param name="Total">All instructions executed.</param>
/// <param name="Items">The most expensive first.</param>
/// <param name="More">How many items there are beside.</param>
public sealed record HotReport(ulong Total, IReadOnlyList<HotItem> Items, int More)
{
    /// <summary>Adds up.</summary>
    /// <param name="trace">A trace of a mode that counts.</param>
    /// <param name="by">What by.</param>
    /// <param name="top">How many items.</param>
    /// <exception cref="TraceException">The trace has no counts.</exception>
    public static HotReport Of(TraceFolder trace, HotBy by, int top)
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (trace.Run.Instructions is not { } total)
            throw new TraceException($"The trace in '{trace.Path}' was made with --mode {trace.Run.Mode}, which does not count: use count, blocks or memory.");
        var sums = new Dictionary<(HotBy, ulong), Sum>();
        foreach (var count in trace.Counts)
        {
            var block = trace.Blocks[(int)count.Block];
            foreach (var (key, name, address, instructions, entered) in Places(trace, by, block))
            {
                var sum = sums.GetValueOrDefault(key) ?? new Sum(name, Module(trace, block), address);
                sums[key] = sum;
                sum.Instructions += count.Count * instructions;
                if (entered)
                    sum.Executions += count.Count;
            }
        }

        var items = sums.Values.OrderByDescending(s => s.Instructions).ThenBy(s => s.Address)
            .Select(s => new HotItem(s.Name, s.Module, s.Address, s.Instructions, s.Executions)).ToList();
        return new HotReport(total, [.. items.Take(top)], Math.Max(0, items.Count - top));
    }

    private static IEnumerable<((HotBy, ulong) Key, string Name, ulong Address, ulong Instructions, bool Entered)> Places(TraceFolder trace, HotBy by, BlockRow block)
    {
        if (by == HotBy.Block)
        {
            yield return ((HotBy.Block, block.Block), string.Create(CultureInfo.InvariantCulture, $"0x{block.Pc:x}  {CodePlace.Of(trace, block)}"), block.Pc, block.Instructions, true);
        }
        else if (by == HotBy.Function && block.Function is { } id)
        {
            var function = trace.Functions[(int)id];
            yield return ((HotBy.Function, id), CodePlace.Of(trace, function), function.Address, block.Instructions, block.Pc == function.Address);
        }
        else
        {
            yield return ((HotBy.Module, block.Module ?? uint.MaxValue), Module(trace, block) is { } path ? "[" + System.IO.Path.GetFileName(path) + "]" : "[no file]", 0, block.Instructions, false);
        }
    }

    private static string? Module(TraceFolder trace, BlockRow block) => block.Module is { } module ? trace.Modules[(int)module].Path : null;

    private sealed class Sum(string name, string? module, ulong address)
    {
        public string Name { get; } = name;

        public string? Module { get; } = module;

        public ulong Address { get; } = address;

        public ulong Instructions { get; set; }

        public ulong Executions { get; set; }
    }
}

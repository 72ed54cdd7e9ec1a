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
        var sums = new Dictionary<(HotBy, string), Sum>();
        var lines = new SourceLines(trace);
        foreach (var count in trace.Counts)
        {
            var block = trace.Blocks[(int)count.Block];
            if (by == HotBy.Line)
                AddLines(trace, lines, sums, block, count.Count);
            else
                Add(trace, by, sums, block, count.Count);
        }

        var items = sums.Values.OrderByDescending(s => s.Instructions).ThenBy(s => s.Address)
            .Select(s => new HotItem(s.Name, s.Module, s.Address, s.Instructions, s.Executions)).ToList();
        return new HotReport(total, [.. items.Take(top)], Math.Max(0, items.Count - top));
    }

    private static void Add(TraceFolder trace, HotBy by, Dictionary<(HotBy, string), Sum> sums, BlockRow block, ulong count)
    {
        if (by == HotBy.Block)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"0x{block.Pc:x}  {CodePlace.Of(trace, block)}");
            Get(sums, (by, block.Block.ToString(CultureInfo.InvariantCulture)), name, Module(trace, block), block.Pc).Add(count * block.Instructions, count);
        }
        else if (by == HotBy.Function && block.Function is { } id)
        {
            var function = trace.Functions[(int)id];
            Get(sums, (by, id.ToString(CultureInfo.InvariantCulture)), CodePlace.Of(trace, function), Module(trace, block), function.Address)
                .Add(count * block.Instructions, block.Pc == function.Address ? count : 0);
        }
        else
        {
            string name = Module(trace, block) is { } path ? "[" + System.IO.Path.GetFileName(path) + "]" : "[no file]";
            Get(sums, (HotBy.Module, name), name, Module(trace, block), 0).Add(count * block.Instructions, 0);
        }
    }

    private static void AddLines(TraceFolder trace, SourceLines lines, Dictionary<(HotBy, string), Sum> sums, BlockRow block, ulong count)
    {
        ulong at = block.Pc;
        foreach (byte length in block.Lengths)
        {
            string name = block.Module is { } module && lines.Find(module, at) is { } line
                ? string.Create(CultureInfo.InvariantCulture, $"{line.File}:{line.Line}")
                : Module(trace, block) is { } path ? $"[{System.IO.Path.GetFileName(path)}, no line]" : "[no file]";
            var sum = Get(sums, (HotBy.Line, name), name, Module(trace, block), at);
            sum.Add(count, 0);
            sum.Executions = Math.Max(sum.Executions, count);
            at += length;
        }
    }

    private static Sum Get(Dictionary<(HotBy, string), Sum> sums, (HotBy, string) key, string name, string? module, ulong address)
    {
        if (!sums.TryGetValue(key, out var sum))
            sums.Add(key, sum = new Sum(name, module, address));
        return sum;
    }

    private static string? Module(TraceFolder trace, BlockRow block) => block.Module is { } module ? trace.Modules[(int)module].Path : null;

    private sealed class Sum(string name, string? module, ulong address)
    {
        public string Name { get; } = name;

        public string? Module { get; } = module;

        public ulong Address { get; } = address;

        public ulong Instructions { get; private set; }

        public ulong Executions { get; set; }

        public void Add(ulong instructions, ulong executions)
        {
            Instructions += instructions;
            Executions += executions;
        }
    }
}

using System.Text.Json;
using Monster.Trace.Flow;
using Monster.Trace.Plugin;
using Monster.Trace.Reading;
using Monster.Trace.Report;
using Monster.Trace.Tables;

namespace Monster.Trace.Tests;

/// <summary>What is derived from the order of blocks, and from which ran.</summary>
public sealed class FlowTests
{
    [Theory]
    [InlineData("x86_64")]
    [InlineData("aarch64")]
    [InlineData("riscv64")]
    public void The_call_tree_has_each_call_under_its_caller(string architecture)
    {
        using var traced = Traced.Start(TraceMode.Blocks, Guest.Compile("work", architecture), "3000");
        var flow = FlowAnalysis.Of(traced.Trace);
        var names = new FunctionNames(traced.Trace);
        var all = All(flow.Root).ToList();
        var mix = Assert.Single(all, n => names[n.Function] == "mix");
        Assert.Equal("main", names[mix.Parent!.Function]);
        Assert.Equal(3000ul, mix.Calls);
        Assert.Equal(mix.Total, mix.Self);
        Assert.Equal(traced.Run.Instructions, flow.Root.Total);
        Assert.Equal(traced.Run.Instructions, Sum(all.Select(n => n.Self)));
        Assert.Equal(traced.Run.Instructions, Sum(flow.Metrics.Select(m => m.Instructions)));
    }

    [Fact]
    public void Edges_add_up_to_the_blocks_executed()
    {
        using var traced = Traced.Start(TraceMode.Blocks, Guest.Compile("work"), "3000");
        var flow = FlowAnalysis.Of(traced.Trace);
        Assert.Equal(traced.Run.BlocksExecuted - 1, Sum(flow.Edges.Select(e => e.Count)));
        var counts = traced.Trace.Counts.ToDictionary(c => c.Block, c => c.Count);
        foreach (var group in flow.Edges.GroupBy(e => e.To))
            Assert.InRange(counts[group.Key] - Sum(group.Select(e => e.Count)), 0ul, 1ul); // the first block follows none
    }

    [Fact]
    public void Coverage_of_lines_says_how_often_each_ran()
    {
        using var traced = Traced.Start(TraceMode.Count, Guest.Compile("work"), "3000");
        var report = CoverageReport.Of(traced.Trace);
        var lines = report.Lines().Single(f => f.Key.EndsWith("work.c", StringComparison.Ordinal)).Value;
        Assert.Equal(3000ul, lines[6]); // mix
        Assert.True(lines[7] is > 1000 and < 2000); // touch, about every other time
        var program = traced.Trace.Modules.Single(m => m.Path == traced.Run.Program).Module;
        var mix = report.Functions(program).Single(f => f.Function.Name == "mix");
        Assert.Equal(mix.Bytes, mix.Executed);
    }

    [Fact]
    public void A_difference_names_the_function_that_changed()
    {
        string guest = Guest.Compile("work");
        using var before = Traced.Start(TraceMode.Count, guest, "3000");
        using var after = Traced.Start(TraceMode.Count, guest, "4000");
        var diff = TraceDiff.Of(before.Trace, after.Trace);
        Assert.Equal((long)(after.Run.Instructions - before.Run.Instructions)!, diff.Sum(d => d.Change));
        var mix = diff.Single(d => d.Name == "mix");
        Assert.Equal(mix.Before * 4, mix.After * 3);
    }

    [Fact]
    public void Hot_lines_functions_and_blocks_each_add_up_to_the_run()
    {
        using var traced = Traced.Start(TraceMode.Count, Guest.Compile("work"), "3000");
        foreach (var by in Enum.GetValues<HotBy>())
            Assert.Equal(traced.Run.Instructions, Sum(HotReport.Of(traced.Trace, by, int.MaxValue).Items.Select(i => i.Instructions)));
    }

    [Fact]
    public void Exports_are_what_their_readers_expect()
    {
        using var traced = Traced.Start(TraceMode.Blocks, Guest.Compile("work"), "3000");
        var flow = FlowAnalysis.Of(traced.Trace);
        using var folded = new StringWriter();
        FlowExport.Folded(flow, traced.Trace, folded);
        Assert.Equal(traced.Run.Instructions, Sum(folded.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => ulong.Parse(l.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))));
        using var chrome = new MemoryStream();
        FlowExport.Chrome(flow, traced.Trace, chrome);
        using var json = JsonDocument.Parse(chrome.ToArray());
        Assert.Contains(json.RootElement.GetProperty("traceEvents").EnumerateArray(), e => e.GetProperty("name").GetString() == "main" && e.GetProperty("ph").GetString() == "X");
    }

    [Fact]
    public void A_report_holds_its_data_and_nothing_from_elsewhere()
    {
        using var traced = Traced.Start(TraceMode.Blocks, Guest.Compile("work"), "3000", "</script><b>");
        string page = HtmlReport.Of(traced.Trace);
        string data = page.Split("type=\"application/json\">")[1].Split("</script>")[0];
        using var json = JsonDocument.Parse(data);
        Assert.Equal((ulong)json.RootElement.GetProperty("total").GetInt64(), traced.Run.Instructions);
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.InRange(page.Length, 10_000, 2_000_000);
    }

    [Fact]
    public void A_trace_without_order_says_what_is_needed()
    {
        using var traced = Traced.Start(TraceMode.Count, Guest.Compile("work"), "10");
        Assert.Contains("keeps no order", Assert.Throws<TraceException>(() => FlowAnalysis.Of(traced.Trace)).Message, StringComparison.Ordinal);
    }

    private static ulong Sum(IEnumerable<ulong> values) => values.Aggregate(0ul, (a, b) => a + b);

    private static IEnumerable<CallNode> All(CallNode node) => node.Children.SelectMany(All).Prepend(node);
}

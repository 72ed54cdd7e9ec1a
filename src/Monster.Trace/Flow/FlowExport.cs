using System.Globalization;
using System.Text.Json;
using Monster.Trace.Reading;

namespace Monster.Trace.Flow;

/// <summary>Writes an analysis for other programs.</summary>
public static class FlowExport
{
    /// <summary>Folded stacks, as flamegraph.pl, speedscope and inferno read them: <c>a;b;c INSTRUCTIONS</c>.</summary>
    public static void Folded(FlowAnalysis flow, TraceFolder trace, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(output);
        var names = new FunctionNames(trace);
        var open = new Stack<(CallNode Node, string Path)>();
        foreach (var node in flow.Root.Children)
            open.Push((node, Clean(names[node.Function])));
        while (open.TryPop(out var item))
        {
            if (item.Node.Self > 0)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{item.Path} {item.Node.Self}"));
            foreach (var child in item.Node.Children)
                open.Push((child, item.Path + ";" + Clean(names[child.Function])));
        }
    }

    /// <summary>
    /// The Trace Event Format that Perfetto and Chrome read. Time is counted in instructions: one is shown as a microsecond, so it is the same
    /// every time. Calls under a ten-thousandth of the run are left out.
    /// </summary>
    public static void Chrome(FlowAnalysis flow, TraceFolder trace, Stream output)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(trace);
        var names = new FunctionNames(trace);
        var processes = trace.Table<Tables.ThreadRow>().ToDictionary(t => t.Thread, t => t.Process);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteStartArray("traceEvents");
        foreach (var slice in flow.Slices.OrderBy(s => s.Thread).ThenBy(s => s.Start).ThenBy(s => s.Depth))
        {
            writer.WriteStartObject();
            writer.WriteString("name", names[slice.Function]);
            writer.WriteString("cat", names.Module(slice.Function));
            writer.WriteString("ph", "X");
            writer.WriteNumber("ts", slice.Start);
            writer.WriteNumber("dur", slice.Length);
            writer.WriteNumber("pid", processes.GetValueOrDefault(slice.Thread));
            writer.WriteNumber("tid", slice.Thread);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("displayTimeUnit", "ns");
        writer.WriteStartObject("otherData");
        writer.WriteString("time", "one microsecond is one guest instruction");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Clean(string name) => name.Replace(';', ':').Replace(' ', '_');
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Monster.Trace.Flow;
using Monster.Trace.Reading;
using Monster.Trace.Tables;

namespace Monster.Trace.Report;

/// <summary>
/// A trace as one HTML file without anything from elsewhere: flame graph, time line, hot functions, code pages, coverage. What is too small to
/// be seen is left out, so its size does not grow with the run.
/// </summary>
public static class HtmlReport
{
    private const string Place = "/*DATA*/";
    private const double SmallestNode = 0.0005;
    private const int HeatRows = 30;
    private const int HotRows = 50;
    private const int MostPages = 8192;
    private const int MostFunctions = 2000;
    private const int PageShift = 12;

    /// <summary>Makes the file's text.</summary>
    public static string Of(TraceFolder trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.html")!;
        using var reader = new StreamReader(stream);
        string page = reader.ReadToEnd();
        int at = page.IndexOf(Place, StringComparison.Ordinal);
        return page[..at] + Data(trace) + page[(at + Place.Length)..];
    }

    private static string Data(TraceFolder trace)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes)) // its default escapes '<', so no text can end the script element
        {
            writer.WriteStartObject();
            writer.WriteString("title", string.Join(' ', JsonSerializer.Deserialize<string[]>(trace.Run.Arguments)!));
            Facts(writer, trace);
            if (trace.Run.Mode is "blocks" or "memory")
            {
                var flow = FlowAnalysis.Of(trace);
                var names = new FunctionNames(trace);
                writer.WritePropertyName("flame");
                Node(writer, flow.Root, names, flow.Root.Total);
                Heat(writer, flow, names);
            }

            if (trace.Run.Instructions is { } total)
            {
                writer.WriteNumber("total", total);
                Hot(writer, trace);
            }

            Map(writer, trace);
            Cover(writer, trace);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Facts(Utf8JsonWriter writer, TraceFolder trace)
    {
        var run = trace.Run;
        writer.WriteStartArray("facts");
        Fact("instructions", Number(run.Instructions));
        Fact("blocks executed", Number(run.BlocksExecuted));
        Fact("memory accesses", Number(run.Accesses));
        Fact("processes, threads", $"{trace.Table<ProcessRow>().Count}, {trace.Table<ThreadRow>().Count}");
        Fact("state", run.State == "complete" ? "complete" : $"{run.State}: {run.Reason}");
        Fact("exit code", run.ExitCode?.ToString(CultureInfo.InvariantCulture));
        Fact("target", run.Target);
        Fact("mode", run.Mode);
        Fact("program, SHA-256", run.ProgramSha256.Length > 16 ? run.ProgramSha256[..16] + "..." : run.ProgramSha256);
        Fact("QEMU", run.QemuVersion);
        writer.WriteEndArray();

        void Fact(string name, string? value)
        {
            if (value is null)
                return;
            writer.WriteStartArray();
            writer.WriteStringValue(name);
            writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
    }

    private static void Node(Utf8JsonWriter writer, CallNode node, FunctionNames names, ulong all)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(node.Parent is null ? "all" : names[node.Function]);
        writer.WriteStringValue(node.Parent is null ? "" : names.Module(node.Function));
        writer.WriteNumberValue(node.Total);
        writer.WriteNumberValue(node.Self);
        writer.WriteNumberValue(node.Calls);
        writer.WriteStartArray();
        // Depth is bounded by the JSON writer's own limit of 1,000 levels; a node is two.
        foreach (var child in node.Children.Where(c => c.Total >= SmallestNode * all && c.Depth < 200).OrderByDescending(c => c.Total))
            Node(writer, child, names, all);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    private static void Heat(Utf8JsonWriter writer, FlowAnalysis flow, FunctionNames names)
    {
        var rows = flow.Metrics.GroupBy(m => m.Function).OrderByDescending(g => g.Sum(m => (double)m.Instructions)).Take(HeatRows).ToList();
        if (rows.Count == 0)
            return;
        int segments = (int)flow.Metrics.Max(m => m.Segment) + 1;
        writer.WriteStartArray("heat");
        foreach (var row in rows)
        {
            var parts = new ulong[segments];
            foreach (var metric in row)
                parts[metric.Segment] += metric.Instructions;
            writer.WriteStartArray();
            writer.WriteStringValue(row.Key is { } function ? names[function] : "[no function]");
            writer.WriteStartArray();
            foreach (ulong part in parts)
                writer.WriteNumberValue(part);
            writer.WriteEndArray();
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void Hot(Utf8JsonWriter writer, TraceFolder trace)
    {
        writer.WriteStartArray("hot");
        foreach (var item in HotReport.Of(trace, HotBy.Function, HotRows).Items)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(item.Name);
            writer.WriteNumberValue(item.Instructions);
            writer.WriteNumberValue(item.Executions);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void Map(Utf8JsonWriter writer, TraceFolder trace)
    {
        var pages = new Dictionary<ulong, ulong>();
        foreach (var count in trace.Counts)
        {
            var block = trace.Blocks[(int)count.Block];
            pages[block.Pc >> PageShift] = pages.GetValueOrDefault(block.Pc >> PageShift) + Math.Max(count.Count * block.Instructions, 1);
        }

        writer.WriteStartArray("map");
        foreach (var group in trace.Table<MappingRow>().Where(m => m.Process == 0).GroupBy(m => m.Module))
        {
            ulong from = group.Min(m => m.Address) >> PageShift, to = group.Max(m => m.Address + m.Length) >> PageShift;
            ulong first = ulong.MaxValue, last = 0;
            for (ulong page = from; page < to && page - from < MostPages * 64; page++)
            {
                if (pages.ContainsKey(page))
                    (first, last) = (Math.Min(first, page), page);
            }

            if (first == ulong.MaxValue)
                continue;
            writer.WriteStartArray();
            writer.WriteStringValue(Path.GetFileName(trace.Modules[(int)group.Key].Path));
            writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"0x{first << PageShift:x} to 0x{(last + 1) << PageShift:x}"));
            writer.WriteStartArray();
            for (ulong page = first; page <= last && page - first < MostPages; page++)
                writer.WriteNumberValue(pages.GetValueOrDefault(page));
            writer.WriteEndArray();
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static void Cover(Utf8JsonWriter writer, TraceFolder trace)
    {
        writer.WriteStartArray("cover");
        if (trace.Run.Mode != "syscalls")
        {
            var report = CoverageReport.Of(trace);
            foreach (var module in trace.Modules)
            {
                var functions = report.Functions(module.Module);
                if (functions.Count > 0)
                    Module(writer, module.Path, functions);
            }
        }

        writer.WriteEndArray();
    }

    private static void Module(Utf8JsonWriter writer, string path, IReadOnlyList<FunctionCoverage> functions)
    {
        ulong bytes = 0, executed = 0;
        foreach (var function in functions)
            (bytes, executed) = (bytes + function.Bytes, executed + Math.Min(function.Executed, function.Bytes));
        writer.WriteStartArray();
        writer.WriteStringValue(path);
        writer.WriteNumberValue(bytes);
        writer.WriteNumberValue(executed);
        writer.WriteNumberValue(functions.Count);
        writer.WriteNumberValue(functions.Count(f => f.Executed > 0));
        writer.WriteStartArray();
        foreach (var item in functions.OrderByDescending(f => f.Executed).ThenBy(f => f.Function.Name, StringComparer.Ordinal).Take(MostFunctions))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(item.Function.Name);
            writer.WriteNumberValue(item.Bytes);
            writer.WriteNumberValue(item.Executed);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    private static string? Number(ulong? value) => value?.ToString("N0", CultureInfo.InvariantCulture);
}

using System.CommandLine;
using System.Globalization;
using Monster.Trace.Reading;
using Monster.Trace.Report;

namespace Monster.Cli;

/// <summary><c>monster trace coverage</c>: what code was executed.</summary>
public static class TraceCoverageCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The trace's folder; mode cover is enough." };
        var module = new Option<string?>("--module") { Description = "Only modules whose path contains this; else the program.", HelpName = "NAME" };
        var missed = new Option<bool>("--missed") { Description = "Functions of which nothing ran, too." };
        var lcov = new Option<string?>("--lcov") { Description = "Write source lines in the lcov format.", HelpName = "FILE" };
        var html = new Option<string?>("--html") { Description = "Write source text, coloured by what ran, as one HTML file.", HelpName = "FILE" };
        var sources = new Option<string[]>("--source") { Description = "For --html: sources compiled in folder FROM are in TO now. May be given again.", HelpName = "FROM=TO" };
        var json = JsonOutput.Option();
        var command = new Command("coverage", "Say what code was executed.") { folder, module, missed, lcov, html, sources, json };
        command.SetAction(result =>
        {
            var trace = new TraceFolder(result.GetRequiredValue(folder));
            var report = CoverageReport.Of(trace);
            if (result.GetValue(lcov) is { } path)
            {
                using var file = new StreamWriter(path);
                report.WriteLcov(file);
            }

            if (result.GetValue(html) is { } page)
                WriteHtml(trace, report, page, result.GetValue(sources) ?? [], result.InvocationConfiguration.Output);

            string wanted = result.GetValue(module) ?? trace.Run.Program;
            var functions = trace.Modules.Where(m => m.Path.Contains(wanted, StringComparison.Ordinal)).SelectMany(m => report.Functions(m.Module)).ToList();
            if (functions.Count == 0)
                throw new CommandException($"No module of the trace whose path contains '{wanted}' has functions.");
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                JsonOutput.WriteObject(output, writer => Write(writer, functions));
            else
                Print(output, functions, result.GetValue(missed));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void WriteHtml(TraceFolder trace, CoverageReport report, string path, string[] sources, TextWriter output)
    {
        var places = sources.Select(s => s.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (s[..at], s[(at + 1)..]) : throw new CommandException($"--source '{s}' is not FROM=TO."));
        var page = new CoveragePage(trace, report, places);
        using (var file = new StreamWriter(path))
            page.Write(file);
        if (page.Sources.Missing > 0)
            output.WriteLine($"{page.Sources.Missing:N0} of {page.Sources.Files:N0} source files were not found: {path} says which, and --source FROM=TO tells where they are.");
    }

    private static void Print(TextWriter output, List<FunctionCoverage> functions, bool missed)
    {
        foreach (var item in functions.Where(f => missed || f.Executed > 0))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{100 * item.Part,6:0.0}%  {item.Executed,8:N0} of {item.Bytes,8:N0} bytes  {item.Function.Name}"));
        int entered = functions.Count(f => f.Executed > 0);
        ulong executed = 0, bytes = 0;
        foreach (var function in functions)
            (executed, bytes) = (executed + Math.Min(function.Executed, function.Bytes), bytes + function.Bytes);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entered:N0} of {functions.Count:N0} functions, {executed:N0} of {bytes:N0} bytes ({100.0 * executed / Math.Max(bytes, 1):0.0}%)"));
    }

    private static void Write(System.Text.Json.Utf8JsonWriter writer, List<FunctionCoverage> functions)
    {
        writer.WriteNumber("functions", functions.Count);
        writer.WriteNumber("entered", functions.Count(f => f.Executed > 0));
        writer.WriteStartArray("coverage");
        foreach (var item in functions)
        {
            writer.WriteStartObject();
            writer.WriteString("name", item.Function.Name);
            writer.WriteNumber("address", item.Function.Address);
            writer.WriteNumber("bytes", item.Bytes);
            writer.WriteNumber("executed", item.Executed);
            writer.WriteNumber("instructions", item.Instructions);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

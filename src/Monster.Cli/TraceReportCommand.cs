using System.CommandLine;
using Monster.Trace.Reading;
using Monster.Trace.Report;

namespace Monster.Cli;

/// <summary><c>monster trace report</c>: a trace as one HTML file.</summary>
public static class TraceReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The trace's folder." };
        var file = new Option<string?>("--out") { Description = "The file; else report.html in the trace's folder.", HelpName = "FILE.html" };
        var command = new Command("report", "Write one HTML file: flame graph, time line, hot functions, code pages, coverage.") { folder, file };
        command.SetAction(result =>
        {
            var trace = new TraceFolder(result.GetRequiredValue(folder));
            string path = result.GetValue(file) ?? Path.Combine(trace.Path, "report.html");
            File.WriteAllText(path, HtmlReport.Of(trace));
            result.InvocationConfiguration.Output.WriteLine(path);
            return ExitCode.Ok;
        });
        return command;
    }
}

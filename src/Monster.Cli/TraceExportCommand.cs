using System.CommandLine;
using Monster.Trace.Flow;
using Monster.Trace.Reading;

namespace Monster.Cli;

/// <summary><c>monster trace export</c>: a trace for other programs.</summary>
public static class TraceExportCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "A trace of mode blocks or memory." };
        var folded = new Option<string?>("--folded") { Description = "Folded stacks, for speedscope, inferno and flamegraph.pl.", HelpName = "FILE" };
        var chrome = new Option<string?>("--chrome") { Description = "A time line for Perfetto and Chrome (JSON), counted in instructions.", HelpName = "FILE" };
        var command = new Command("export", "Write a trace for other programs.") { folder, folded, chrome };
        command.SetAction(result =>
        {
            if (result.GetValue(folded) is null && result.GetValue(chrome) is null)
                throw new CommandException("Say what to write: --folded FILE or --chrome FILE.");
            var trace = new TraceFolder(result.GetRequiredValue(folder));
            var flow = FlowAnalysis.Of(trace);
            if (result.GetValue(folded) is { } stacks)
            {
                using var file = new StreamWriter(stacks);
                FlowExport.Folded(flow, trace, file);
            }

            if (result.GetValue(chrome) is { } json)
            {
                using var file = File.Create(json);
                FlowExport.Chrome(flow, trace, file);
            }

            return ExitCode.Ok;
        });
        return command;
    }
}

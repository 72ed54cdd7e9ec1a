using System.CommandLine;
using System.Globalization;
using Monster.Trace.Flow;
using Monster.Trace.Reading;
using Monster.Trace.Tables;

namespace Monster.Cli;

/// <summary><c>monster trace calls</c>: who called whom, and what it cost.</summary>
public static class TraceCallsCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "A trace of mode blocks or memory." };
        var least = new Option<double>("--least") { Description = "Leave out what is under so many percent of the run.", DefaultValueFactory = _ => 1, HelpName = "PERCENT" };
        var command = new Command("calls", "Show the call tree with instructions; writes edge, call_edge and metric into the trace.") { folder, least };
        command.SetAction(result =>
        {
            var trace = new TraceFolder(result.GetRequiredValue(folder));
            var flow = FlowAnalysis.Of(trace);
            TableFile.Write(trace.Path, flow.Edges.ToList());
            TableFile.Write(trace.Path, flow.Calls.ToList());
            TableFile.Write(trace.Path, flow.Metrics.ToList());
            Print(result.InvocationConfiguration.Output, flow.Root, new FunctionNames(trace), result.GetValue(least) / 100);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(TextWriter output, CallNode root, FunctionNames names, double least)
    {
        output.WriteLine($"{"with calls",16} {"itself",16} {"calls",12}  function");
        var open = new Stack<CallNode>(root.Children.OrderBy(c => c.Total));
        while (open.TryPop(out var node))
        {
            if (node.Total < least * root.Total)
                continue;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{node.Total,16:N0} {node.Self,16:N0} {node.Calls,12:N0}  {new string(' ', (node.Depth - 1) * 2)}{names[node.Function]}"));
            foreach (var child in node.Children.OrderBy(c => c.Total))
                open.Push(child);
        }
    }
}

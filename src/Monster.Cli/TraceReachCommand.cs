using System.CommandLine;
using System.Globalization;
using Monster.Trace.Reach;
using Monster.Trace.Reading;

namespace Monster.Cli;

/// <summary><c>monster trace reach</c>: what a program could have run against what it ran.</summary>
public static class TraceReachCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The trace's folder." };
        var module = new Option<string?>("--module") { Description = "A module whose path contains this; else the program.", HelpName = "NAME" };
        var missed = new Option<bool>("--missed") { Description = "List the functions that could have run and did not." };
        var to = new Option<string?>("--to") { Description = "Show how a run can come to this function or address of the file.", HelpName = "NAME|0xADDRESS" };
        var command = new Command("reach", "Compare what a program could have run with what it ran (x86-64).") { folder, module, missed, to };
        command.SetAction(result =>
        {
            var trace = new TraceFolder(result.GetRequiredValue(folder));
            string wanted = result.GetValue(module) ?? trace.Run.Program;
            var row = trace.Modules.FirstOrDefault(m => m.Path.Contains(wanted, StringComparison.Ordinal)) ?? throw new CommandException($"No module of the trace has '{wanted}' in its path.");
            var report = ReachReport.Of(trace, row);
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(to) is { } place)
                return Path(output, report, place);
            Print(output, report, result.GetValue(missed));
            return report.NotFound.Any() ? ExitCode.CheckFailed : ExitCode.Ok;
        });
        return command;
    }

    private static void Print(TextWriter output, ReachReport report, bool missed)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Functions.Functions.Count,8:N0} functions in the file"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Direct.Count,8:N0} reachable over direct jumps and calls"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Observed.Count,8:N0} with the calls that were seen"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Conservative.Count,8:N0} with every address that code or data holds"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Executed.Count,8:N0} executed"));
        var notFound = report.NotFound.ToList();
        output.WriteLine(notFound.Count == 0 ? "Everything executed is conservatively reachable." : $"Executed and not found: {string.Join(", ", notFound.Take(20).Select(f => report.Functions.Functions[f].Name))}");
        if (missed)
        {
            foreach (int function in report.Conservative.Except(report.Executed).Order())
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(report.Direct.Contains(function) ? "direct " : report.Observed.Contains(function) ? "seen   " : "perhaps")}  0x{report.Functions.Functions[function].Address:x}  {report.Functions.Functions[function].Name}"));
        }
    }

    private static int Path(TextWriter output, ReachReport report, string place)
    {
        int function = place.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(place.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong address)
            ? report.Functions.Find(address)
            : report.Functions.Functions.Select((f, i) => (f, i)).Where(p => p.f.Name == place).Select(p => p.i).FirstOrDefault(-1);
        if (function < 0)
            throw new CommandException($"The file has no function '{place}'.");
        if (report.Witness(function) is not { } path)
        {
            output.WriteLine($"Nothing leads to {report.Functions.Functions[function].Name}.");
            return ExitCode.CheckFailed;
        }

        foreach (int step in path)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"0x{report.Functions.Functions[step].Address:x}  {report.Functions.Functions[step].Name}{(report.Executed.Contains(step) ? "  (executed)" : "")}"));
        return ExitCode.Ok;
    }
}

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
        var missed = new Option<bool>("--missed") { Description = "List the functions that could have run and did not, and how much of those that ran did not." };
        var blocks = new Option<bool>("--blocks") { Description = "With --missed: list basic blocks." };
        var to = new Option<string?>("--to") { Description = "Show how a run can come to this function or address of the file.", HelpName = "NAME|0xADDRESS" };
        var command = new Command("reach", "Compare what a program could have run with what it ran (x86-64, AArch64, RISC-V).") { folder, module, missed, blocks, to };
        command.SetAction(result =>
        {
            var trace = new TraceFolder(result.GetRequiredValue(folder));
            string wanted = result.GetValue(module) ?? trace.Run.Program;
            var row = trace.Modules.FirstOrDefault(m => m.Path.Contains(wanted, StringComparison.Ordinal)) ?? throw new CommandException($"No module of the trace has '{wanted}' in its path.");
            var report = ReachReport.Of(trace, row);
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(to) is { } place)
                return Path(output, report, place);
            Print(output, report);
            if (result.GetValue(missed) && result.GetValue(blocks))
                MissedBlocks(output, report);
            else if (result.GetValue(missed))
                MissedFunctions(output, report);
            return report.NotFound.Any() ? ExitCode.CheckFailed : ExitCode.Ok;
        });
        return command;
    }

    private static void Print(TextWriter output, ReachReport report)
    {
        Line(report.Functions.Functions.Count, report.Blocks.Count, "in the file");
        Line(report.Direct.Functions.Count, report.Direct.Count, "reachable over direct jumps and calls");
        Line(report.Observed.Functions.Count, report.Observed.Count, "with the steps that were seen");
        Line(report.Conservative.Functions.Count, report.Conservative.Count, "with computed jumps and every address that code or data holds");
        Line(report.Executed.Functions.Count, report.Executed.Count, "executed");
        if (report.Unplaced > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Unplaced:N0} blocks of the trace are in no function that is known."));
        var notFound = report.NotFound.ToList();
        output.WriteLine(notFound.Count == 0
            ? "Everything executed is conservatively reachable."
            : string.Create(CultureInfo.InvariantCulture, $"Executed and not found, {notFound.Count:N0} blocks: {string.Join(", ", notFound.Take(20).Select(b => Name(report, b)))}"));

        void Line(int functions, int blocks, string what) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{functions,8:N0} functions {blocks,10:N0} blocks  {what}"));
    }

    private static void MissedFunctions(TextWriter output, ReachReport report)
    {
        var left = Enumerable.Range(0, report.Blocks.Count).Where(b => report.Conservative.Has(b) && !report.Executed.Has(b)).CountBy(b => report.Blocks[b].Function).ToDictionary();
        foreach (var (function, count) in left.OrderBy(p => p.Key))
        {
            var (name, address) = (report.Functions.Functions[function].Name, report.Functions.Functions[function].Address);
            string what = report.Executed.Functions.Contains(function) ? "in part" : report.Direct.Functions.Contains(function) ? "direct" : report.Observed.Functions.Contains(function) ? "seen" : "perhaps";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-8} {count,6:N0} blocks  0x{address:x}  {name}"));
        }
    }

    private static void MissedBlocks(TextWriter output, ReachReport report)
    {
        for (int b = 0; b < report.Blocks.Count; b++)
        {
            if (report.Conservative.Has(b) && !report.Executed.Has(b))
                output.WriteLine($"{(report.Direct.Has(b) ? "direct" : report.Observed.Has(b) ? "seen" : "perhaps"),-8} {Name(report, b)}");
        }
    }

    private static int Path(TextWriter output, ReachReport report, string place)
    {
        int block = place.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(place.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong address)
            ? report.Find(address)
            : report.Functions.Functions.Select((f, i) => (f, i)).Where(p => p.f.Name == place).Select(p => report.EntryOf(p.i)).FirstOrDefault(-1);
        if (block < 0)
            throw new CommandException($"The file has no code '{place}'.");
        if (report.Witness(block) is not { } path)
        {
            output.WriteLine($"Nothing leads to {Name(report, block)}.");
            return ExitCode.CheckFailed;
        }

        foreach (int step in path)
            output.WriteLine(Name(report, step) + (report.Executed.Has(step) ? "  (executed)" : ""));
        return ExitCode.Ok;
    }

    /// <summary>0xADDRESS FUNCTION+OFFSET.</summary>
    private static string Name(ReachReport report, int block)
    {
        var (start, _, index, _) = report.Blocks[block];
        var function = report.Functions.Functions[index];
        return start == function.Address
            ? string.Create(CultureInfo.InvariantCulture, $"0x{start:x}  {function.Name}")
            : string.Create(CultureInfo.InvariantCulture, $"0x{start:x}  {function.Name}+0x{start - function.Address:x}");
    }
}

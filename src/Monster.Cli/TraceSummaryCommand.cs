using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Monster.Trace.Reading;
using Monster.Trace.Tables;

namespace Monster.Cli;

/// <summary><c>monster trace summary</c>: what a trace holds.</summary>
public static class TraceSummaryCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The trace's folder." };
        var json = JsonOutput.Option();
        var command = new Command("summary", "Say what a trace holds.") { folder, json };
        command.SetAction(result =>
        {
            var trace = new TraceFolder(result.GetRequiredValue(folder));
            if (result.GetValue(json))
                JsonOutput.WriteObject(result.InvocationConfiguration.Output, writer => Write(writer, trace.Run, trace.Path));
            else
                Print(result.InvocationConfiguration.Output, trace);
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Writes a run's members.</summary>
    public static void Write(Utf8JsonWriter writer, RunRow run, string folder)
    {
        writer.WriteString("folder", folder);
        writer.WriteString("state", run.State);
        if (run.Reason is not null)
            writer.WriteString("reason", run.Reason);
        writer.WriteString("mode", run.Mode);
        writer.WriteString("target", run.Target);
        writer.WriteString("program", run.Program);
        writer.WriteString("program_sha256", run.ProgramSha256);
        WriteNumber(writer, "instructions", run.Instructions);
        WriteNumber(writer, "blocks_executed", run.BlocksExecuted);
        WriteNumber(writer, "accesses", run.Accesses);
        writer.WriteNumber("dropped_records", run.DroppedRecords);
        writer.WriteNumber("seconds", Math.Round(run.Seconds, 3));
        writer.WriteNumberOrNull("exit_code", run.ExitCode);
        writer.WriteString("qemu", run.QemuVersion);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, ulong? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    private static void Print(TextWriter output, TraceFolder trace)
    {
        var run = trace.Run;
        var arguments = JsonSerializer.Deserialize<string[]>(run.Arguments)!;
        Line(output, "command", string.Join(' ', arguments));
        Line(output, "state", run.State == "complete" ? "complete" : $"{run.State}: {run.Reason}");
        Line(output, "target", $"{run.Target} under {run.QemuVersion}");
        Line(output, "mode", run.Mode + (run.Filters == "[]" ? "" : ", only " + run.Filters) + (run.Window is null ? "" : ", " + run.Window));
        Line(output, "exit code", run.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "-");
        Line(output, "time", string.Create(CultureInfo.InvariantCulture, $"{run.Seconds:0.00} s, traced"));
        if (run.Instructions is { } instructions)
            Line(output, "instructions", Number(instructions));
        if (run.BlocksExecuted is { } executed)
            Line(output, "blocks", $"{Number(executed)} executed, {Number((ulong)trace.Counts.Select(c => c.Block).Distinct().Count())} different");
        if (run.Accesses is { } accesses)
            Line(output, "accesses", Number(accesses));
        if (run.DroppedRecords > 0)
            Line(output, "DROPPED", $"{Number(run.DroppedRecords)} records");
        Line(output, "size", string.Create(CultureInfo.InvariantCulture, $"{trace.Size / 1e6:N1} MB"));
        var threads = trace.Table<ThreadRow>();
        foreach (var process in trace.Table<ProcessRow>())
            Line(output, $"process {process.Process}", string.Create(CultureInfo.InvariantCulture, $"pid {process.Pid}{(process.Parent is { } p ? $", forked from process {p}" : "")}, {threads.Count(t => t.Process == process.Process)} threads, {(process.Instructions is { } n ? Number(n) + " instructions, " : "")}ended: {process.Ended}"));
        foreach (var module in trace.Modules.Take(20))
            Line(output, $"module {module.Module}", module.Path);
        if (trace.Modules.Count > 20)
            Line(output, "", $"and {trace.Modules.Count - 20} more modules");
    }

    private static void Line(TextWriter output, string name, string value) => output.WriteLine($"{name,-13} {value}");

    private static string Number(ulong value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

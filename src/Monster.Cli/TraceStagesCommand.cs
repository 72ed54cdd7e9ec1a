using System.CommandLine;
using System.Globalization;
using Monster.Trace.Plugin;
using Monster.Trace.Reading;
using Monster.Trace.Running;
using Monster.Trace.Tables;

namespace Monster.Cli;

/// <summary><c>monster trace stages</c>: what each stage of a compiler, or of anything with stages, costs more than the one before.</summary>
public static class TraceStagesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Argument<string[]>("COMMAND") { Description = "The program and the arguments that all stages share, after '--'.", Arity = ArgumentArity.OneOrMore };
        var stage = new Option<string[]>("--stage") { Description = "A stage: its name and its own arguments, put before the shared ones; may be given several times, in order.", HelpName = "NAME=ARGS", Required = true };
        var output = new Option<string>("--out") { Description = "The folder of the stages' traces.", DefaultValueFactory = _ => "stages", HelpName = "DIR" };
        var json = JsonOutput.Option();
        var result = new Command("stages", "Run a program once for each stage and say what each adds, in instructions.") { command, stage, output, json };
        result.SetAction(parsed =>
        {
            string[] shared = parsed.GetRequiredValue(command);
            var rows = new List<(string Name, RunRow Run, List<string> Executed)>();
            foreach (string given in parsed.GetRequiredValue(stage))
            {
                var (name, arguments) = Split(given);
                string folder = Path.Combine(parsed.GetRequiredValue(output), name);
                var run = TraceRun.Run(new TraceOptions { Command = [shared[0], .. arguments, .. shared[1..]], Output = folder, Mode = TraceMode.Count }, TimeProvider.System);
                var executed = new TraceFolder(folder).Table<SyscallRow>().Where(c => c.Name is "execve" or "execveat" && c.Result is null).Select(c => c.Text ?? "?").Distinct().ToList();
                rows.Add((name, run, executed));
            }

            if (parsed.GetValue(json))
                Write(parsed.InvocationConfiguration.Output, rows);
            else
                Print(parsed.InvocationConfiguration.Output, rows);
            return rows.TrueForAll(r => r.Run.ExitCode == 0) ? ExitCode.Ok : ExitCode.CheckFailed;
        });
        return result;
    }

    private static (string Name, string[] Arguments) Split(string given)
    {
        int at = given.IndexOf('=', StringComparison.Ordinal);
        string name = at < 0 ? given : given[..at];
        if (name.Length == 0 || name.AsSpan().IndexOfAny("/\\") >= 0 || name is "." or "..")
            throw new CommandException($"--stage '{given}' has no usable name: NAME=ARGS.");
        return (name, at < 0 ? [] : given[(at + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Print(TextWriter output, List<(string Name, RunRow Run, List<string> Executed)> rows)
    {
        output.WriteLine($"{"instructions",18} {"more than before",18}  stage");
        ulong before = 0;
        foreach (var (name, run, executed) in rows)
        {
            ulong now = run.Instructions ?? 0;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{now,18:N0} {(long)(now - before),18:+#,0;-#,0;0}  {name}{(run.ExitCode == 0 ? "" : $"  (ended with {run.ExitCode})")}"));
            foreach (string program in executed)
                output.WriteLine($"{"",38}  executed, not traced: {program}");
            before = now;
        }
    }

    private static void Write(TextWriter output, List<(string Name, RunRow Run, List<string> Executed)> rows) => JsonOutput.WriteObject(output, writer =>
    {
        writer.WriteStartArray("stages");
        ulong before = 0;
        foreach (var (name, run, executed) in rows)
        {
            ulong now = run.Instructions ?? 0;
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteNumber("instructions", now);
            writer.WriteNumber("difference", (long)(now - before));
            writer.WriteNumberOrNull("exit_code", run.ExitCode);
            writer.WriteStartArray("executed_not_traced");
            foreach (string program in executed)
                writer.WriteStringValue(program);
            writer.WriteEndArray();
            writer.WriteEndObject();
            before = now;
        }

        writer.WriteEndArray();
    });
}

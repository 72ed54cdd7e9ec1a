using System.CommandLine;
using System.Globalization;
using Monster.Trace.Reading;
using Monster.Trace.Tables;

namespace Monster.Cli;

/// <summary><c>monster trace syscalls</c>: which system calls a program made.</summary>
public static class TraceSyscallsCommand
{
    private const int Errors = 4095;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The trace's folder." };
        var list = new Option<bool>("--list") { Description = "Each call, in order, instead of sums." };
        var json = JsonOutput.Option();
        var command = new Command("syscalls", "Say which system calls a program made.") { folder, list, json };
        command.SetAction(result =>
        {
            var trace = new TraceFolder(result.GetRequiredValue(folder));
            var calls = trace.Table<SyscallRow>();
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(list))
                List(output, calls, result.GetValue(json));
            else
                Sums(output, calls, result.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Sums(TextWriter output, IReadOnlyList<SyscallRow> calls, bool json)
    {
        var sums = calls.GroupBy(c => c.Name).Select(g => (Name: g.Key, Count: g.Count(), Failed: g.Count(Failed), Nanoseconds: g.Sum(c => (long)(c.Duration ?? 0))))
            .OrderByDescending(s => s.Count).ThenBy(s => s.Name, StringComparer.Ordinal).ToList();
        if (json)
        {
            JsonOutput.WriteObject(output, writer =>
            {
                writer.WriteNumber("calls", calls.Count);
                writer.WriteStartArray("syscalls");
                foreach (var sum in sums)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", sum.Name);
                    writer.WriteNumber("count", sum.Count);
                    writer.WriteNumber("failed", sum.Failed);
                    writer.WriteNumber("ns", sum.Nanoseconds);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return;
        }

        output.WriteLine($"{"calls",10} {"failed",8} {"ms on the host",15}  name");
        foreach (var sum in sums)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sum.Count,10:N0} {sum.Failed,8:N0} {sum.Nanoseconds / 1e6,15:N3}  {sum.Name}"));
    }

    private static void List(TextWriter output, IReadOnlyList<SyscallRow> calls, bool json)
    {
        foreach (var call in calls.OrderBy(c => c.Start))
        {
            if (json)
            {
                JsonOutput.WriteObject(output, writer =>
                {
                    writer.WriteNumber("process", call.Process);
                    writer.WriteNumber("thread", call.Thread);
                    writer.WriteString("name", call.Name);
                    writer.WriteString("text", call.Text);
                    if (call.Result is { } value)
                        writer.WriteNumber("result", value);
                    writer.WriteNumber("start_ns", call.Start);
                });
                continue;
            }

            string arguments = string.Create(CultureInfo.InvariantCulture, $"0x{call.Argument0:x}, 0x{call.Argument1:x}, 0x{call.Argument2:x}");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{call.Start / 1e9,12:0.000000}  {call.Process}/{call.Thread}  {call.Name}({(call.Text is null ? arguments : $"\"{call.Text}\", {arguments}")}) = {call.Result?.ToString(CultureInfo.InvariantCulture) ?? "?"}"));
        }
    }

    private static bool Failed(SyscallRow call) => call.Result is < 0 and >= -Errors;
}

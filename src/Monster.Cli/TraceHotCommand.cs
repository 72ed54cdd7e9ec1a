using System.CommandLine;
using System.Globalization;
using Monster.Trace.Reading;

namespace Monster.Cli;

/// <summary><c>monster trace hot</c>: where a program spent its instructions.</summary>
public static class TraceHotCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The trace's folder." };
        var by = new Option<HotBy>("--by") { Description = "What is listed: function, block, line or module.", DefaultValueFactory = _ => HotBy.Function, HelpName = "WHAT" };
        var top = new Option<int>("--top") { Description = "How many.", DefaultValueFactory = _ => 20, HelpName = "N" };
        var json = JsonOutput.Option();
        var command = new Command("hot", "Say where a program spent its instructions.") { folder, by, top, json };
        command.SetAction(result =>
        {
            var trace = new TraceFolder(result.GetRequiredValue(folder));
            var report = HotReport.Of(trace, result.GetValue(by), Math.Clamp(result.GetValue(top), 1, 1_000_000));
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                JsonOutput.WriteObject(output, writer => Write(writer, report));
            else
                Print(output, report);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(TextWriter output, HotReport report)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Total:N0} instructions"));
        foreach (var item in report.Items)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{item.Instructions,18:N0} {100.0 * item.Instructions / Math.Max(report.Total, 1),6:0.00}%  {item.Executions,16:N0} x  {item.Name}"));
        if (report.More > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {report.More:N0} more"));
    }

    private static void Write(System.Text.Json.Utf8JsonWriter writer, HotReport report)
    {
        writer.WriteNumber("instructions", report.Total);
        writer.WriteStartArray("items");
        foreach (var item in report.Items)
        {
            writer.WriteStartObject();
            writer.WriteString("name", item.Name);
            writer.WriteString("module", item.Module);
            writer.WriteNumber("address", item.Address);
            writer.WriteNumber("instructions", item.Instructions);
            writer.WriteNumber("executions", item.Executions);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

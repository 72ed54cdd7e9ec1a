using System.CommandLine;
using System.Globalization;
using Monster.Trace.Reading;

namespace Monster.Cli;

/// <summary><c>monster trace diff</c>: what changed between two runs.</summary>
public static class TraceDiffCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var before = new Argument<string>("A") { Description = "The first trace." };
        var after = new Argument<string>("B") { Description = "The second trace." };
        var top = new Option<int>("--top") { Description = "How many functions.", DefaultValueFactory = _ => 30, HelpName = "N" };
        var json = JsonOutput.Option();
        var command = new Command("diff", "Say what changed between two runs, by function.") { before, after, top, json };
        command.SetAction(result =>
        {
            var first = new TraceFolder(result.GetRequiredValue(before));
            var second = new TraceFolder(result.GetRequiredValue(after));
            var items = TraceDiff.Of(first, second);
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
            {
                JsonOutput.WriteObject(output, writer =>
                {
                    writer.WriteNumber("before", first.Run.Instructions!.Value);
                    writer.WriteNumber("after", second.Run.Instructions!.Value);
                    writer.WriteStartArray("functions");
                    foreach (var item in items)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("name", item.Name);
                        writer.WriteString("module", item.Module);
                        writer.WriteNumber("before", item.Before);
                        writer.WriteNumber("after", item.After);
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                });
                return ExitCode.Ok;
            }

            long change = (long)(second.Run.Instructions!.Value - first.Run.Instructions!.Value);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first.Run.Instructions:N0} -> {second.Run.Instructions:N0} instructions ({change:+#,0;-#,0;0})"));
            foreach (var item in items.Take(Math.Max(result.GetValue(top), 0)))
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{item.Change,18:+#,0;-#,0;0}  {item.Before,16:N0} -> {item.After,16:N0}  {item.Name} ({item.Module})"));
            return ExitCode.Ok;
        });
        return command;
    }
}

using System.CommandLine;
using System.Globalization;
using Monster.Bbs;

namespace Monster.Cli;

/// <summary><c>monster restore</c>: a data directory from a backup, checked whole before it is there.</summary>
public static class RestoreCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The backup." };
        var data = DataOption.Create("The data directory to make: not there yet, or empty.");
        var json = JsonOutput.Option();
        var command = new Command("restore", "Make a board's data directory from a backup. The state is checked against its hash first.") { file, data, json };
        command.SetAction(result =>
        {
            string directory = DataOption.Of(result.GetValue(data));
            var (index, hash) = BoardBackup.Restore(result.GetValue(file)!, directory);
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
            {
                JsonOutput.WriteObject(output, writer =>
                {
                    writer.WriteString("data", directory);
                    writer.WriteNumber("index", index);
                    writer.WriteString("hash", hash.ToString());
                });
            }
            else
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{directory}: the board up to entry {index:N0}, whole by its hash. To open it: monster up --data {directory}"));
            }

            return ExitCode.Ok;
        });
        return command;
    }
}

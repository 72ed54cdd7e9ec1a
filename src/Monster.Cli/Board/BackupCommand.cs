using System.CommandLine;
using System.Globalization;
using Monster.Bbs;

namespace Monster.Cli;

/// <summary><c>monster backup</c>: a board as one file, taken while it runs.</summary>
public static class BackupCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string?>("file") { Description = "The backup to write; board-DATE.monster here when none is named.", Arity = ArgumentArity.ZeroOrOne };
        var data = DataOption.Create("The data directory of the board, running or not.");
        var force = new Option<bool>("--force") { Description = "Replace a file that is there." };
        var json = JsonOutput.Option();
        var command = new Command("backup", "Write a board to one file, while it runs. The file holds the board's secrets: keep it as safe as the board.") { file, data, force, json };
        command.SetAction(result =>
        {
            string path = Path.GetFullPath(result.GetValue(file) ?? string.Create(CultureInfo.InvariantCulture, $"board-{DateTime.UtcNow:yyyyMMdd-HHmmss}.monster"));
            if (File.Exists(path) && !result.GetValue(force))
                throw new CommandException($"There is a file '{path}' already. Name another, or replace it with --force.");
            var (index, hash) = BoardBackup.Write(DataOption.Of(result.GetValue(data)), path);
            long bytes = new FileInfo(path).Length;
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
            {
                JsonOutput.WriteObject(output, writer =>
                {
                    writer.WriteString("file", path);
                    writer.WriteNumber("bytes", bytes);
                    writer.WriteNumber("index", index);
                    writer.WriteString("hash", hash.ToString());
                });
            }
            else
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: the board up to entry {index:N0}, {bytes:N0} bytes."));
                output.WriteLine($"To make a board of it: monster restore {Path.GetFileName(path)} --data DIR");
            }

            return ExitCode.Ok;
        });
        return command;
    }
}

using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Monster.Bbs.Control;
using Monster.Bbs.Menus;
using Monster.Board.People;

namespace Monster.Cli;

/// <summary><c>monster board</c>: a board as a whole, for its sysop at the shell.</summary>
public static class BoardCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("board", "A board, running or not: who is on, its 71 boards, its theme, closing it.")
    {
        Status(), Who(), Say(), Disconnect(), Close(), List(), Edit(), WriteTheme(), CheckTheme(),
    };

    private static Command Status()
    {
        var data = BoardDesk.Data();
        var json = JsonOutput.Option();
        var command = new Command("status", "Whether the board is open, how many are on, and how far its log is.") { data, json };
        command.SetAction(async (result, _) =>
        {
            var status = await BoardDesk.AskAsync(result.GetValue(data), ControlRequest.Create("board.status"));
            status.Remove("ok");
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
            {
                JsonOutput.WriteObject(output, writer =>
                {
                    foreach (var (name, value) in status)
                    {
                        writer.WritePropertyName(name);
                        value!.WriteTo(writer);
                    }
                });
                return ExitCode.Ok;
            }

            output.WriteLine(status["open"]!.GetValue<bool>() ? $"Open: {ControlRows.Text(status, "callers")} of {ControlRows.Text(status, "nodes")} nodes taken." : "Not open: nobody can call.");
            output.WriteLine($"Entry {ControlRows.Text(status, "applied")} of the log is applied; the state's hash is {ControlRows.Text(status, "hash")}.");
            if (status["readOnly"] is { } why)
                output.WriteLine(why.ToString());
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Who()
    {
        var data = BoardDesk.Data();
        var json = JsonOutput.Option();
        var command = new Command("who", "Show who is on.") { data, json };
        command.SetAction(async (result, _) =>
        {
            await ControlRows.PrintAsync(result.GetValue(data), ControlRequest.Create("board.who"), result.GetValue(json) ? "callers" : null, result.InvocationConfiguration.Output, row =>
                $"{ControlRows.Text(row, "node"),4}  {ControlRows.Text(row, "name"),-20}  {ControlRows.Text(row, "doing"),-30}  {ControlRows.Text(row, "from"),-24}  since {ControlRows.Time(row, "since").ToString("HH:mm", CultureInfo.InvariantCulture)}  idle {ControlRows.Text(row, "idle")} s");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Say()
    {
        var text = new Argument<string>("TEXT") { Description = "One line." };
        return BoardDesk.Command("say", "Tell everyone who is online one line.", [text], result => ControlRequest.Create("board.say", ("text", result.GetValue(text))), done => $"Told: {ControlRows.Text(done, "told")}.");
    }

    private static Command Disconnect()
    {
        var node = new Argument<int>("NODE") { Description = "The node, as 'monster board who' shows it." };
        return BoardDesk.Command("disconnect", "End a call. What is being played or written is kept.", [node], result => ControlRequest.Create("board.disconnect", ("node", result.GetValue(node))), done => $"{ControlRows.Text(done, "name")} is sent away.");
    }

    private static Command Close()
    {
        var notice = new Option<int?>("--notice") { Description = "The seconds that callers have to finish; 10 unless given.", HelpName = "SECONDS" };
        return BoardDesk.Command("close", "Close the board, with notice to whoever is on.", [notice], result => ControlRequest.Create("board.close", ("notice", result.GetValue(notice))), _ => "The board is closing.");
    }

    private static Command List()
    {
        var data = BoardDesk.Data();
        var json = JsonOutput.Option();
        var command = new Command("list", "Show the 71 boards.") { data, json };
        command.SetAction(async (result, _) =>
        {
            await ControlRows.PrintAsync(result.GetValue(data), ControlRequest.Create("board.list"), result.GetValue(json) ? "boards" : null, result.InvocationConfiguration.Output, row =>
                $"{ControlRows.Text(row, "shard"),2}  {ControlRows.Text(row, "name"),-30}  {ControlRows.Text(row, "posts"),7} posts  read: {Say(ControlRows.Text(row, "read"))}  write: {Say(ControlRows.Text(row, "write"))}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Edit()
    {
        var shard = new Argument<int>("SHARD") { Description = "The board, 0 to 70." };
        var name = new Option<string?>("--name") { Description = "Its name; empty for the name of its game." };
        var about = new Option<string?>("--about") { Description = "A line about it." };
        var read = new Option<AccountLevel?>("--read") { Description = "Who may read: guest, member or sysop." };
        var write = new Option<AccountLevel?>("--write") { Description = "Who may write: member or sysop." };
        return BoardDesk.Command(
            "edit",
            "Name a board, and say who may read and write there.",
            [shard, name, about, read, write],
            result => ControlRequest.Create(
                "board.edit",
                ("shard", result.GetValue(shard)),
                ("name", result.GetValue(name)),
                ("about", result.GetValue(about)),
                ("read", result.GetValue(read)?.ToString().ToLowerInvariant()),
                ("write", result.GetValue(write)?.ToString().ToLowerInvariant())),
            done => $"Board {ControlRows.Text(done, "shard")} is {ControlRows.Text(done, "name")}.");
    }

    private static Command WriteTheme()
    {
        var data = DataOption.Create("The board's data directory; it may be running.");
        var command = new Command("theme", "Write the built-in menus, pictures and colours to DIR/theme, to be changed there. Files that are there stay.") { data };
        command.SetAction(result =>
        {
            string folder = Path.Combine(DataOption.Of(result.GetValue(data)), "theme");
            foreach (var (file, text) in ThemeFolder.BuiltIn())
            {
                string path = Path.Combine(folder, file);
                bool isThere = File.Exists(path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                if (!isThere)
                    File.WriteAllText(path, text);
                result.InvocationConfiguration.Output.WriteLine($"{path}{(isThere ? " (was there, not changed)" : "")}");
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command CheckTheme()
    {
        var data = DataOption.Create("The board's data directory; it may be running.");
        var command = new Command("theme-check", "Check the files in DIR/theme; exit code 2 when one is not right.") { data };
        command.SetAction(result =>
        {
            using var theme = new ThemeFolder(Path.Combine(DataOption.Of(result.GetValue(data)), "theme"), TimeProvider.System);
            foreach (var fault in theme.Faults)
                result.InvocationConfiguration.Output.WriteLine(fault);
            if (theme.Faults.Count == 0)
                result.InvocationConfiguration.Output.WriteLine($"All is right: {theme.OwnFiles.Count} files of your own.");
            return theme.Faults.Count == 0 ? ExitCode.Ok : ExitCode.BadInput;
        });
        return command;
    }

    private static string Say(string level) => level switch { "guest" => "everyone", "member" => "members ", _ => "sysops  " };
}

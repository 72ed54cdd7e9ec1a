using System.CommandLine;
using System.Globalization;
using Monster.Bbs.Menus;
using Monster.Bbs.Screens;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Cli;

/// <summary><c>monster board</c>: the 71 boards and the theme, for the sysop at the shell.</summary>
public static class BoardCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("board", "The boards of a board that is not running, and its theme.") { List(), Edit(), WriteTheme(), CheckTheme() };

    private static Command List()
    {
        var data = BoardDesk.Data();
        var command = new Command("list", "Show the 71 boards.") { data };
        command.SetAction((result, _) => BoardDesk.RunAsync(result.GetValue(data), services =>
        {
            foreach (var board in services.Board.Read(MessageBoards.All))
                result.InvocationConfiguration.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{board.Shard,2}  {BoardsScreen.NameOf(board),-30}  {board.LastNumber,7} posts  read: {Say(board.ReadLevel)}  write: {Say(board.WriteLevel)}"));
            return Task.CompletedTask;
        }));
        return command;
    }

    private static Command Edit()
    {
        var shard = new Argument<int>("SHARD") { Description = "The board, 0 to 70." };
        var name = new Option<string?>("--name") { Description = "Its name; empty for the name of its game." };
        var about = new Option<string?>("--about") { Description = "A line about it." };
        var read = new Option<AccountLevel?>("--read") { Description = "Who may read: guest, member or sysop." };
        var write = new Option<AccountLevel?>("--write") { Description = "Who may write: member or sysop." };
        var data = BoardDesk.Data();
        var command = new Command("edit", "Name a board, and say who may read and write there.") { shard, name, about, read, write, data };
        command.SetAction((result, _) => BoardDesk.RunAsync(result.GetValue(data), async services =>
        {
            if (result.GetValue(shard) is not (>= 0 and < MessageBoards.Count and var number))
                throw new CommandException("Boards are 0 to 70.");
            var now = services.Board.Read(store => MessageBoards.Find(store, (byte)number));
            string called = CleanText.Line(result.GetValue(name) ?? now.Name);
            if (called.Length > MessageLimits.BoardNameLength)
                throw new CommandException($"A board's name has at most {MessageLimits.BoardNameLength} characters.");
            await services.Desk.SubmitAsync(new EditBoard((byte)number, called, CleanText.Line(result.GetValue(about) ?? now.About), result.GetValue(read) ?? now.ReadLevel, result.GetValue(write) ?? now.WriteLevel));
            result.InvocationConfiguration.Output.WriteLine($"Board {number} is {BoardsScreen.NameOf(services.Board.Read(store => MessageBoards.Find(store, (byte)number)))}.");
        }));
        return command;
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

    private static string Say(AccountLevel level) => level switch { AccountLevel.Guest => "everyone", AccountLevel.Member => "members ", _ => "sysops  " };
}

using System.CommandLine;
using System.Text.Json.Nodes;
using Monster.Bbs.Control;

namespace Monster.Cli;

/// <summary><c>monster user</c>: the accounts of a board, for its sysop at the shell.</summary>
public static class UserCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("user", "The accounts of a board, running or not: list, levels, bans, passwords, export, deletion.")
    {
        List(),
        Change("sysop", "Make somebody a sysop.", name => ControlRequest.Create("user.level", ("name", name), ("level", "sysop")), name => $"{name} is a sysop."),
        Change("member", "Make a sysop a member again.", name => ControlRequest.Create("user.level", ("name", name), ("level", "member")), name => $"{name} is a member."),
        Change("unban", "Lift a ban.", name => ControlRequest.Create("user.unban", ("name", name)), name => $"{name} may call again."),
        Change("drop-codes", "Ask somebody for one-time codes no longer.", name => ControlRequest.Create("user.drop-codes", ("name", name)), name => $"The password alone is enough for {name}."),
        Ban(),
        Password(),
        Keys(),
        RemoveKey(),
        Export(),
        Delete(),
    };

    private static Command List()
    {
        var data = BoardDesk.Data();
        var json = JsonOutput.Option();
        var command = new Command("list", "Show everybody.") { data, json };
        command.SetAction(async (result, _) =>
        {
            var output = result.InvocationConfiguration.Output;
            await ControlRows.PrintAsync(result.GetValue(data), ControlRequest.Create("user.list"), result.GetValue(json) ? "users" : null, output, row =>
                $"{ControlRows.Text(row, "name"),-20}  {ControlRows.Text(row, "level"),-7}  since {ControlRows.Day(row, "since")}  {ControlRows.Text(row, "calls"),6} calls  {ControlRows.Text(row, "posts"),6} posts" +
                (row["banned"]!.GetValue<bool>() ? $"  banned until {ControlRows.Day(row, "bannedUntil")}" : ""));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Change(string name, string description, Func<string, JsonObject> request, Func<string, string> said)
    {
        var who = Name();
        return BoardDesk.Command(name, description, [who], result => request(result.GetValue(who)!), done => said(ControlRows.Text(done, "name")));
    }

    private static Command Ban()
    {
        var who = Name();
        var days = new Option<int?>("--days") { Description = "How long; for good when not given." };
        var reason = new Option<string?>("--reason") { Description = "Why: shown to the person." };
        return BoardDesk.Command(
            "ban",
            "Keep somebody from calling and writing. Whoever is online is sent away.",
            [who, days, reason],
            result => ControlRequest.Create("user.ban", ("name", result.GetValue(who)), ("days", result.GetValue(days)), ("reason", result.GetValue(reason))),
            done => $"{ControlRows.Text(done, "name")} may not call.");
    }

    private static Command Password()
    {
        var who = Name();
        return BoardDesk.Command("password", "Set a new password for somebody, and print it once.", [who], result => ControlRequest.Create("user.password", ("name", result.GetValue(who))), done => ControlRows.Text(done, "password"));
    }

    private static Command Keys()
    {
        var (who, data, json) = (Name(), BoardDesk.Data(), JsonOutput.Option());
        var command = new Command("keys", "Show somebody's SSH keys.") { who, data, json };
        command.SetAction(async (result, _) =>
        {
            await ControlRows.PrintAsync(result.GetValue(data), ControlRequest.Create("user.keys", ("name", result.GetValue(who))), result.GetValue(json) ? "keys" : null, result.InvocationConfiguration.Output, row =>
                $"{ControlRows.Text(row, "fingerprint")}  {ControlRows.Text(row, "type")}  since {ControlRows.Day(row, "since")}  {(row["used"]!.GetValue<bool>() ? "" : "not used yet  ")}{ControlRows.Text(row, "name")}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command RemoveKey()
    {
        var who = Name();
        var fingerprint = new Argument<string>("FINGERPRINT") { Description = "The key, as 'monster user keys NAME' shows it: SHA256:..." };
        return BoardDesk.Command(
            "remove-key",
            "Take an SSH key from somebody.",
            [who, fingerprint],
            result => ControlRequest.Create("user.remove-key", ("name", result.GetValue(who)), ("fingerprint", result.GetValue(fingerprint))),
            done => $"The key does not log {ControlRows.Text(done, "name")} in any more.");
    }

    private static Command Export()
    {
        var (who, data) = (Name(), BoardDesk.Data());
        var to = new Option<string>("--out") { Description = "The zip file to write.", Required = true, HelpName = "FILE" };
        var command = new Command("export", "Write everything the board knows of somebody to a zip of JSON texts.") { who, to, data };
        command.SetAction(async (result, _) =>
        {
            string path = result.GetValue(to)!;
            if (File.Exists(path))
                throw new CommandException($"'{path}' is there already. Choose another name.");
            string part = path + ".part";
            try
            {
                JsonObject done;
                await using (var file = new FileStream(part, Private()))
                    done = await BoardDesk.AskAsync(result.GetValue(data), ControlRequest.Create("user.export", ("name", result.GetValue(who))), row => file.Write(Convert.FromBase64String(ControlRows.Text(row, "bytes"))));
                File.Move(part, path);
                result.InvocationConfiguration.Output.WriteLine($"{path}: everything about {ControlRows.Text(done, "name")}.");
            }
            finally
            {
                File.Delete(part);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Delete()
    {
        var who = Name();
        var posts = new Option<bool>("--posts") { Description = "Take the texts of the person's posts away too." };
        var sure = new Option<bool>("--yes") { Description = "Do it: there is no way back." };
        return BoardDesk.Command(
            "delete",
            "Delete an account for good: letters, settings and the key that opens them.",
            [who, posts, sure],
            result => result.GetValue(sure)
                ? ControlRequest.Create("user.delete", ("name", result.GetValue(who)), ("posts", result.GetValue(posts)))
                : throw new CommandException($"This deletes the account of '{result.GetValue(who)}' for good. Add --yes to do it; 'monster user export' makes a copy first."),
            done => $"{ControlRows.Text(done, "name")} is deleted.");
    }

    private static Argument<string> Name() => new("NAME") { Description = "The person's name; capitals and accents do not matter." };

    /// <summary>What is exported is private: nobody else may read the file.</summary>
    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}

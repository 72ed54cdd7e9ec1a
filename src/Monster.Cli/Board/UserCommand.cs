using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Monster.Bbs.Screens;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Cli;

/// <summary><c>monster user</c>: the accounts of a board, for its sysop at the shell.</summary>
public static class UserCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("user", "The accounts of a board that is not running: list, levels, bans, passwords, export, deletion.")
    {
        List(),
        Change("sysop", "Make somebody a sysop.", (services, account) => services.Desk.SubmitAsync(new SetLevel(account.Id, AccountLevel.Sysop)), "{0} is a sysop."),
        Change("member", "Make a sysop a member again.", (services, account) => services.Desk.SubmitAsync(new SetLevel(account.Id, AccountLevel.Member)), "{0} is a member."),
        Change("unban", "Lift a ban.", (services, account) => services.Desk.SubmitAsync(new Ban(account.Id, DateTimeOffset.UnixEpoch, "")), "{0} may call again."),
        Change("drop-codes", "Ask somebody for one-time codes no longer.", (services, account) => services.Desk.SubmitAsync(new SetTotp(account.Id, [])), "The password alone is enough for {0}."),
        BanCommand(),
        Password(),
        Export(),
        Delete(),
    };

    private static Command List()
    {
        var data = BoardDesk.Data();
        var json = JsonOutput.Option();
        var command = new Command("list", "Show everybody.") { data, json };
        command.SetAction((result, _) => BoardDesk.RunAsync(result.GetValue(data), services =>
        {
            var accounts = services.Board.Read(store => Accounts.After(store, 0).ToList());
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                WriteJson(output, accounts, services.Time.GetUtcNow());
            else
                accounts.ForEach(account => output.WriteLine(Line(account, services.Time.GetUtcNow())));
            return Task.CompletedTask;
        }));
        return command;
    }

    private static Command Change(string name, string description, Func<BbsServices, Account, Task> change, string said)
    {
        var (who, data) = (Name(), BoardDesk.Data());
        var command = new Command(name, description) { who, data };
        command.SetAction((result, _) => BoardDesk.RunAsync(result.GetValue(data), async services =>
        {
            var account = BoardDesk.Find(services, result.GetValue(who)!);
            await change(services, account);
            result.InvocationConfiguration.Output.WriteLine(string.Format(CultureInfo.InvariantCulture, said, account.Name));
        }));
        return command;
    }

    private static Command BanCommand()
    {
        var (who, data) = (Name(), BoardDesk.Data());
        var days = new Option<int>("--days") { Description = "How long; 36,500 when not given.", DefaultValueFactory = _ => 36_500 };
        var reason = new Option<string>("--reason") { Description = "Why: shown to the person.", DefaultValueFactory = _ => "" };
        var command = new Command("ban", "Keep somebody from calling and writing.") { who, days, reason, data };
        command.SetAction((result, _) => BoardDesk.RunAsync(result.GetValue(data), async services =>
        {
            int length = result.GetValue(days) is > 0 and <= 36_500 and var given ? given : throw new CommandException("--days is a number from 1 to 36500.");
            var account = BoardDesk.Find(services, result.GetValue(who)!);
            await services.Desk.SubmitAsync(new Ban(account.Id, services.Time.GetUtcNow().AddDays(length), CleanText.Line(result.GetValue(reason)!)));
            result.InvocationConfiguration.Output.WriteLine($"{account.Name} may not call.");
        }));
        return command;
    }

    private static Command Password()
    {
        var (who, data) = (Name(), BoardDesk.Data());
        var command = new Command("password", "Set a new password for somebody, and print it once.") { who, data };
        command.SetAction((result, _) => BoardDesk.RunAsync(result.GetValue(data), async services =>
        {
            var account = BoardDesk.Find(services, result.GetValue(who)!);
            string password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12);
            await services.Desk.SetPasswordAsync(account.Id, password);
            result.InvocationConfiguration.Output.WriteLine(password);
        }));
        return command;
    }

    private static Command Export()
    {
        var (who, data) = (Name(), BoardDesk.Data());
        var to = new Option<string>("--out") { Description = "The zip file to write.", Required = true, HelpName = "FILE" };
        var command = new Command("export", "Write everything the board knows of somebody to a zip of JSON texts.") { who, to, data };
        command.SetAction((result, _) => BoardDesk.RunAsync(result.GetValue(data), async services =>
        {
            var account = BoardDesk.Find(services, result.GetValue(who)!);
            string path = result.GetValue(to)!;
            if (File.Exists(path))
                throw new CommandException($"'{path}' is there already. Choose another name.");
            await using (var file = File.Create(path))
                await services.Export.WriteToAsync(account.Id, file);
            result.InvocationConfiguration.Output.WriteLine($"{path}: everything about {account.Name}.");
        }));
        return command;
    }

    private static Command Delete()
    {
        var (who, data) = (Name(), BoardDesk.Data());
        var posts = new Option<bool>("--posts") { Description = "Take the texts of the person's posts away too." };
        var sure = new Option<bool>("--yes") { Description = "Do it: there is no way back." };
        var command = new Command("delete", "Delete an account for good: letters, settings and the key that opens them.") { who, posts, sure, data };
        command.SetAction((result, _) => BoardDesk.RunAsync(result.GetValue(data), async services =>
        {
            var account = BoardDesk.Find(services, result.GetValue(who)!);
            if (!result.GetValue(sure))
                throw new CommandException($"This deletes {account.Name} for good. Add --yes to do it; 'monster user export' makes a copy first.");
            await services.Desk.DeleteAsync(account.Id, result.GetValue(posts));
            result.InvocationConfiguration.Output.WriteLine($"{account.Name} is deleted.");
        }));
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "The person's name; capitals and accents do not matter." };

    private static string Line(Account account, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{account.Name,-20}  {account.Level.ToString().ToLowerInvariant(),-7}  since {account.Since:yyyy-MM-dd}  {account.Calls,6} calls  {account.Posts,6} posts{(account.IsBanned(now) ? $"  banned until {account.BannedUntil:yyyy-MM-dd}" : "")}");

    private static void WriteJson(TextWriter output, List<Account> accounts, DateTimeOffset now) => JsonOutput.WriteObject(output, writer =>
    {
        writer.WriteStartArray("users");
        foreach (var account in accounts)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", account.Id);
            writer.WriteString("name", account.Name);
            writer.WriteString("level", account.Level.ToString().ToLowerInvariant());
            writer.WriteString("since", account.Since);
            writer.WriteNumber("calls", account.Calls);
            writer.WriteNumber("posts", account.Posts);
            writer.WriteBoolean("banned", account.IsBanned(now));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}

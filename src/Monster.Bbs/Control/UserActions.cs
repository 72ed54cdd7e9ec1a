using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Monster.Bbs.People;
using Monster.Bbs.Screens;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Bbs.Control;

/// <summary>The accounts, for the sysop at the shell.</summary>
internal sealed class UserActions(BbsServices services)
{
    private const int MaxDays = 36_500;
    private const int MaxFingerprint = 100;
    private const int PieceBytes = 32 * 1024;

    public IEnumerable<ControlAction> All =>
    [
        new("user.list", [], "A row for everybody: id, name, level, since, calls, posts, banned, bannedUntil (when banned).", ListAsync),
        new("user.level", ["name", "level"], "Makes a sysop or a member of somebody, at once if online.", LevelAsync),
        new("user.ban", ["name", "days", "reason"], "Keeps somebody from calling and writing; without days for good. Whoever is online is sent away.", BanAsync),
        new("user.unban", ["name"], "Lifts a ban.", (request, _) => DoAsync(request, account => new Ban(account.Id, DateTimeOffset.UnixEpoch, ""), "lifted the ban of {0}")),
        new("user.drop-codes", ["name"], "Asks somebody for one-time codes no longer.", (request, _) => DoAsync(request, account => new SetTotp(account.Id, []), "dropped the one-time codes of {0}")),
        new("user.password", ["name"], "Sets a new password; the last line has it as password.", PasswordAsync),
        new("user.keys", ["name"], "A row for each of somebody's SSH keys: fingerprint, name, type, since, used (whether it was called with).", KeysAsync),
        new("user.remove-key", ["name", "fingerprint"], "Takes an SSH key from somebody; calls that are on stay on.", RemoveKeyAsync),
        new("user.export", ["name"], "Everything the board knows of somebody: rows of bytes (base64), which together are a zip of JSON texts.", ExportAsync),
        new("user.delete", ["name", "posts"], "Deletes an account for good, and with posts the texts it posted. Whoever is online is sent away.", DeleteAsync),
    ];

    private async Task<JsonObject?> ListAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        var now = services.Time.GetUtcNow();
        uint last = 0;
        while (true)
        {
            var some = services.Board.Read(store => Accounts.After(store, last).Take(500).ToList());
            foreach (var account in some)
                await row(Row(account, now));
            if (some.Count == 0)
                return null;
            last = some[^1].Id;
        }
    }

    private Task<JsonObject?> LevelAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        var level = request.Among<AccountLevel>("level") is { } given and not AccountLevel.Guest ? given : throw new RefusedException("\"level\" is sysop or member.");
        return DoAsync(request, account => new SetLevel(account.Id, level), $"made a {level.ToString().ToLowerInvariant()} of {{0}}");
    }

    private Task<JsonObject?> BanAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        int days = request.Number("days", 1, MaxDays) ?? MaxDays;
        string reason = CleanText.Line(request.TextOrNull("reason", PeopleLimits.ReasonLength) ?? "");
        return DoAsync(request, account => new Ban(account.Id, services.Time.GetUtcNow().AddDays(days), reason), "banned {0}");
    }

    private async Task<JsonObject?> PasswordAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        var account = Find(request);
        string password = AccountDesk.NewPassword();
        await services.Desk.SetPasswordAsync(account.Id, password);
        services.Log.Add($"At the shell: set a new password for {account.Name}.");
        return new JsonObject { ["name"] = account.Name, ["password"] = password };
    }

    private async Task<JsonObject?> KeysAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        var account = Find(request);
        foreach (var key in services.SshKeys.Of(account.Id))
        {
            await row(new JsonObject
            {
                ["fingerprint"] = SshPublicKey.FingerprintOf(key.Hash),
                ["name"] = key.Name,
                ["type"] = key.Type,
                ["since"] = key.Since,
                ["used"] = key.IsProven,
            });
        }

        return new JsonObject { ["name"] = account.Name };
    }

    private async Task<JsonObject?> RemoveKeyAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        var account = Find(request);
        string fingerprint = request.Text("fingerprint", MaxFingerprint);
        var key = services.SshKeys.Of(account.Id).FirstOrDefault(key => SshPublicKey.FingerprintOf(key.Hash) == fingerprint)
            ?? throw new RefusedException($"{account.Name} has no key '{fingerprint}'. 'monster user keys {account.Name}' shows those there are.");
        await services.SshKeys.RemoveAsync(account.Id, key.Hash);
        services.Log.Add($"At the shell: took the SSH key {fingerprint} from {account.Name}.");
        return new JsonObject { ["name"] = account.Name };
    }

    private async Task<JsonObject?> ExportAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        var account = Find(request);
        var pipe = new Pipe();
        var writing = WriteAsync();
        try
        {
            byte[] piece = new byte[PieceBytes];
            var zip = pipe.Reader.AsStream();
            while (await zip.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false) is > 0 and var count)
                await row(new JsonObject { ["bytes"] = Convert.ToBase64String(piece, 0, count) });
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
        }

        await writing;
        services.Log.Add($"At the shell: exported what the board knows of {account.Name}.");
        return new JsonObject { ["name"] = account.Name };

        async Task WriteAsync()
        {
            Exception? fault = null;
            try
            {
                await using var stream = pipe.Writer.AsStream(leaveOpen: true);
                await services.Export.WriteToAsync(account.Id, stream);
            }
            catch (Exception e)
            {
                fault = e; // the reader throws it
            }

            await pipe.Writer.CompleteAsync(fault);
        }
    }

    private async Task<JsonObject?> DeleteAsync(ControlRequest request, Func<JsonObject, ValueTask> row)
    {
        bool posts = request.Truth("posts");
        var account = Find(request);
        await services.Desk.DeleteAsync(account.Id, posts);
        services.Drafts.Forget(account.Id);
        services.Log.Add($"At the shell: deleted the account of {account.Name}.");
        return new JsonObject { ["name"] = account.Name };
    }

    private async Task<JsonObject?> DoAsync(ControlRequest request, Func<Account, ICommand> command, string noted)
    {
        var account = Find(request);
        await services.Desk.SubmitAsync(command(account));
        services.Log.Add($"At the shell: {string.Format(System.Globalization.CultureInfo.InvariantCulture, noted, account.Name)}.");
        return new JsonObject { ["name"] = account.Name };
    }

    private Account Find(ControlRequest request)
    {
        string name = request.Text("name", 4 * PersonName.MaxLength);
        return services.Board.Read(store => Accounts.Find(store, name)) ?? throw new RefusedException($"Nobody is called '{name}'. 'monster user list' shows everybody.");
    }

    private static JsonObject Row(Account account, DateTimeOffset now)
    {
        var row = new JsonObject
        {
            ["id"] = account.Id,
            ["name"] = account.Name,
            ["level"] = account.Level.ToString().ToLowerInvariant(),
            ["since"] = account.Since,
            ["calls"] = account.Calls,
            ["posts"] = account.Posts,
            ["banned"] = account.IsBanned(now),
        };
        if (account.IsBanned(now))
            row["bannedUntil"] = account.BannedUntil;
        return row;
    }
}

using System.Globalization;
using Monster.Bbs.People;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>Everybody who has an account; for the sysop with levels, bans and passwords.</summary>
public sealed class PeopleScreen : ListScreen<Account>
{
    private readonly bool _isSysop;

    /// <summary>The accounts by number.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="isSysop">Whether the sysop's keys work.</param>
    public PeopleScreen(Visit visit, bool isSysop = false)
        : base(visit) => _isSysop = isSysop;

    /// <inheritdoc/>
    protected override string Title => _isSysop ? "Accounts" : "Everybody";

    /// <inheritdoc/>
    protected override string Help => _isSysop
        ? "Enter shows the profile\nL   makes a sysop of a member, or a member of a sysop\nB   bans, or lifts a ban\nP   sets a new password, shown once: tell it to its owner\nT   asks for one-time codes no longer, for somebody who lost the device\nF   finds a name"
        : "Everybody who has an account. Enter shows the profile, F finds a name.";

    /// <inheritdoc/>
    protected override string Empty => "Nobody has an account yet.";

    /// <inheritdoc/>
    protected override string Header => "Name                      Since        Last call    Calls   Posts";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => _isSysop
        ? [("Enter", "profile"), ("L", "level"), ("B", "ban"), ("P", "password"), ("T", "codes"), ("F", "find")]
        : [("Enter", "profile"), ("F", "find")];

    /// <inheritdoc/>
    protected override IReadOnlyList<Account> Read(Account? last, int most) =>
        Visit.Services.Board.Read(store => Accounts.After(store, last?.Id ?? 0).Take(most).ToList());

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, int width, Account item, Ink ink, Ink ground)
    {
        screen.TextIn(x, y, 25, item.IsSysop ? item.Name + " (sysop)" : item.Name, Of(Ink.Magenta, ink), ground);
        screen.Text(x + 26, y, Day(item.Since), ink, ground);
        screen.Text(x + 39, y, item.Calls == 0 ? "never" : Day(item.LastCall), ink, ground);
        screen.TextRight(x + 57, y, item.Calls.ToString("N0", CultureInfo.InvariantCulture), ink, ground);
        screen.TextRight(x + 65, y, item.Posts.ToString("N0", CultureInfo.InvariantCulture), ink, ground);
        if (item.IsBanned(Visit.Services.Time.GetUtcNow()))
            screen.Text(x + 67, y, "banned", Of(Ink.Red, ink), ground);
    }

    /// <inheritdoc/>
    protected override string Tell(Account item) => $"{item.Name}{(item.IsSysop ? ", sysop" : "")}, since {Day(item.Since)}, {item.Calls} calls, {item.Posts} posts{(item.IsBanned(Visit.Services.Time.GetUtcNow()) ? ", banned" : "")}";

    /// <inheritdoc/>
    protected override void Open(Account item) => Views.Open(new ProfileScreen(Visit, item.Id));

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (key.Is('f'))
            Views.Open(new PromptScreen(Visit, "Find somebody", "Capitals and accents do not matter.", "Name", PersonName.MaxLength, "find", Find));
        else if (!_isSysop || !Any)
            return base.Take(key);
        else if (key.Is('l'))
            AskLevel(Selected!);
        else if (key.Is('b'))
            Views.Open(new BanScreen(Visit, Selected!.Id, Selected!.Name, null));
        else if (key.Is('p'))
            AskPassword(Selected!);
        else if (key.Is('t'))
            AskCodes(Selected!);
        else
            return base.Take(key);
        return true;
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<string> Find(string name, CancellationToken stop)
    {
        var found = Visit.Services.Board.Read(store => Accounts.Find(store, name)) ?? throw new RefusedException($"Nobody is called {name}.");
        var (views, visit) = (Views, Visit);
        views.Post(() => views.Open(new ProfileScreen(visit, found.Id)));
        return Task.FromResult("");
    }

    private void AskLevel(Account account)
    {
        var level = account.IsSysop ? AccountLevel.Member : AccountLevel.Sysop;
        string does = account.IsSysop ? "Make a member" : "Make a sysop";
        Views.Open(new Confirm(Visit, $"{does} of {account.Name}?", account.IsSysop ? "" : "A sysop may do everything: watch, disconnect, ban, edit, shut down.", "No", does, () =>
            Do(new SetLevel(account.Id, level), $"made a {level.ToString().ToLowerInvariant()} of {account.Name}")));
    }

    private void AskCodes(Account account) => Views.Open(new Confirm(Visit, $"No more one-time codes for {account.Name}?", "The password alone is enough then. Be sure that it is really this person who asks.", "No", "Drop the codes", () =>
        Do(new SetTotp(account.Id, []), $"dropped the one-time codes of {account.Name}")));

    private void AskPassword(Account account) => Views.Open(new Confirm(Visit, $"A new password for {account.Name}?", "The old one stops working. Be sure that it is really this person who asks.", "No", "Set a new one", () =>
    {
        string password = AccountDesk.NewPassword();
        Work("Setting", async _ =>
        {
            await Visit.Services.Desk.SetPasswordAsync(account.Id, password);
            return password;
        }, _ =>
        {
            Visit.Services.Log.Add($"{Visit.Name} set a new password for {account.Name}.");
            Views.Open(new TextScreen(Visit, "New password", $"The new password of {account.Name}, shown only here and now:\n\n    {password}\n\nIt can be changed under Your account."));
        });
    }));

    private void Do(Monster.Board.ICommand command, string what) => Work("One moment", async _ => await Visit.Services.Desk.SubmitAsync(command), _ =>
    {
        Visit.Services.Log.Add($"{Visit.Name} {what}.");
        Refresh();
        Say("Done.", isGood: true);
    });
}

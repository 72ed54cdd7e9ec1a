using Monster.Bbs.People;
using Monster.Board;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>What somebody can do with the own account.</summary>
public sealed class AccountScreen : ListScreen<(char Key, string Text, string About)>
{
    /// <summary>The account of the caller.</summary>
    public AccountScreen(Visit visit)
        : base(visit)
    {
    }

    /// <inheritdoc/>
    protected override string Title => "Your account";

    /// <inheritdoc/>
    protected override string Help => "SSH keys: ssh logs you in by them, without a password.\nOne-time codes: besides the password, the board then asks for six digits that a device of yours shows. Bot: programs are welcome, and have leaderboards of their own; say so before one plays. Export: a file with everything the board knows of you. Delete: the account, your letters and settings go for good; you are asked first.";

    /// <inheritdoc/>
    protected override string Empty => "";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => [("Enter", "choose"), ("letter", "goes there")];

    private bool IsVisitor => Visit.Services.Board.Read(store => Visitors.OriginOf(store, Visit.Account)) is not null;

    private bool IsBot => Visit.Services.Board.Read(store => Players.Find(store, Visit.Account)).IsBot;

    private bool HasCodes => Visit.Services.Board.Read(store => Accounts.Find(store, Visit.Account))?.Totp.Length > 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<(char Key, string Text, string About)> Read((char Key, string Text, string About) last, int most) => last.Text is not null ? [] :
    [
        .. IsVisitor ? [] : new[]
        {
            ('P', "Password", "Change it"),
            ('C', "One-time codes", HasCodes ? "Asked for; turn them off" : "Not asked for; turn them on"),
            ('K', "SSH keys", Visit.Services.SshKeys.Of(Visit.Account).Count is > 0 and var keys ? $"{keys} on this account" : "None; log in by ssh with one"),
        },
        ('B', "Bot", IsBot ? "A program plays here; say that a person does" : "A person plays here; say that a program does"),
        ('E', "Export", "Everything about you in one file"),
        ('D', "Delete", "Give up this account"),
    ];

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, int width, (char Key, string Text, string About) item, Ink ink, Ink ground)
    {
        screen.Put(x, y, item.Key, Of(Ink.Yellow, ink), ground);
        screen.Text(x + 3, y, item.Text, Of(Ink.White, ink), ground);
        screen.Text(x + 24, y, item.About, Of(Ink.Grey, ink), ground);
    }

    /// <inheritdoc/>
    protected override string Tell((char Key, string Text, string About) item) => $"{item.Text}: {item.About}";

    /// <inheritdoc/>
    protected override void Open((char Key, string Text, string About) item) => Do(item.Key);

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (Items.Any(item => key.Is(item.Key)))
            Do(char.ToUpperInvariant((char)key.Rune.Value));
        else
            return base.Take(key);
        return true;
    }

    private void AskBot(bool isBot) => Views.Open(new Confirm(
        Visit,
        isBot ? "Does a program play under this account?" : "Does a person play under this account?",
        $"From now on its scores stand in the leaderboards of {(isBot ? "programs" : "people")}. Scores that are there already stay where they are.",
        "No",
        "Yes",
        () => Work("Saving", async _ => await Visit.Services.Desk.SubmitAsync(new DeclareBot(Visit.Account, isBot)), _ =>
        {
            Refresh();
            Say(isBot ? "Scores stand among programs from now on." : "Scores stand among people from now on.", isGood: true);
        })));

    private void Do(char key)
    {
        switch (key)
        {
            case 'P':
                Views.Open(new PasswordScreen(Visit));
                break;
            case 'C' when HasCodes:
                Views.Open(new PromptScreen(Visit, "One-time codes", "Type your password to turn them off.", "Password", PasswordVerifier.MaxPassword, "turn off", async (password, _) =>
                {
                    await Visit.Services.Desk.CheckPasswordAsync(Visit.Caller.Origin.Address, Visit.Account, password);
                    await Visit.Services.Desk.DropTotpAsync(Visit.Account);
                    return "Codes are not asked for any more.";
                }, isSecret: true));
                break;
            case 'C':
                Views.Open(new TotpScreen(Visit, TotpOffer.For(Visit.Name)));
                break;
            case 'K':
                Views.Open(new SshKeysScreen(Visit));
                break;
            case 'B':
                AskBot(!IsBot);
                break;
            case 'E':
                Export();
                break;
            case 'D':
                Views.Open(new DeleteScreen(Visit));
                break;
        }
    }

    private void Export() => Work("Collecting", _ => Visit.Services.Export.WriteAsync(Visit.Account), file =>
        Views.Open(new TextScreen(Visit, "Export", $"Everything the board knows of you is in a file of its own for a day:\n\n    {Path.GetFileName(file)}\n\nFetch it with a web browser from the board's web address, under /export/ and that name. Nobody can guess the name; do not give it away. Its texts are JSON, in a zip.\n\nNo browser? Ask the sysop, who finds it in the board's folder under exports.")));
}

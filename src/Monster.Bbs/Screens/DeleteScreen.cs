using Monster.Bbs.People;
using Monster.Board.People;

namespace Monster.Bbs.Screens;

/// <summary>Gives up an account.</summary>
public sealed class DeleteScreen : FormScreen
{
    private static readonly string[] Choices = ["leave my posts, without my name", "take the texts of my posts away too"];

    private readonly FormField _posts;
    private readonly FormField? _password;

    /// <summary>An empty form.</summary>
    public DeleteScreen(Visit visit)
        : base(visit)
    {
        _posts = Add(FormField.OneOf("Your posts", Choices));
        if (visit.Services.Board.Read(store => Visitors.OriginOf(store, visit.Account)) is null)
            _password = Add(FormField.Text("Password", PasswordVerifier.MaxPassword, "To be sure that it is you.", isSecret: true));
    }

    /// <inheritdoc/>
    protected override string Title => "Delete your account";

    /// <inheritdoc/>
    protected override string Help => "Your letters, settings and profile are sealed with a key of yours. Deleting the account deletes the key: nobody can read them again, in no copy of the board. Letters you sent stay with those you sent them to.";

    /// <inheritdoc/>
    protected override string Intro => "The account, your letters, settings and profile go for good. There is no way back. E in the list before this one gives you a copy of everything first.";

    /// <inheritdoc/>
    protected override string Finish => "delete it";

    /// <inheritdoc/>
    protected override void Submit()
    {
        // Who comes through another board has no password here.
        var (password, takes) = (_password?.Value, _posts.Choice == 1);
        Work("Checking", async _ =>
        {
            if (password is not null)
                await Visit.Services.Desk.CheckPasswordAsync(Visit.Caller.Origin.Address, Visit.Account, password);
            return true;
        }, _ => Views.Open(new Confirm(Visit, $"Delete {Visit.Name} for good?", "There is no way back.", "Keep it", "Delete it", () => Delete(takes))));
    }

    private void Delete(bool takesPosts) => Work("Deleting", async _ =>
    {
        var login = Visit.Caller.Login!;
        Visit.Caller.Login = null; // whoever is logged in to an account that is gone is sent away
        try
        {
            await Visit.Services.Desk.DeleteAsync((uint)login.Account, takesPosts);
        }
        catch
        {
            Visit.Caller.Login = login;
            throw;
        }

        return login;
    }, login =>
    {
        Visit.Services.Drafts.Forget(login.Account);
        Visit.Services.Log.Add("Somebody deleted the own account.");
        Visit.Caller.Farewell = "Your account is deleted. You are welcome any time.";
        Views.CloseAll();
    });
}

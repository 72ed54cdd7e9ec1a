using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>
/// The first screen of a caller of whom something is known: an SSH key, or a name another board vouches for. It is gone again as soon as
/// that has been looked up. A key that was only pasted somewhere is asked about once: anybody can paste another's public key.
/// </summary>
public sealed class EntryScreen : Screen
{
    private bool _isAsked;
    private bool _isAnswered;

    /// <summary>A visit that begins.</summary>
    public EntryScreen(Visit visit)
        : base(visit)
    {
    }

    /// <inheritdoc/>
    protected override string Title => "Welcome";

    /// <inheritdoc/>
    protected override string Help => "The board looks up who you are.";

    /// <inheritdoc/>
    protected override IEnumerable<string>? Told => ["One moment."];

    private CallerOrigin Origin => Visit.Caller.Origin;

    /// <inheritdoc/>
    protected override void Body(CellBuffer screen) => screen.TextCentered(0, screen.Height / 3, screen.Width, "One moment.");

    /// <inheritdoc/>
    protected override bool Take(KeyPress key) => false;

    /// <inheritdoc/>
    protected override void Refresh()
    {
        if (_isAnswered)
            return;
        var known = Origin.Key is { } key ? Visit.Services.SshKeys.Find(key) : null;
        if (Origin.Visitor is { } visitor)
            LogIn(() => Visit.Services.Visitors.WelcomeAsync(visitor));
        else if (known is { IsProven: true })
            LogIn(() => Visit.Services.SshKeys.LogInAsync(Origin.Key!));
        else if (known is not null && !_isAsked)
            Ask(known);
        else if (known is not null)
            Disown(known);
        else if (Origin.MayBeUnknown)
            Views.Post(() => GoOn(Origin.Key is null ? "" : "Your key is on no account here. Log in or register, and it can be added."));
        else
            SendAway("This board takes callers by ssh whose key it knows. Call by telnet or the web first, and add your key in the menu Your account.");
    }

    private void Ask(SshKey known)
    {
        _isAsked = true;
        string name = Visit.Services.Board.Read(store => Accounts.NameOf(store, known.Account));
        Views.Open(new Confirm(
            Visit,
            $"Are you {name}?",
            $"Somebody added the key you called with to the account {name}. If that is yours, the key logs you in from now on. If it is not, the key is taken off that account.",
            "No, that is not me",
            $"Yes, I am {name}",
            () => LogIn(async () =>
            {
                await Visit.Services.SshKeys.AddAsync(known.Account, Origin.Key!, "", isProven: true);
                return await Visit.Services.SshKeys.LogInAsync(Origin.Key!);
            })));
    }

    private void Disown(SshKey known) => Work("One moment", async _ =>
    {
        await Visit.Services.SshKeys.RemoveAsync(known.Account, known.Hash);
        return true;
    }, _ => GoOn("The key was taken off that account. Log in or register, and it can be added to yours."));

    private void LogIn(Func<Task<Login>> work)
    {
        _isAnswered = true;
        Work("Logging in", async _ =>
        {
            try
            {
                return (Login: await work(), Why: "");
            }
            catch (RefusedException e)
            {
                return (Login: (Login?)null, Why: e.Message);
            }
        }, outcome =>
        {
            if (outcome.Login is not { } login)
            {
                SendAway(outcome.Why);
                return;
            }

            var views = Views;
            GoOn("");
            Visit.Enter(login, views);
        });
    }

    private void GoOn(string said)
    {
        var views = Views;
        views.Close();
        views.Open(new MenuScreen(Visit, Menus.Theme.FirstMenu));
        Visit.Say(said);
    }

    private void SendAway(string why)
    {
        Visit.Caller.Farewell = why;
        Views.CloseAll();
    }
}

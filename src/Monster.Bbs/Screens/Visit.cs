using Monster.Arcade.Screens;
using Monster.Bbs.Menus;
using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>One caller's way through the screens: who it is, what the board is, and where menu choices lead.</summary>
public sealed class Visit
{
    private readonly TerminalFacts _asked;
    private string _said = "";
    private View? _sysopScreen;

    /// <summary>A visit that begins.</summary>
    public Visit(BbsServices services, Caller caller)
    {
        (Services, Caller) = (services, caller);
        _asked = caller.Terminal.Facts;
    }

    /// <summary>The board.</summary>
    public BbsServices Services { get; }

    /// <summary>The caller.</summary>
    public Caller Caller { get; }

    /// <summary>The settings of this call.</summary>
    public Personal Personal { get; private set; } = new();

    /// <summary>The account's number; 0 for a guest.</summary>
    public uint Account => (uint)(Caller.Login?.Account ?? 0);

    /// <summary>Whether somebody is logged in.</summary>
    public bool IsMember => Account != 0;

    /// <summary>What the caller may do.</summary>
    public AccountLevel Level => !IsMember ? AccountLevel.Guest : Caller.Login!.IsSysop ? AccountLevel.Sysop : AccountLevel.Member;

    /// <summary>The name others see.</summary>
    public string Name => NameOf(Caller);

    /// <summary>Who asks this caller to chat; null for nobody.</summary>
    public string? PagedBy => Services.Pager.Of(Caller);

    /// <summary>A caller's name as others see it.</summary>
    public static string NameOf(Caller caller) => caller.Login is { IsGuest: false } login ? login.Name : caller.Node > 0 ? $"guest {caller.Node}" : "guest";

    /// <summary>Whether a menu item is for this caller.</summary>
    public bool IsFor(MenuAudience audience) => audience switch
    {
        MenuAudience.Guests => !IsMember,
        MenuAudience.Members => IsMember,
        MenuAudience.Sysop => Level == AccountLevel.Sysop,
        _ => true,
    };

    /// <summary>What others see this caller do.</summary>
    public void Do(string doing)
    {
        if (Caller.Doing == doing)
            return;
        Caller.Doing = doing;
        Services.Nodes.Announce();
    }

    /// <summary>Something to say on the screen that is shown next.</summary>
    public void Say(string text) => _said = text;

    /// <summary>Takes what was to be said.</summary>
    public string TakeSaid()
    {
        (string said, _said) = (_said, "");
        return said;
    }

    /// <summary>What went wrong, in words for the caller. What nobody expected is noted for the sysop.</summary>
    public string Explain(Exception e)
    {
        if (e is RefusedException or KeyDroppedException)
            return e.Message;
        if (e is OperationCanceledException)
            return "Stopped.";
        Services.Log.Add($"Node {Caller.Node}: {e.GetType().Name}: {e.Message}");
        return "That did not work. It was noted for the sysop; please try again.";
    }

    /// <summary>Somebody has shown who it is: from here on the settings of the account count.</summary>
    public void Enter(Login login, OpenViews views)
    {
        Caller.Login = login;
        Services.Log.Add($"{login.Name} logged in on node {Caller.Node} ({Caller.Origin}).");
        if (Services.Board.Read(store => Accounts.Find(store, Account)) is { } account)
        {
            // Whoever asked for plain lines on this call keeps them, whatever the account says.
            var personal = Services.Desk.PersonalOf(account);
            Set(personal with { IsLineMode = personal.IsLineMode || Caller.Terminal.Facts.IsLineMode });
        }

        Services.Nodes.Announce();
        Caller.LoginChanged += () => views.Post(() => LeaveSysopScreens(views));
        // Nothing that was opened as a guest stays under it: a member's calls end at the main menu.
        views.CloseAll();
        views.Open(new MenuScreen(this, Menus.Theme.MainMenu));
        if (Services.Arcade?.Invoke("waiting", this) is { } waiting)
            views.Open(waiting);
        views.Open(new NewsScreen(this));
        if (Caller.Origin.Key is { } key && Services.SshKeys.Find(key) is not { IsProven: true })
            views.Open(OfferKey(key));
    }

    /// <summary>Somebody logged in by password, in a call that was made with a key.</summary>
    private PromptScreen OfferKey(SshPublicKey key) => new(
        this,
        "Log in by your key from now on?",
        $"You called with a key that is on no account yet:\n{key.Type} {key.Fingerprint}\n\nEnter adds it to yours: then ssh with this key needs no password. Escape leaves it.",
        "Name of the key",
        SshPublicKey.MaxComment,
        "add it",
        async (name, _) =>
        {
            await Services.SshKeys.AddAsync(Account, key, name, isProven: true);
            Services.Log.Add($"{Name} added the SSH key {key.Fingerprint}.");
            return "From now on this key logs you in.";
        },
        value: "my key");

    /// <summary>Shows screens under other settings.</summary>
    public void Set(Personal personal)
    {
        Personal = personal;
        Caller.Terminal.Change(now => personal.Over(now with { Encoding = _asked.Encoding, Colors = _asked.Colors }));
    }

    /// <summary>Checks that somebody does not write too often.</summary>
    /// <exception cref="RefusedException">How long to wait.</exception>
    public void CheckRate()
    {
        string key = IsMember ? $"account {Account}" : Caller.Origin.Address?.ToString() ?? "console";
        if (Services.WriteRate.Take(key) is var wait && wait > TimeSpan.Zero)
            throw new RefusedException($"That was a lot in a short time. Try again in {LoginGuard.Say(wait)}.");
    }

    /// <summary>Goes where somebody waits who asked to chat.</summary>
    public void Answer(string pager, OpenViews views)
    {
        Services.Pager.Answered(Caller);
        views.Open(new ChatScreen(this, Services.Chat.Of(Name, pager)));
    }

    /// <summary>Marks something as read, without making the reader wait: the mark is no promise to anybody else.</summary>
    internal void Mark(Monster.Board.ICommand mark)
    {
        var (desk, log) = (Services.Desk, Services.Log);
        _ = Task.Run(async () =>
        {
            try
            {
                await desk.SubmitAsync(mark);
            }
            catch (People.RefusedException e)
            {
                log.Add($"A read mark was not kept: {e.Message}");
            }
        });
    }

    /// <summary>Asks before hanging up.</summary>
    public void AskGoodbye(OpenViews views) =>
        views.Open(new Confirm(this, "Goodbye?", "The line is put down.", "Stay", "Goodbye", () => Goodbye(views)));

    /// <summary>Does what a menu item says.</summary>
    public void Go(MenuItem item, OpenViews views)
    {
        if (!IsFor(item.Audience))
            return;
        switch (item.Action)
        {
            case MenuActions.OpenMenu:
                Open(new MenuScreen(this, item.Menu));
                break;
            case "back":
                views.Close();
                break;
            case "goodbye":
                Goodbye(views);
                break;
            default:
                if (ViewOf(item.Action) is { } view)
                    Open(view);
                break;
        }

        void Open(View view)
        {
            if (item.Audience == MenuAudience.Sysop && (_sysopScreen is null || !views.IsOpen(_sysopScreen)))
                _sysopScreen = view;
            views.Open(view);
        }
    }

    /// <summary>Somebody is no sysop any more: what only a sysop may see is closed, with all that was opened from there.</summary>
    private void LeaveSysopScreens(OpenViews views)
    {
        if (Level != AccountLevel.Sysop && _sysopScreen is { } screen)
            views.CloseDown(screen);
    }

    private void Goodbye(OpenViews views)
    {
        Caller.Farewell = $"Goodbye, {Name}. Call again!";
        views.CloseAll();
    }

    private View? ViewOf(string action) => action switch
    {
        "play" or "arcade" or "daily" or "watch" or "scores" or "carry-on" or "observatory" =>
            Services.Arcade?.Invoke(action, this) ?? new MessageView("Arcade", "The arcade is closed: this board was started without games."),
        "doors" when IsMember => Services.Doors?.Invoke(this) ?? new MessageView("Doors", "This board has no doors."),
        "log-in" => new LogInScreen(this),
        "register" => new RegisterScreen(this),
        "boards" => new BoardsScreen(this),
        "search" => new SearchScreen(this),
        "one-liners" => new OneLinersScreen(this),
        "last-callers" => new LastCallersScreen(this),
        "who" => new WhoScreen(this),
        "page" => new WhoScreen(this, isPaging: true),
        "chat" => new ChatScreen(this, Services.Chat.OfAll),
        "people" => new PeopleScreen(this),
        "settings" => new SettingsScreen(this),
        _ when IsMember => ViewOfMember(action),
        _ => null,
    };

    private View? ViewOfMember(string action) => action switch
    {
        "new-scan" => ReaderScreen.NewScan(this),
        "mail" => new MailScreen(this),
        "profile" => new ProfileScreen(this, Account),
        "account" => new AccountScreen(this),
        _ when Level == AccountLevel.Sysop => ViewOfSysop(action),
        _ => null,
    };

    private View? ViewOfSysop(string action) => action switch
    {
        "sysop-callers" => new WhoScreen(this, isSysop: true),
        "sysop-people" => new PeopleScreen(this, isSysop: true),
        "sysop-boards" => new BoardsScreen(this, isEditing: true),
        "sysop-log" => new LogScreen(this),
        "sysop-theme" => new ThemeScreen(this),
        "sysop-announce" => new PromptScreen(this, "Announce", "One line for everyone who is online.", "Text", 120, "announce", (text, _) =>
        {
            Services.Nodes.Broadcast(text);
            Services.Log.Add($"{Name} announced: {text}");
            return Task.FromResult("Everyone was told.");
        }),
        "sysop-shut-down" => new ShutDownScreen(this),
        _ => null,
    };
}

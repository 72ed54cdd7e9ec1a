using System.Globalization;
using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>Who is online: for everybody to look and page, for the sysop to watch, chat, disconnect and ban as well.</summary>
public sealed class WhoScreen : ListScreen<Caller>
{
    private readonly bool _isPaging;
    private readonly bool _isSysop;
    private Action? _changed;

    /// <summary>The callers.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="isPaging">Whether Enter pages.</param>
    /// <param name="isSysop">Whether the sysop's keys work.</param>
    public WhoScreen(Visit visit, bool isPaging = false, bool isSysop = false)
        : base(visit) => (_isPaging, _isSysop) = (isPaging, isSysop);

    /// <inheritdoc/>
    protected override string Title => _isPaging ? "Page: who shall come to chat?" : _isSysop ? "Callers" : "Who is online";

    /// <inheritdoc/>
    protected override string Help => _isSysop
        ? "Enter or W   looks at what the caller sees\nP            asks the caller to chat\nD            disconnects the caller\nB            bans the caller's account, then disconnects\n\nThe list follows who comes and goes."
        : "Everyone who is on, and what they do. P asks somebody to chat: they see it\nwherever they are, and F4 brings them to you. Enter shows the profile.";

    /// <inheritdoc/>
    protected override string Empty => "Nobody is online.";

    /// <inheritdoc/>
    protected override string Header => _isSysop ? "Node  Name                  Doing                      Idle  From" : "Node  Name                  Doing                           On";

    /// <inheritdoc/>
    protected override string Doing => "Looking who is here";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => _isSysop
        ? [("Enter", "watch"), ("P", "page"), ("D", "disconnect"), ("B", "ban")]
        : _isPaging ? [("Enter", "page")] : [("P", "page"), ("Enter", "profile")];

    /// <inheritdoc/>
    protected override void Refresh()
    {
        if (_changed is null)
        {
            // Somebody came, left or does something else: this list is read again between two events of this session.
            var views = Views;
            _changed = () => views.Post(base.Refresh);
            Visit.Services.Nodes.Changed += _changed;
        }

        base.Refresh();
    }

    /// <inheritdoc/>
    protected override void Over() => Visit.Services.Nodes.Changed -= _changed;

    /// <inheritdoc/>
    protected override IReadOnlyList<Caller> Read(Caller? last, int most) =>
        [.. Visit.Services.Nodes.List().Where(caller => caller.Node > (last?.Node ?? 0)).Take(most)];

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, int width, Caller item, Ink ink, Ink ground)
    {
        screen.TextRight(x + 4, y, item.Node.ToString(CultureInfo.InvariantCulture), ink, ground);
        screen.TextIn(x + 6, y, 21, Visit.NameOf(item), Of(item == Visit.Caller ? Ink.White : Ink.Magenta, ink), ground);
        screen.TextIn(x + 28, y, _isSysop ? 26 : 30, item.Doing, ink, ground);
        if (_isSysop)
        {
            screen.TextRight(x + 59, y, Minutes(item.Idle), ink, ground);
            screen.TextIn(x + 61, y, width - 61, item.Origin.ToString(), Of(Ink.Grey, ink), ground);
        }
        else
        {
            screen.TextRight(x + 64, y, Minutes(Visit.Services.Time.GetUtcNow() - item.Since), Of(Ink.Grey, ink), ground);
        }
    }

    /// <inheritdoc/>
    protected override string Tell(Caller item) => $"{Visit.NameOf(item)} on node {item.Node}: {item.Doing}";

    /// <inheritdoc/>
    protected override void Open(Caller item)
    {
        if (_isSysop)
            Views.Open(new WatchNodeScreen(Visit, item));
        else if (_isPaging)
            Page(item);
        else if (item.Login is { IsGuest: false } login)
            Views.Open(new ProfileScreen(Visit, (uint)login.Account));
        else
            Say("A guest has no profile.");
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (!Any || !key.IsText)
            return base.Take(key);
        var caller = Selected!;
        if (key.Is('p'))
            Page(caller);
        else if (_isSysop && key.Is('w'))
            Open(caller);
        else if (_isSysop && key.Is('d'))
            Disconnect(caller);
        else if (_isSysop && key.Is('b'))
            Ban(caller);
        else
            return base.Take(key);
        return true;
    }

    private void Page(Caller to)
    {
        if (to == Visit.Caller)
        {
            Say("That is you.");
            return;
        }

        try
        {
            if (to.Login is { IsGuest: false } login && !_isSysop && Visit.Services.Board.Read(store => Accounts.Find(store, (uint)login.Account)) is { } account && !Visit.Services.Desk.PersonalOf(account).CanBePaged)
                throw new RefusedException($"{account.Name} does not want to be paged. Write a letter instead.");
            Visit.CheckRate();
        }
        catch (RefusedException e)
        {
            Say(e.Message, isBad: true);
            return;
        }

        Visit.Services.Pager.Page(to, Visit.Name);
        to.Inbox.Add(new Notice(NoticeKind.Page, Visit.Name, "Will you come and chat? F4 on any screen of the board.", Visit.Services.Time.GetUtcNow()));
        Views.Open(new ChatScreen(Visit, Visit.Services.Chat.Of(Visit.Name, Visit.NameOf(to))));
    }

    private void Disconnect(Caller caller) => Views.Open(new Confirm(Visit, $"Disconnect {Visit.NameOf(caller)}?", "What is being played or written is kept.", "No", "Disconnect", () =>
    {
        Visit.Services.Nodes.Disconnect(caller.Node, "The sysop ended this call.");
        Visit.Services.Log.Add($"{Visit.Name} disconnected {Visit.NameOf(caller)} on node {caller.Node}.");
    }));

    private void Ban(Caller caller)
    {
        if (caller.Login is { IsGuest: false } login)
            Views.Open(new BanScreen(Visit, (uint)login.Account, login.Name, () => Visit.Services.Nodes.Disconnect(caller.Node, "You may not call at present.")));
        else
            Say("A guest has no account to ban. D disconnects.");
    }

    private static string Minutes(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}h{time.Minutes:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}

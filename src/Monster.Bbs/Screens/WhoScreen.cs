using System.Globalization;
using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>Who is online: for everybody to look and page, for the sysop to watch, chat, disconnect and ban as well.</summary>
public sealed class WhoScreen : ListScreen<OnlineEntry>
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
        : "Everyone who is on, and what they do. P asks somebody to chat: they see it wherever they are, and F4 brings them to you. Enter shows the profile.";

    /// <inheritdoc/>
    protected override string Empty => "Nobody is online.";

    /// <inheritdoc/>
    protected override string Header => _isSysop ? "Node  Name                 Doing                Idle From" : "Node  Name                  Doing                           On";

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
            Visit.Services.Readers.Changed += _changed;
        }

        base.Refresh();
    }

    /// <inheritdoc/>
    protected override void Over()
    {
        Visit.Services.Nodes.Changed -= _changed;
        Visit.Services.Readers.Changed -= _changed;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<OnlineEntry> Read(OnlineEntry? last, int most) =>
        [.. OnlineEntry.All(Visit.Services.Nodes, Visit.Services.Readers).Skip(Items.Count).Take(most)];

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, int width, OnlineEntry item, Ink ink, Ink ground)
    {
        screen.TextRight(x + 4, y, item.Caller?.Node.ToString(CultureInfo.InvariantCulture) ?? "web", ink, ground);
        screen.TextIn(x + 6, y, 21, item.Name, Of(item.Caller == Visit.Caller ? Ink.White : Ink.Magenta, ink), ground);
        screen.TextIn(x + (_isSysop ? 27 : 28), y, _isSysop ? 20 : 30, item.Doing, ink, ground);
        if (_isSysop && item.Caller is { } caller)
        {
            screen.TextRight(x + 52, y, Minutes(caller.Idle), ink, ground);
            screen.TextIn(x + 53, y, width - 53, caller.Origin.ToString(), Of(Ink.Grey, ink), ground);
        }
        else if (!_isSysop)
        {
            screen.TextRight(x + 64, y, Minutes(Visit.Services.Time.GetUtcNow() - item.Since), Of(Ink.Grey, ink), ground);
        }
    }

    /// <inheritdoc/>
    protected override string Tell(OnlineEntry item) => item.Caller is { } caller ? $"{item.Name} on node {caller.Node}: {item.Doing}" : $"{item.Name}: {item.Doing}";

    /// <inheritdoc/>
    protected override void Open(OnlineEntry item)
    {
        if (_isSysop && item.Caller is { } caller)
            Views.Open(new WatchNodeScreen(Visit, caller));
        else if (_isPaging)
            Page(item);
        else if (item.Account != 0)
            Views.Open(new ProfileScreen(Visit, item.Account));
        else
            Say("A guest has no profile.");
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (!Any || !key.IsText)
            return base.Take(key);
        var one = Selected!;
        if (key.Is('p'))
            Page(one);
        else if (_isSysop && key.Is('w'))
            Open(one);
        else if (_isSysop && key.Is('d'))
            Disconnect(one);
        else if (_isSysop && key.Is('b'))
            Ban(one);
        else
            return base.Take(key);
        return true;
    }

    private void Page(OnlineEntry one)
    {
        if (one.Caller is not { } to)
        {
            Say($"{one.Name} reads the web pages, where nobody can be asked to chat. Write a letter instead.");
            return;
        }

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

    private void Disconnect(OnlineEntry one)
    {
        if (one.Caller is not { } caller)
        {
            Say("There is no line to put down on the web pages. B bans, which ends the visit there too.");
            return;
        }

        int node = caller.Node;
        Views.Open(new Confirm(Visit, $"Disconnect {one.Name}?", "What is being played or written is kept.", "No", "Disconnect", () =>
        {
            if (Visit.Services.Nodes.Find(node) != caller)
            {
                Say($"{one.Name} has hung up already.");
                return;
            }

            Visit.Services.Nodes.Disconnect(node, "The sysop ended this call.");
            Visit.Services.Log.Add($"{Visit.Name} disconnected {one.Name} on node {node}.");
            Say($"{one.Name} is sent away.", isGood: true);
        }));
    }

    private void Ban(OnlineEntry one)
    {
        if (one.Account != 0)
            Views.Open(new BanScreen(Visit, one.Account, one.Name, () => one.Caller?.Dismiss("You may not call at present.")));
        else
            Say("A guest has no account to ban. D disconnects.");
    }

    private static string Minutes(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}h{time.Minutes:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}

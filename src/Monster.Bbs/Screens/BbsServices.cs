using Monster.Bbs.Menus;
using Monster.Bbs.Messages;
using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>What the screens of a board work with. One for each running board.</summary>
public sealed class BbsServices : IDisposable
{
    /// <summary>How often the theme folder is looked at.</summary>
    private static readonly TimeSpan ThemePeriod = TimeSpan.FromSeconds(2);

    private readonly LoginWatch _logins;

    /// <summary>The services of a board.</summary>
    /// <param name="board">The board's state.</param>
    /// <param name="nodes">Who is on.</param>
    /// <param name="time">The clock.</param>
    public BbsServices(BoardHost board, Nodes nodes, TimeProvider time)
    {
        (Board, Nodes, Time) = (board, nodes, time);
        Log = new SysopLog(time);
        var keys = new KeyVault(Path.Combine(board.Directory, "secrets", "people"));
        Desk = new AccountDesk(board, keys, new LoginGuard(time), time);
        SshKeys = new SshKeyDesk(board, keys, Desk, time);
        Visitors = new VisitorDesk(board, keys, Desk, time);
        Post = new PostOffice(board, keys, Desk, time);
        Export = new PersonExport(board, Desk, Post, time) { SshKeys = SshKeys };
        Theme = new ThemeFolder(Path.Combine(board.Directory, "theme"), time, ThemePeriod, fault => Log.Add($"The theme file {fault} The one before stays in use."));
        _logins = new LoginWatch(board, nodes, Log, time);
        WriteRate = new RateLimiter(new Rate(6, TimeSpan.FromSeconds(20)), time);
    }

    /// <summary>The shared state.</summary>
    public BoardHost Board { get; }

    /// <summary>Who is on.</summary>
    public Nodes Nodes { get; }

    /// <summary>Who has the web pages open.</summary>
    public PageReaders Readers { get; } = new();

    /// <summary>How many are online: callers, and readers of the web pages.</summary>
    public int OnlineCount => Nodes.Count + Readers.List().Count;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Menus, pictures and colours.</summary>
    public ThemeFolder Theme { get; }

    /// <summary>Accounts.</summary>
    public AccountDesk Desk { get; }

    /// <summary>SSH keys.</summary>
    public SshKeyDesk SshKeys { get; }

    /// <summary>Callers of other boards.</summary>
    public VisitorDesk Visitors { get; }

    /// <summary>Letters.</summary>
    public PostOffice Post { get; }

    /// <summary>Everything about one person, as a file.</summary>
    public PersonExport Export { get; }

    /// <summary>Chat.</summary>
    public ChatRooms Chat { get; } = new();

    /// <summary>Who asks whom to chat.</summary>
    public Pager Pager { get; } = new();

    /// <summary>What people were writing when their line went down.</summary>
    public Drafts Drafts { get; } = new();

    /// <summary>How often somebody may write: posts, letters, lines, pages.</summary>
    public RateLimiter WriteRate { get; }

    /// <summary>What the sysop can read of what happened.</summary>
    public SysopLog Log { get; }

    /// <summary>Opens the screens of the arcade by the names of <see cref="MenuActions"/>; null while there is no arcade.</summary>
    public Func<string, Visit, View?>? Arcade { get; set; }

    /// <summary>Opens the list of doors, programs of others; null where there are none.</summary>
    public Func<Visit, View?>? Doors { get; set; }

    /// <summary>What a person's checked plays came to, for the profile; null while there is no arcade.</summary>
    public Func<uint, PlayFacts>? PlayFacts { get; set; }

    /// <summary>Shuts the board down with so much notice; null where that cannot be done.</summary>
    public Action<TimeSpan>? ShutDown { get; set; }

    /// <summary>The first screen of a caller.</summary>
    public View First(Caller caller)
    {
        var visit = new Visit(this, caller);
        return caller.Origin is { Key: null, MayBeUnknown: true, Visitor: null } ? new MenuScreen(visit, Menus.Theme.FirstMenu) : new EntryScreen(visit);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _logins.Dispose();
        Theme.Dispose();
        Desk.Dispose();
    }
}

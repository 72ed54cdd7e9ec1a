using Monster.Bbs.Menus;
using Monster.Bbs.Messages;
using Monster.Bbs.People;
using Monster.Bbs.Screens;
using Monster.Bbs.Sessions;
using Monster.Bbs.Tests.Sessions;
using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Bbs.Tests.Screens;

/// <summary>What people see, kept as golden files: each screen in both encodings and both sizes.</summary>
public sealed class GoldenScreenTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly List<Line> _lines = [];
    private BoardHost _host = null!;
    private BbsServices _services = null!;
    private Visit _guest = null!;
    private Visit _member = null!;
    private Visit _sysop = null!;
    private IDisposable? _watching;

    public async ValueTask InitializeAsync()
    {
        _host = BoardHost.Open(_folder.Path);
        _services = new BbsServices(_host, new Nodes(9, _time), _time);
        var personal = new Personal { Place = "Harbour Lane", About = "Plays after midnight." };
        _guest = Visit("192.0.2.1");
        _sysop = Visit("192.0.2.2");
        _sysop.Caller.Login = await _services.Desk.RegisterAsync(null, "Sue", "four small words", _services.Desk.SysopCode!.Text!, personal);
        _member = Visit("192.0.2.3");
        _member.Caller.Login = await _services.Desk.RegisterAsync(null, "Alice", "four small words", "", personal);
        ulong first = await _services.Desk.SubmitAsync(new AddPost(_time.GetUtcNow(), 2, 12, 0, "Horns at night", "How loud is too loud? I ask because the neighbours do, and because a horn that nobody hears is no horn at all.\n\nA second paragraph."));
        await _services.Desk.SubmitAsync(new AddPost(_time.GetUtcNow(), 1, 12, first, "Re: Horns at night", "> How loud is too loud?\n\nLoud enough."));
        await _services.Desk.SubmitAsync(new EditBoard(70, "Moonlight", "Talk at night", AccountLevel.Guest, AccountLevel.Member));
        await _services.Post.SendAsync(1, "Alice", "Welcome", "Good to have you here.");
        await _services.Desk.SubmitAsync(new AddOneLiner(_time.GetUtcNow(), 2, "Good night, everyone"));
        _services.Chat.OfAll.Say("Sue", "Anybody here?", _time.GetUtcNow());
        Assert.True(SshPublicKey.TryRead("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINnYhd99MiHLuSw6K8uDiGC/Znb8VcA/cDYL/CNcew52", out var key, out _));
        await _services.SshKeys.AddAsync(2, key, "the laptop", isProven: false);
        _services.Log.Add("Sue announced: Lights out at ten.");
        _services.Readers.Enter(new PageReader(1, "Sue", _time.GetUtcNow()));
        _watching = _member.Caller.Mirror.Watch(() => { });
        var seen = new CellBuffer(80, 24);
        new MenuScreen(_member, Theme.MainMenu).Draw(seen);
        _member.Caller.Mirror.Take(seen);
    }

    public async ValueTask DisposeAsync()
    {
        _watching?.Dispose();
        _services.Dispose();
        await _host.DisposeAsync();
        _lines.ForEach(line => line.Dispose());
        _folder.Dispose();
    }

    [Theory]
    [InlineData(80, 24, TerminalEncoding.Cp437)]
    [InlineData(80, 24, TerminalEncoding.Utf8)]
    [InlineData(132, 50, TerminalEncoding.Cp437)]
    [InlineData(132, 50, TerminalEncoding.Utf8)]
    public void Each_screen_is_as_it_was(int width, int height, TerminalEncoding encoding)
    {
        foreach (var (name, view) in Screens())
            Golden.Check($"screens/{name}-{width}x{height}-{encoding}", Picture(view, width, height, encoding));
    }

    [Fact]
    public void A_sysop_looks_over_the_whole_of_a_screen_that_is_larger_than_the_own()
    {
        var large = new CellBuffer(132, 50);
        large.Text(120, 48, "far corner");
        _member.Caller.Mirror.Take(large);
        var views = new OpenViews(() => { });
        var watch = new WatchNodeScreen(_sysop, _member.Caller);
        views.Open(watch);
        watch.Shown(TimeSpan.Zero);
        string first = ScreenPicture.Of(watch, 80, 24, TerminalEncoding.Utf8);
        Assert.DoesNotContain("far corner", first, StringComparison.Ordinal);
        Assert.Contains("move over 132x50", first, StringComparison.Ordinal);
        foreach (var key in new[] { KeyCode.End, KeyCode.PageDown })
            watch.Press(new KeyPress(key), TimeSpan.Zero);
        Assert.Contains("far corner", ScreenPicture.Of(watch, 80, 24, TerminalEncoding.Utf8), StringComparison.Ordinal);
        for (int i = 0; i < 20; i++)
        {
            watch.Press(new KeyPress(KeyCode.Left), TimeSpan.Zero);
            watch.Press(new KeyPress(KeyCode.Up), TimeSpan.Zero);
        }

        Assert.Equal(first, ScreenPicture.Of(watch, 80, 24, TerminalEncoding.Utf8));
        views.CloseAll();
    }

    [Fact]
    public void No_screen_is_without_its_golden_file()
    {
        Type[] elsewhere = [typeof(EntryScreen)]; // says "One moment" and is gone
        var shown = Screens().Select(screen => screen.View.GetType()).ToHashSet();
        var missing = typeof(Screen).Assembly.GetTypes().Where(type => type.Namespace == typeof(Screen).Namespace && type.IsSubclassOf(typeof(View)) && !type.IsAbstract).Except(shown).Except(elsewhere);
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_screen_has_help_on_F1_a_way_back_on_Escape_and_leaves_the_last_cell_alone()
    {
        foreach (var (name, view) in Screens().Where(screen => screen.Name is not ("menu-welcome" or "help")))
        {
            var views = new OpenViews(() => { });
            var below = new MenuScreen(_guest, Theme.MainMenu);
            views.Open(below);
            views.Open(view);
            view.Shown(TimeSpan.Zero);
            views.RunPosted();
            view.Press(new KeyPress(KeyCode.F1), TimeSpan.Zero);
            Assert.True(views.Top != view && ScreenPicture.Of(views.Top!, 80, 24, TerminalEncoding.Utf8).Contains("Help", StringComparison.Ordinal), $"{name}: F1 does not help.");
            views.Close();
            view.Press(new KeyPress(KeyCode.Escape), TimeSpan.Zero);
            Assert.True(views.Top == below, $"{name}: Escape does not go back.");
            var screen = new CellBuffer(80, 24);
            view.Draw(screen);
            Assert.True(screen[79, 23].CodePoint == ' ', $"{name}: the last cell of the last row is not free.");
            if (view is Screen { Lines: { } lines })
                Assert.All(lines, line => Assert.DoesNotContain('─', line));
        }
    }

    private IEnumerable<(string Name, View View)> Screens() =>
    [
        ("menu-welcome", new MenuScreen(_guest, "welcome")),
        ("menu-main-guest", new MenuScreen(_guest, "main")),
        ("menu-main-member", new MenuScreen(_member, "main")),
        ("menu-main-sysop", new MenuScreen(_sysop, "main")),
        ("menu-sysop", new MenuScreen(_sysop, "sysop")),
        ("log-in", new LogInScreen(_guest)),
        ("register", new RegisterScreen(_guest)),
        ("news", new NewsScreen(_member)),
        ("boards", new BoardsScreen(_member)),
        ("threads", new ThreadsScreen(_member, 12)),
        ("reader", ReaderScreen.Thread(_member, 1)),
        ("letters", new MailScreen(_member)),
        ("one-liners", new OneLinersScreen(_member)),
        ("last-callers", new LastCallersScreen(_member)),
        ("who", new WhoScreen(_member)),
        ("callers-sysop", new WhoScreen(_sysop, isSysop: true)),
        ("chat", new ChatScreen(_member, _services.Chat.OfAll)),
        ("people", new PeopleScreen(_member)),
        ("profile", new ProfileScreen(_guest, 2)),
        ("settings", new SettingsScreen(_member)),
        ("account", new AccountScreen(_member)),
        ("delete", new DeleteScreen(_member)),
        ("search", new SearchScreen(_member)),
        ("edit-board", new EditBoardScreen(_sysop, _host.Read(store => MessageBoards.Find(store, 70)))),
        ("ban", new BanScreen(_sysop, 2, "Alice", null)),
        ("theme", new ThemeScreen(_sysop)),
        ("shut-down", new ShutDownScreen(_sysop)),
        ("help", new TextScreen(_member, "Help: Boards", "One board for each of the 71 games. Enter opens the one under the bar.\nM marks everything on it as read, for the new-scan.")),
        ("confirm", new Confirm(_member, "Goodbye?", "The line is put down.", "Stay", "Goodbye", () => { })),
        ("prompt", new PromptScreen(_member, "Find somebody", "Capitals and accents do not matter.", "Name", PersonName.MaxLength, "find", (_, _) => Task.FromResult(""))),
        ("page", new WhoScreen(_member, isPaging: true)),
        ("people-sysop", new PeopleScreen(_sysop, isSysop: true)),
        ("boards-sysop", new BoardsScreen(_sysop, isEditing: true)),
        ("log", new LogScreen(_sysop)),
        ("watch-node", new WatchNodeScreen(_sysop, _member.Caller)),
        ("letter", new LetterScreen(_member, _host.Read(store => MailBox.In(store, 2, MailFolder.In).First()), "Sue")),
        ("quote", new QuoteScreen(_member, "How loud is too loud? I ask because the neighbours do.\n> And nobody answers.", _ => { })),
        ("password", new PasswordScreen(_member)),
        ("edit-profile", new EditProfileScreen(_member, new Personal { Place = "Harbour Lane", About = "Plays after midnight." })),
        ("codes", new TotpScreen(_member, TotpOffer.Of([.. Enumerable.Range(1, 20).Select(n => (byte)n)], "Alice"))),
        ("ssh-keys", new SshKeysScreen(_member)),
        ("ssh-key-new", new AddSshKeyScreen(_member)),
        ("editor", new EditorScreen(_member, "New post on Horn Blast", "test", [("Subject", 70, "Horns at night")], "quoted", 1_000, (_, _) => Task.FromResult(""))),
    ];

    private Visit Visit(string address)
    {
        var line = new Line(_time, new CallerOrigin("telnet", System.Net.IPAddress.Parse(address)));
        _lines.Add(line);
        _services.Nodes.TryEnter(line.Caller);
        return new Visit(_services, line.Caller);
    }

    private static string Picture(View view, int width, int height, TerminalEncoding encoding)
    {
        var views = new OpenViews(() => { });
        views.Open(view);
        view.Shown(TimeSpan.Zero);
        views.RunPosted();
        string picture = ScreenPicture.Of(view, width, height, encoding);
        view.Dispose();
        return picture;
    }
}

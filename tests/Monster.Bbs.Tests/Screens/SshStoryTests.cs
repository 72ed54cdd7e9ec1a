using System.Net;
using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Board.People;

namespace Monster.Bbs.Tests.Screens;

/// <summary>Callers of whom the transport knows something: a key that sshd checked, or a name another board vouches for.</summary>
public sealed class SshStoryTests : IAsyncDisposable
{
    private const string Line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINnYhd99MiHLuSw6K8uDiGC/Znb8VcA/cDYL/CNcew52 you@home";
    private const string Password = "four small words";

    private readonly Board _board = new();

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Fact]
    public async Task Who_registers_in_a_call_with_a_key_is_offered_it_and_needs_no_password_any_more()
    {
        using var alice = _board.Call(ByKey());
        await alice.SayAsync("Your key is on no account here", "n", "Name", "Alice", "Password", Password, "Password again", Password, "Sysop code", "",
            "SHA256:F4UuQkq1RUVf2y/L44eIkT3kQYEFiBUOuDsOZZmWNOw", "", "From now on this key logs you in.", "", "Main menu", "g");
        await alice.EndAsync();
        using var again = _board.Call(ByKey());
        await again.SayAsync("Hello, Alice", "", "Main menu");
        Assert.Equal("Alice", again.Caller.Login!.Name);
        Assert.Equal(2u, _board.Services.Board.Read(store => Accounts.Find(store, "Alice"))!.Calls);
    }

    [Fact]
    public async Task A_pasted_key_asks_once_whether_it_is_mine_and_then_logs_in()
    {
        await PasteAsync("Alice");
        using var alice = _board.Call(ByKey());
        await alice.SayAsync("Are you Alice?", "y", "Hello, Alice", "", "Main menu", "u", "Your account", "3", "SSH keys", "1", "SHA256:F4UuQkq1");
        using var again = _board.Call(ByKey());
        await again.HearAsync("Hello, Alice");
    }

    [Fact]
    public async Task Whose_key_somebody_else_pasted_gets_it_back()
    {
        await PasteAsync("Mallory");
        using var bob = _board.Call(ByKey());
        await bob.SayAsync("Are you Mallory?", "n", "taken off that account", "n", "Name", "Bob", "Password", Password, "Password again", Password, "Sysop code", "", "no account yet", "", "logs you in");
        Assert.Empty(_board.Services.SshKeys.Of(_board.Services.Board.Read(store => Accounts.Find(store, "Mallory"))!.Id));
        using var again = _board.Call(ByKey());
        await again.HearAsync("Hello, Bob");
    }

    [Fact]
    public async Task A_key_is_pasted_shown_exported_and_removed()
    {
        var mine = await PasteAsync("Alice");
        await mine.SayAsync("", "1", "SHA256:F4UuQkq1RUVf2y/L44eIkT3kQYEFiBUOuDsOZZmWNOw", "esc", "not used yet", "esc", "1 on this account");
        uint id = _board.Services.Board.Read(store => Accounts.Find(store, "Alice"))!.Id;
        using var zip = new MemoryStream();
        await _board.Services.Export.WriteToAsync(id, zip);
        using (var archive = new System.IO.Compression.ZipArchive(zip))
        using (var reader = new StreamReader(await archive.GetEntry("ssh-keys.json")!.OpenAsync(TestContext.Current.CancellationToken)))
        {
            string json = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Contains(Line[..^9], json, StringComparison.Ordinal);
            Assert.Contains("you@home", json, StringComparison.Ordinal);
        }

        await mine.SayAsync("", "3", "not used yet", "d", "Remove this key?", "r", "The key is removed.");
        mine.Dispose();
        using var caller = _board.Call(ByKey());
        await caller.HearAsync("on no account");
    }

    [Fact]
    public async Task A_key_is_not_added_without_the_password_or_when_it_is_none()
    {
        using var alice = _board.Call();
        await alice.RegisterAsync("Alice", code: "");
        await alice.SayAsync("", "u", "Your account", "3", "No key yet", "a", "Key", "ssh-ed25519 AAAA", "Name", "", "Password", Password, "cut or damaged", Line, "Name", "", "Password", "wrong password", "That is not your password.");
        Assert.Empty(_board.Services.SshKeys.Of(1));
    }

    [Fact]
    public async Task Where_guests_are_not_allowed_a_key_on_no_account_is_sent_away_with_what_to_do()
    {
        using var caller = _board.Call(ByKey() with { MayBeUnknown = false });
        await caller.EndAsync();
        Assert.Contains("whose key it knows", caller.Caller.Farewell, StringComparison.Ordinal);
        using var keyless = _board.Call(new CallerOrigin("ssh", IPAddress.Loopback) { MayBeUnknown = false });
        await keyless.EndAsync();
        Assert.Contains("whose key it knows", keyless.Caller.Farewell, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_banned_is_told_why_whatever_the_key()
    {
        await PasteAsync("Alice");
        using var alice = _board.Call(ByKey());
        await alice.SayAsync("Are you Alice?", "y", "Hello, Alice");
        var desk = _board.Services.Desk;
        await desk.SubmitAsync(new Ban(1, DateTimeOffset.UtcNow.AddDays(1), "Shouting"));
        using var again = _board.Call(ByKey());
        await again.EndAsync();
        Assert.Contains("Shouting", again.Caller.Farewell, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_of_another_board_is_alias_at_board_everywhere_and_has_no_password_here()
    {
        using var grinch = _board.Call(Visiting("The Grinch"));
        await grinch.SayAsync("Hello, The Grinch@ACME", "", "Main menu", "i", "The Grinch@ACME", "esc", "Main menu", "u", "Your account");
        Assert.DoesNotContain("Password", grinch.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain("SSH keys", grinch.Heard, StringComparison.Ordinal);
        using var telnet = _board.Call();
        await telnet.SayAsync("Log in", "l", "Name", "The Grinch@ACME", "Password", "", "do not belong together");
        using var alice = _board.Call();
        await alice.RegisterAsync("Alice", code: "");
        await alice.SayAsync("", "m", "No letters", "w", "To:", "the grinch@acme", "Subject:", "Hi", "Type your text", "Welcome.", "> ", "/s", "Sent to the grinch@acme.");
        await grinch.SayAsync("Alice sent you a letter.", "esc");
        using var again = _board.Call(Visiting("the grinch"));
        await again.SayAsync("This is your call 2.", "", "Main menu", "u", "Your account", "d", "Your posts", "2", "for good?", "d");
        await again.EndAsync();
        Assert.Null(_board.Services.Board.Read(store => Accounts.Find(store, "The Grinch@ACME")));
    }

    [Fact]
    public async Task One_board_cannot_make_accounts_without_end()
    {
        for (int i = 0; i < VisitorDesk.NewRate.Burst; i++)
            await _board.Services.Visitors.WelcomeAsync(new VisitorOrigin("ACME", $"Caller {i}"));
        using var one = _board.Call(Visiting("One more"));
        await one.EndAsync();
        Assert.Contains("Many callers of ACME are new here", one.Caller.Farewell, StringComparison.Ordinal);
        using var known = _board.Call(Visiting("Caller 1"));
        await known.HearAsync("Hello, Caller 1@ACME");
    }

    private static CallerOrigin ByKey() =>
        new("ssh", IPAddress.Parse("192.0.2.9")) { Key = SshPublicKey.TryRead(Line, out var key, out _) ? key : null };

    private static CallerOrigin Visiting(string alias) => new("rlogin", IPAddress.Parse("198.51.100.1")) { Visitor = new VisitorOrigin("ACME", alias) };

    private async Task<Board.Talk> PasteAsync(string name)
    {
        var caller = _board.Call();
        await caller.RegisterAsync(name, code: "");
        return await caller.SayAsync("", "u", "Your account", "3", "No key yet", "a", "Key", Line, "Name", "", "Password", Password, "Added SHA256:F4UuQkq1RUVf2y");
    }
}

using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Board.Tests.People;

/// <summary>Accounts: made, found, changed and gone without a trace of what was theirs alone.</summary>
public sealed class AccountsTests
{
    private readonly Run _run = new();

    [Fact]
    public void Only_the_first_sysop_is_made_by_registering()
    {
        uint alice = _run.Person("Alice", isSysop: true);
        Assert.True(Accounts.Find(_run.Store, alice)!.IsSysop);
        Assert.Equal("There is a sysop already.", _run.Not(new Register(_run.Now, "Mallory", [1], [2], [], AsSysop: true)));
        Assert.Null(Accounts.Find(_run.Store, "Mallory"));
    }

    [Fact]
    public void The_only_sysop_cannot_step_down_leave_or_be_banned()
    {
        uint alice = _run.Person("Alice", isSysop: true);
        uint bob = _run.Person("Bob");
        Assert.Contains("only sysop", _run.Not(new SetLevel(alice, AccountLevel.Member)), StringComparison.Ordinal);
        Assert.Contains("only sysop", _run.Not(new DeleteAccount(alice, false)), StringComparison.Ordinal);
        Assert.Contains("cannot be banned", _run.Not(new Ban(alice, _run.Now.AddDays(1), "")), StringComparison.Ordinal);
        _run.Must(new SetLevel(bob, AccountLevel.Sysop));
        _run.Must(new SetLevel(alice, AccountLevel.Member));
        Assert.False(Accounts.Find(_run.Store, alice)!.IsSysop);
    }

    [Fact]
    public void A_one_time_code_is_taken_once()
    {
        uint alice = _run.Person("Alice");
        _run.Must(new BeginCall(alice, _run.Now, 100));
        Assert.Contains("used already", _run.Not(new BeginCall(alice, _run.Now, 100)), StringComparison.Ordinal);
        Assert.Contains("used already", _run.Not(new BeginCall(alice, _run.Now, 99)), StringComparison.Ordinal);
        _run.Must(new BeginCall(alice, _run.Now, 101));
        Assert.Equal(2u, Accounts.Find(_run.Store, alice)!.Calls);
    }

    [Fact]
    public void Somebody_banned_can_neither_call_nor_write_until_it_ends()
    {
        uint alice = _run.Person("Alice");
        var until = _run.Now.AddHours(1);
        _run.Must(new Ban(alice, until, "Shouting"));
        Assert.Contains("Shouting", _run.Not(new BeginCall(alice, until.AddMinutes(-1), 0)), StringComparison.Ordinal);
        _run.Not(new AddPost(until.AddMinutes(-1), alice, 1, 0, "S", "B"));
        _run.Not(new AddOneLiner(until.AddMinutes(-1), alice, "x"));
        _run.Must(new BeginCall(alice, until, 0));
    }

    [Fact]
    public void The_last_hundred_calls_are_remembered_latest_first()
    {
        uint alice = _run.Person("Alice");
        uint bob = _run.Person("Bob");
        for (int i = 0; i < Accounts.RememberedCalls; i++)
            _run.Must(new BeginCall(alice, _run.Now, 0));
        _run.Must(new BeginCall(bob, _run.Now, 0));
        var calls = Accounts.LastCalls(_run.Store).ToList();
        Assert.Equal(Accounts.RememberedCalls, calls.Count);
        Assert.Equal([bob, alice], calls.Take(2).Select(call => call.Account));
    }

    [Fact]
    public void Deleting_an_account_leaves_nothing_of_it_but_posts_it_wanted_to_leave()
    {
        uint alice = _run.Person("Alice");
        uint bob = _run.Person("Bob");
        ulong kept = _run.Must(new AddPost(_run.Now, alice, 3, 0, "Kept", "Kept text"));
        _run.Must(new SendMail(_run.Now, alice, bob, [1], [2]));
        _run.Must(new SendMail(_run.Now, bob, alice, [3], [4]));
        _run.Must(new AddOneLiner(_run.Now, alice, "Hello"));
        _run.Must(new MarkRead(alice, 3, 1));
        _run.Must(new DeleteAccount(alice, TakesPosts: false));
        Assert.Null(Accounts.Find(_run.Store, "Alice"));
        Assert.Equal(Accounts.Gone, Accounts.NameOf(_run.Store, alice));
        Assert.Equal("Kept text", Posts.Find(_run.Store, kept)!.Body);
        Assert.Empty(MailBox.In(_run.Store, alice, MailFolder.In));
        Assert.Equal(0, MailBox.Unread(_run.Store, alice));
        Assert.Single(MailBox.In(_run.Store, bob, MailFolder.In));
        Assert.Empty(OneLiners.All(_run.Store));
        Assert.NotEqual(alice, _run.Person("Alice"));
    }

    [Fact]
    public void Deleting_an_account_with_its_posts_takes_their_texts()
    {
        uint alice = _run.Person("Alice");
        uint bob = _run.Person("Bob");
        ulong first = _run.Must(new AddPost(_run.Now, alice, 3, 0, "Secret subject", "Secret text"));
        _run.Must(new AddPost(_run.Now, bob, 3, first, "Re", "Answer"));
        _run.Must(new DeleteAccount(alice, TakesPosts: true));
        Assert.Equal("", Posts.Find(_run.Store, first)!.Body);
        Assert.Equal("(removed)", Posts.FindThread(_run.Store, first)!.Subject);
        Assert.Equal(["", "Answer"], Posts.Thread(_run.Store, first).Select(post => post.Body));
        string all = string.Concat(_run.Store.Scan([0], null).Select(entry => System.Text.Encoding.UTF8.GetString(entry.Value)));
        Assert.DoesNotContain("Secret", all, StringComparison.Ordinal);
    }
}

using Monster.Board.People;

namespace Monster.Board.Tests.People;

public sealed class VisitorsTests
{
    private readonly Run _run = new();

    [Theory]
    [InlineData("Bob", "Bob@ACME")]
    [InlineData("The Grinch!", "The Grinch@ACME")]
    [InlineData("  [root] ", "root@ACME")]
    [InlineData("x--y..z", "x-y.z@ACME")]
    [InlineData("Alphonsus Maximilian III", "Alphonsus Maxim@ACME")]
    [InlineData("Zoë", "Zo@ACME")]
    [InlineData("!!!", "caller@ACME")]
    [InlineData("me@OTHER", "meOTHER@ACME")]
    public void The_name_shown_has_one_at_sign_and_nothing_that_could_mislead(string alias, string shown) =>
        Assert.Equal(shown, VisitorName.Of(new VisitorOrigin("ACME", alias), 1));

    [Fact]
    public void A_caller_comes_back_to_the_same_account_whatever_the_capitals()
    {
        uint first = Welcome("ACME", "The Grinch");
        Assert.Equal(first, Welcome("ACME", "THE GRINCH"));
        Assert.Equal("The Grinch@ACME", Accounts.NameOf(_run.Store, first));
        Assert.NotEqual(first, Welcome("OTHER", "The Grinch"));
    }

    [Fact]
    public void Names_that_look_alike_are_two_people_with_two_names()
    {
        uint bob = Welcome("ACME", "Bob");
        uint bOb = Welcome("ACME", "B0b");
        uint marked = Welcome("ACME", "Bob!");
        Assert.Equal(["Bob@ACME", "B0b-2@ACME", "Bob-3@ACME"], new[] { bob, bOb, marked }.Select(id => Accounts.NameOf(_run.Store, id)));
        Assert.Equal(marked, Welcome("ACME", "bob!"));
        uint cut = Welcome("ACME", "Maximilianus the first");
        uint cutToo = Welcome("ACME", "Maximilianus the second");
        Assert.NotEqual(Accounts.NameOf(_run.Store, cut), Accounts.NameOf(_run.Store, cutToo));
        Assert.Equal("Maximilianus-2@ACME", Accounts.NameOf(_run.Store, cutToo));
    }

    [Fact]
    public void No_name_of_this_board_can_be_a_visitors_or_the_other_way_round()
    {
        uint visitor = Welcome("ACME", "Bob");
        uint local = _run.Person("BobACME");
        Assert.NotEqual(visitor, local);
        Assert.Equal(visitor, Accounts.Find(_run.Store, "bob@acme")!.Id);
        Assert.Equal(local, Accounts.Find(_run.Store, "bobacme")!.Id);
        Assert.Contains("none of them", _run.Not(new Register(_run.Now, "Eve@ACME", [1], [2], [], false)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_visitor_can_be_no_sysop_and_have_no_keys()
    {
        _run.Person("Alice", isSysop: true);
        uint visitor = Welcome("ACME", "Bob");
        Assert.Contains("ACME", _run.Not(new SetLevel(visitor, AccountLevel.Sysop)), StringComparison.Ordinal);
        Assert.Contains("ACME", _run.Not(new AddSshKey(_run.Now, visitor, new byte[SshKey.HashLength], true, [1])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_visitor_begins_anew_with_another_account()
    {
        uint before = Welcome("ACME", "Bob");
        _run.Must(new DeleteAccount(before, true));
        Assert.Empty(_run.Store.ScanPrefix([(byte)Table.Visitors]));
        Assert.Empty(_run.Store.ScanPrefix([(byte)Table.VisitorOrigins]));
        Assert.NotEqual(before, Welcome("ACME", "Bob"));
    }

    [Theory]
    [InlineData("acme", "Bob")]
    [InlineData("A", "Bob")]
    [InlineData("ACMEACMEX", "Bob")]
    [InlineData("ACME", "")]
    [InlineData("ACME", "12345678901234567890123456789012345678901")]
    [InlineData("ACME", "B\u202Eob")]
    public void Tags_and_names_that_would_not_do_are_refused(string tag, string alias) => _run.Not(new WelcomeVisitor(_run.Now, tag, alias, [1], []));

    private uint Welcome(string tag, string alias) => (uint)_run.Must(new WelcomeVisitor(_run.Now, tag, alias, [1], []));
}

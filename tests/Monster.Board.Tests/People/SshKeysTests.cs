using Monster.Board.People;

namespace Monster.Board.Tests.People;

public sealed class SshKeysTests
{
    private static readonly byte[] Hash = [.. Enumerable.Repeat((byte)7, SshKey.HashLength)];

    private readonly Run _run = new();

    [Fact]
    public void A_key_is_on_one_account_and_removed_by_its_owner_alone()
    {
        uint alice = _run.Person("Alice");
        uint bob = _run.Person("Bob");
        _run.Must(new AddSshKey(_run.Now, alice, Hash, true, [1]));
        Assert.Contains("already", _run.Not(new AddSshKey(_run.Now, alice, Hash, true, [1])), StringComparison.Ordinal);
        Assert.Contains("another account", _run.Not(new AddSshKey(_run.Now, bob, Hash, true, [1])), StringComparison.Ordinal);
        Assert.Contains("not on this account", _run.Not(new RemoveSshKey(bob, Hash)), StringComparison.Ordinal);
        Assert.Equal(alice, SshKeys.Find(_run.Store, Hash)!.Account);
        _run.Must(new RemoveSshKey(alice, Hash));
        Assert.Null(SshKeys.Find(_run.Store, Hash));
        Assert.Empty(SshKeys.Of(_run.Store, alice));
    }

    [Fact]
    public void Pasting_somebody_elses_public_key_takes_nothing_from_its_owner()
    {
        uint mallory = _run.Person("Mallory");
        uint bob = _run.Person("Bob");
        _run.Must(new AddSshKey(_run.Now, mallory, Hash, false, [1]));
        Assert.Contains("another account", _run.Not(new AddSshKey(_run.Now, bob, Hash, false, [2])), StringComparison.Ordinal);
        _run.Must(new AddSshKey(_run.Now, bob, Hash, true, [2])); // Bob has called with it
        Assert.Equal(bob, SshKeys.Find(_run.Store, Hash)!.Account);
        Assert.Empty(SshKeys.Of(_run.Store, mallory));
        Assert.Contains("another account", _run.Not(new AddSshKey(_run.Now, mallory, Hash, true, [1])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pasted_key_is_proven_by_a_call_and_keeps_its_name()
    {
        uint alice = _run.Person("Alice");
        _run.Must(new AddSshKey(_run.Now, alice, Hash, false, [5]));
        Assert.Contains("already", _run.Not(new AddSshKey(_run.Now, alice, Hash, false, [6])), StringComparison.Ordinal);
        _run.Must(new AddSshKey(_run.Now, alice, Hash, true, [6]));
        var key = Assert.Single(SshKeys.Of(_run.Store, alice));
        Assert.True(key.IsProven);
        Assert.Equal([5], key.Sealed);
    }

    [Fact]
    public void An_account_has_at_most_ten_keys_and_they_go_with_it()
    {
        uint alice = _run.Person("Alice");
        for (byte i = 0; i < PeopleLimits.SshKeys; i++)
            _run.Must(new AddSshKey(_run.Now, alice, [.. Enumerable.Repeat(i, SshKey.HashLength)], false, [i]));
        Assert.Contains("at most 10 keys", _run.Not(new AddSshKey(_run.Now, alice, [.. Enumerable.Repeat((byte)99, SshKey.HashLength)], false, [1])), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (byte)i), SshKeys.Of(_run.Store, alice).Select(key => key.Hash[0]));
        _run.Must(new DeleteAccount(alice, false));
        Assert.Empty(_run.Store.ScanPrefix([(byte)Table.SshKeys]));
        Assert.Empty(_run.Store.ScanPrefix([(byte)Table.PersonSshKeys]));
    }
}

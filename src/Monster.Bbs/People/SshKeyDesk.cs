using Monster.Bbs.Sessions;
using Monster.Board;
using Monster.Board.People;

namespace Monster.Bbs.People;

/// <summary>
/// SSH keys in place of a password. That a caller has a key's other half was checked by sshd; whose it is, is known here. What the state
/// holds of a key is its hash; the key itself and its name are sealed, and go with the account.
/// A key counts for the password and the one-time code together: it is something its owner has, and often unlocked by something known.
/// </summary>
public sealed class SshKeyDesk
{
    private static readonly byte[] Purpose = "ssh key"u8.ToArray();

    private readonly BoardHost _board;
    private readonly KeyVault _keys;
    private readonly AccountDesk _desk;
    private readonly TimeProvider _time;

    /// <summary>A desk of a board.</summary>
    public SshKeyDesk(BoardHost board, KeyVault keys, AccountDesk desk, TimeProvider time) => (_board, _keys, _desk, _time) = (board, keys, desk, time);

    /// <summary>Who has a key, and whether it was called with; null when nobody has it.</summary>
    public SshKey? Find(SshPublicKey key) => _board.Read(store => SshKeys.Find(store, key.Hash));

    /// <summary>The keys of an account, the oldest first.</summary>
    public IReadOnlyList<SshKeyEntry> Of(uint account) => _board.Read(store =>
        Accounts.Find(store, account) is { } person ? SshKeys.Of(store, account).Select(key => Open(person, key)).ToList() : []);

    /// <summary>Adds a key.</summary>
    /// <param name="account">The account.</param>
    /// <param name="key">The key.</param>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="isProven">Whether the call in which this happens was made with it.</param>
    /// <exception cref="RefusedException">Why not.</exception>
    public Task AddAsync(uint account, SshPublicKey key, string name, bool isProven)
    {
        var person = _board.Read(store => Accounts.Find(store, account)) ?? throw new RefusedException("That account does not exist any more.");
        byte[] content = new FieldWriter().Byte(1).Text(key.ToString()).Text(name).ToArray();
        return _desk.SubmitAsync(new AddSshKey(_time.GetUtcNow(), account, key.Hash, isProven, _keys.Seal(person.KeyId, Purpose, content)));
    }

    /// <summary>Takes a key from an account.</summary>
    public Task RemoveAsync(uint account, byte[] hash) => _desk.SubmitAsync(new RemoveSshKey(account, hash));

    /// <summary>Begins a call of whoever has a key.</summary>
    /// <exception cref="RefusedException">Nobody has it, or its owner may not call.</exception>
    public async Task<Login> LogInAsync(SshPublicKey key)
    {
        if (_board.Read(store => SshKeys.Find(store, key.Hash) is { } known ? Accounts.Find(store, known.Account) : null) is not { } account)
            throw new RefusedException("That key is on no account.");
        await _desk.SubmitAsync(new BeginCall(account.Id, _time.GetUtcNow(), 0));
        return new Login(account.Id, account.Name, account.IsSysop);
    }

    private SshKeyEntry Open(Account person, SshKey key)
    {
        if (_keys.Open(person.KeyId, Purpose, key.Sealed) is not { } content)
            return new SshKeyEntry(key.Hash, key.Since, key.IsProven, "unreadable", "");
        var fields = new FieldReader(content);
        fields.Byte();
        return new SshKeyEntry(key.Hash, key.Since, key.IsProven, fields.Text(SshPublicKey.MaxLine), fields.Text(SshPublicKey.MaxComment * 4));
    }
}

namespace Monster.Board.People;

/// <summary>The SSH keys of the shared state: each belongs to one account.</summary>
public static class SshKeys
{
    /// <summary>A key by its hash; null when nobody has it.</summary>
    public static SshKey? Find(IReadStore store, byte[] hash) => store.Find(Key(hash)) is { } bytes ? SshKey.FromBytes(hash, bytes) : null;

    /// <summary>The keys of an account, the oldest first.</summary>
    public static IEnumerable<SshKey> Of(IReadStore store, uint account)
    {
        byte[] prefix = new KeyWriter(Table.PersonSshKeys).U32(account).ToKey();
        return store.ScanPrefix(prefix).Select(entry => Find(store, entry.Key[prefix.Length..])!).OrderBy(key => key.Since).ToList();
    }

    internal static void Put(IStore store, SshKey key)
    {
        store.Put(Key(key.Hash), key.ToBytes());
        store.Put(OwnerKey(key), []);
    }

    internal static void Delete(IStore store, SshKey key)
    {
        store.Delete(Key(key.Hash));
        store.Delete(OwnerKey(key));
    }

    internal static void RemoveAllOf(IStore store, uint account)
    {
        foreach (var key in Of(store, account))
            Delete(store, key);
    }

    private static byte[] Key(byte[] hash) => new KeyWriter(Table.SshKeys).Fixed(hash).ToKey();

    private static byte[] OwnerKey(SshKey key) => new KeyWriter(Table.PersonSshKeys).U32(key.Account).Fixed(key.Hash).ToKey();
}

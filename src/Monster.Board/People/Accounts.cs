namespace Monster.Board.People;

/// <summary>The accounts of the shared state.</summary>
public static class Accounts
{
    /// <summary>What stands in place of a name when the account is gone.</summary>
    public const string Gone = "someone who left";

    /// <summary>How many calls are remembered.</summary>
    public const int RememberedCalls = 100;

    private const string Counter = "accounts";
    private const string CallCounter = "calls";

    /// <summary>An account by number; null when there is none.</summary>
    public static Account? Find(IReadStore store, uint id) => store.Find(Key(id)) is { } bytes ? Account.FromBytes(bytes) : null;

    /// <summary>An account by name, as anyone may write it; null when there is none.</summary>
    public static Account? Find(IReadStore store, string name)
    {
        string key = PersonName.Key(name);
        return key.Length is > 0 and <= PersonName.MaxLength * 2 && store.Find(NameKey(key)) is { } bytes ? Find(store, new FieldReader(bytes).U32()) : null;
    }

    /// <summary>A person's name; <see cref="Gone"/> when the account is.</summary>
    public static string NameOf(IReadStore store, uint id) => Find(store, id)?.Name ?? Gone;

    /// <summary>The accounts by number, from one after another.</summary>
    public static IEnumerable<Account> After(IReadStore store, uint id) =>
        store.Scan(Key(id + 1), KeyOrder.AfterPrefix([(byte)Table.Accounts])).Select(entry => Account.FromBytes(entry.Value));

    /// <summary>The number of accounts ever made.</summary>
    public static ulong Made(IReadStore store) => Counters.Last(store, Counter);

    /// <summary>Whether anyone runs the board.</summary>
    public static bool HasSysop(IReadStore store) => store.ScanPrefix([(byte)Table.Sysops]).Any();

    /// <summary>Who called last, the latest first.</summary>
    public static IEnumerable<(uint Account, DateTimeOffset At)> LastCalls(IReadStore store)
    {
        foreach (var (_, value) in store.ScanPrefix([(byte)Table.Calls], descending: true))
        {
            var fields = new FieldReader(value);
            yield return (fields.U32(), fields.Time());
        }
    }

    internal static Account Add(IStore store, Account account)
    {
        account = account with { Id = (uint)Counters.Next(store, Counter) };
        store.Put(NameKey(PersonName.Key(account.Name)), new FieldWriter().U32(account.Id).Written);
        Put(store, account);
        return account;
    }

    internal static void Put(IStore store, Account account)
    {
        store.Put(Key(account.Id), account.ToBytes());
        byte[] sysop = new KeyWriter(Table.Sysops).U32(account.Id).ToKey();
        if (account.IsSysop)
            store.Put(sysop, []);
        else
            store.Delete(sysop);
    }

    internal static void Delete(IStore store, Account account)
    {
        store.Delete(Key(account.Id));
        store.Delete(NameKey(PersonName.Key(account.Name)));
        store.Delete(new KeyWriter(Table.Sysops).U32(account.Id).ToKey());
    }

    internal static bool IsOnlySysop(IReadStore store, Account account) =>
        account.IsSysop && store.ScanPrefix([(byte)Table.Sysops]).Take(2).Count() == 1;

    internal static void Remember(IStore store, uint account, DateTimeOffset at)
    {
        ulong number = Counters.Next(store, CallCounter);
        store.Put(CallKey(number), new FieldWriter().U32(account).Time(at).Written);
        if (number > RememberedCalls)
            store.Delete(CallKey(number - RememberedCalls));
    }

    private static byte[] CallKey(ulong number) => new KeyWriter(Table.Calls).U64(number).ToKey();

    private static byte[] Key(uint id) => new KeyWriter(Table.Accounts).U32(id).ToKey();

    private static byte[] NameKey(string key) => new KeyWriter(Table.AccountNames).Text(key).ToKey();
}

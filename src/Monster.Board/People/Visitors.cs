namespace Monster.Board.People;

/// <summary>
/// The callers of other boards, each with an account here that only that board can bring them to. Who somebody is there is the whole
/// alias; the name shown here is made of it (<see cref="VisitorName"/>) and is never looked up in its place.
/// </summary>
public static class Visitors
{
    /// <summary>The account of a caller of another board; null when he was never here.</summary>
    public static Account? Find(IReadStore store, VisitorOrigin origin) =>
        store.Find(Key(origin)) is { } bytes ? Accounts.Find(store, new FieldReader(bytes).U32()) : null;

    /// <summary>Where an account's person calls from; null for people of this board.</summary>
    public static VisitorOrigin? OriginOf(IReadStore store, uint account)
    {
        if (store.Find(OriginKey(account)) is not { } bytes)
            return null;
        var fields = new FieldReader(bytes);
        return new VisitorOrigin(fields.Text(VisitorName.MaxTag), fields.Text(VisitorName.MaxAlias * 4));
    }

    internal static void Add(IStore store, VisitorOrigin origin, uint account)
    {
        store.Put(Key(origin), new FieldWriter().U32(account).Written);
        store.Put(OriginKey(account), new FieldWriter().Text(origin.Board).Text(origin.Alias).Written);
    }

    internal static void Forget(IStore store, uint account)
    {
        if (OriginOf(store, account) is not { } origin)
            return;
        store.Delete(Key(origin));
        store.Delete(OriginKey(account));
    }

    private static byte[] Key(VisitorOrigin origin) => new KeyWriter(Table.Visitors).Text(origin.Board).Text(Fold(origin.Alias)).ToKey();

    // Written out: how letters beyond ASCII are folded depends on the version of the platform, and Apply must decide alike everywhere.
    private static string Fold(string alias) => string.Concat(alias.Select(letter => letter is >= 'A' and <= 'Z' ? (char)(letter + 32) : letter));

    private static byte[] OriginKey(uint account) => new KeyWriter(Table.VisitorOrigins).U32(account).ToKey();
}

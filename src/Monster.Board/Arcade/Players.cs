namespace Monster.Board;

/// <summary>What players have done in the arcade.</summary>
public static class Players
{
    /// <summary>A player's record; all zero for one who has not played yet.</summary>
    public static PlayerRecord Find(IReadStore store, ulong account)
    {
        if (store.Find(Key(account)) is not { } value)
            return new PlayerRecord(account, 0, 0, 0, IsBot: false);
        var fields = new FieldReader(value);
        return new PlayerRecord(account, fields.U64(), fields.U64(), fields.U64(), fields.Bool());
    }

    /// <summary>Abandoned tickets at a time: those given up, and those that have lapsed though nobody has said so yet.</summary>
    public static ulong AbandonedAt(IReadStore store, ulong account, DateTimeOffset now)
    {
        ulong lapsed = (ulong)store.ScanPrefix(new KeyWriter(Table.OpenTickets).U64(account).ToKey())
            .Select(pair => Tickets.Find(store, account, new FieldReader(pair.Value).U64()))
            .Count(ticket => ticket?.StateAt(now) == TicketState.Lapsed);
        return Find(store, account).Abandoned + lapsed;
    }

    /// <summary>A player's ranked plays of a game: those accepted and those given up.</summary>
    public static ulong PlaysOf(IReadStore store, ulong account, int shard) =>
        store.Find(PlaysKey(account, shard)) is { } value ? new FieldReader(value).U64() : 0;

    internal static void Put(IStore store, PlayerRecord player) =>
        store.Put(Key(player.Account), new FieldWriter().U64(player.Tickets).U64(player.Accepted).U64(player.Abandoned).Bool(player.IsBot).Written);

    internal static void CountPlay(IStore store, ulong account, int shard) =>
        store.Put(PlaysKey(account, shard), new FieldWriter().U64(PlaysOf(store, account, shard) + 1).Written);

    private static byte[] Key(ulong account) => new KeyWriter(Table.Players).U64(account).ToKey();

    private static byte[] PlaysKey(ulong account, int shard) => new KeyWriter(Table.PlayerGames).U64(account).Byte((byte)shard).ToKey();
}

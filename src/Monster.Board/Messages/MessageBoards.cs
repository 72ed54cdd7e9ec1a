using Monster.Board.People;

namespace Monster.Board.Messages;

/// <summary>The 71 boards, one for each shard. They need no making: what the sysop did not say is at its default.</summary>
public static class MessageBoards
{
    /// <summary>How many there are.</summary>
    public const int Count = 71;

    /// <summary>A board.</summary>
    /// <param name="store">The state.</param>
    /// <param name="shard">0 to 70.</param>
    public static BoardInfo Find(IReadStore store, byte shard)
    {
        var info = new BoardInfo(shard, "", "", AccountLevel.Guest, AccountLevel.Member, LastNumber(store, shard));
        if (store.Find(Key(shard)) is not { } bytes)
            return info;
        var fields = new FieldReader(bytes);
        return info with
        {
            Name = fields.Text(MessageLimits.BoardName),
            About = fields.Text(MessageLimits.BoardAbout),
            ReadLevel = (AccountLevel)fields.Byte(),
            WriteLevel = (AccountLevel)fields.Byte(),
        };
    }

    /// <summary>All boards, by shard.</summary>
    public static IReadOnlyList<BoardInfo> All(IReadStore store) => [.. Enumerable.Range(0, Count).Select(shard => Find(store, (byte)shard))];

    internal static uint NextNumber(IStore store, byte shard)
    {
        uint next = LastNumber(store, shard) + 1;
        store.Put(CountKey(shard), new FieldWriter().U32(next).Written);
        return next;
    }

    internal static void Put(IStore store, EditBoard edit) =>
        store.Put(Key(edit.Shard), new FieldWriter().Text(edit.Name).Text(edit.About).Byte((byte)edit.ReadLevel).Byte((byte)edit.WriteLevel).Written);

    private static uint LastNumber(IReadStore store, byte shard) => store.Find(CountKey(shard)) is { } bytes ? new FieldReader(bytes).U32() : 0;

    private static byte[] Key(byte shard) => new KeyWriter(Table.Boards).Byte(shard).ToKey();

    private static byte[] CountKey(byte shard) => new KeyWriter(Table.BoardCounts).Byte(shard).ToKey();
}

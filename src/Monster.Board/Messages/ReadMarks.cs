namespace Monster.Board.Messages;

/// <summary>How far people have read on each board.</summary>
public static class ReadMarks
{
    /// <summary>The number of the last post a person has read on a board; 0 for none.</summary>
    public static uint Find(IReadStore store, uint account, byte shard) => store.Find(Key(account, shard)) is { } bytes ? new FieldReader(bytes).U32() : 0;

    internal static void Put(IStore store, uint account, byte shard, uint number) => store.Put(Key(account, shard), new FieldWriter().U32(number).Written);

    internal static void RemoveAllOf(IStore store, uint account)
    {
        for (int shard = 0; shard < MessageBoards.Count; shard++)
            store.Delete(Key(account, (byte)shard));
    }

    private static byte[] Key(uint account, byte shard) => new KeyWriter(Table.ReadMarks).U32(account).Byte(shard).ToKey();
}

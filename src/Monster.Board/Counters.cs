namespace Monster.Board;

/// <summary>Numbers given one after the other: to accounts, posts, plays.</summary>
public static class Counters
{
    /// <summary>Gives the next number, from 1.</summary>
    public static ulong Next(IStore store, string name)
    {
        ulong next = Last(store, name) + 1;
        store.Put(Key(name), new FieldWriter().U64(next).Written);
        return next;
    }

    /// <summary>The number given last; 0 when none was.</summary>
    public static ulong Last(IReadStore store, string name) =>
        store.Find(Key(name)) is { } value ? new FieldReader(value).U64() : 0;

    private static byte[] Key(string name) => new KeyWriter(Table.Counters).Text(name).ToKey();
}

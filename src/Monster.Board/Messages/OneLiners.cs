namespace Monster.Board.Messages;

/// <summary>The wall of short lines.</summary>
public static class OneLiners
{
    private const string Counter = "one-liners";

    /// <summary>The lines, the latest first.</summary>
    public static IEnumerable<OneLiner> All(IReadStore store)
    {
        foreach (var (key, value) in store.ScanPrefix([(byte)Table.OneLiners], descending: true))
        {
            var parts = new KeyReader(key);
            var fields = new FieldReader(value);
            yield return new OneLiner(parts.U64(), fields.U32(), fields.Time(), fields.Text(MessageLimits.OneLiner));
        }
    }

    internal static void Add(IStore store, AddOneLiner line)
    {
        ulong id = Counters.Next(store, Counter);
        store.Put(Key(id), new FieldWriter().U32(line.Author).Time(line.Time).Text(line.Text).Written);
        if (id > MessageLimits.OneLiners)
            store.Delete(Key(id - MessageLimits.OneLiners));
    }

    internal static void RemoveAllOf(IStore store, uint author)
    {
        foreach (var line in All(store).Where(line => line.Author == author).ToList())
            Remove(store, line.Id);
    }

    internal static void Remove(IStore store, ulong id) => store.Delete(Key(id));

    private static byte[] Key(ulong id) => new KeyWriter(Table.OneLiners).U64(id).ToKey();
}

namespace Monster.Board;

/// <summary>What is asked of a store often.</summary>
public static class ReadStoreExtensions
{
    /// <summary>The entries whose keys begin with these bytes, in order.</summary>
    /// <param name="store">The store.</param>
    /// <param name="prefix">The beginning.</param>
    /// <param name="descending">Whether the last comes first.</param>
    public static IEnumerable<KeyValuePair<byte[], byte[]>> ScanPrefix(this IReadStore store, byte[] prefix, bool descending = false) =>
        store.Scan(prefix, KeyOrder.AfterPrefix(prefix), descending);

    /// <summary>Whether there is a value for a key.</summary>
    public static bool Has(this IReadStore store, ReadOnlySpan<byte> key) => store.Find(key) is not null;
}

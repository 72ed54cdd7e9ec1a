namespace Monster.Board;

/// <summary>Single values of the board.</summary>
public static class Facts
{
    /// <summary>A value; null when it is not set.</summary>
    public static string? Find(IReadStore store, string name) =>
        store.Find(Key(name)) is { } value ? new FieldReader(value).Text(IReadStore.MaxValueBytes) : null;

    internal static byte[] Key(string name) => new KeyWriter(Table.Facts).Text(name).ToKey();
}

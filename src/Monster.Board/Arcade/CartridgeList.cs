namespace Monster.Board;

/// <summary>The board's catalogue: the cartridges that get tickets, and those that ever did, with their files, so that an old score stays checkable.</summary>
public static class CartridgeList
{
    /// <summary>A cartridge by its SHA-256; null when the board never had it.</summary>
    public static ListedCartridge? Find(IReadStore store, string sha256)
    {
        if (store.Find(Key(sha256)) is not { } value)
            return null;
        var fields = new FieldReader(value);
        return new ListedCartridge(sha256, fields.Byte(), fields.Text(ListCartridge.MaxTitle), fields.I32(), fields.I32());
    }

    /// <summary>Today's cartridge of a place; null when there is none.</summary>
    public static ListedCartridge? Current(IReadStore store, int shard) =>
        store.Find(CurrentKey(shard)) is { } value ? Find(store, Hex.Digits(value)) : null;

    /// <summary>Today's cartridges, by shard.</summary>
    public static IReadOnlyList<ListedCartridge> All(IReadStore store) =>
        [.. store.ScanPrefix(new KeyWriter(Table.CurrentCartridges).ToKey()).Select(pair => Find(store, Hex.Digits(pair.Value))).OfType<ListedCartridge>()];

    /// <summary>The file of a cartridge; null when the board never had it.</summary>
    public static byte[]? File(IReadStore store, string sha256) => store.Find(FileKey(sha256));

    internal static void Put(IStore store, ListedCartridge cartridge, byte[] file)
    {
        store.Put(Key(cartridge.Sha256), new FieldWriter().Byte((byte)cartridge.Shard).Text(cartridge.Title).I32(cartridge.Rules).I32(cartridge.TicksPerSecond).Written);
        store.Put(FileKey(cartridge.Sha256), file);
        store.Put(CurrentKey(cartridge.Shard), Convert.FromHexString(cartridge.Sha256));
    }

    private static byte[] Key(string sha256) => new KeyWriter(Table.Cartridges).Hash(sha256).ToKey();

    private static byte[] FileKey(string sha256) => new KeyWriter(Table.CartridgeFiles).Hash(sha256).ToKey();

    private static byte[] CurrentKey(int shard) => new KeyWriter(Table.CurrentCartridges).Byte((byte)shard).ToKey();
}

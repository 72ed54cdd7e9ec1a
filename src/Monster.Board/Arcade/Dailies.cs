namespace Monster.Board;

/// <summary>The daily challenges.</summary>
public static class Dailies
{
    private const int HashBytes = 32;

    /// <summary>The challenge of a day; null when nobody has begun it.</summary>
    public static DailyChallenge? Find(IReadStore store, int day) => store.Find(Key(day)) is { } value ? Read(day, value) : null;

    /// <summary>The last challenge; null before the first.</summary>
    public static DailyChallenge? Last(IReadStore store)
    {
        foreach (var (key, value) in store.ScanPrefix(new KeyWriter(Table.Dailies).ToKey(), descending: true))
            return Read((int)new KeyReader(key).U32(), value);
        return null;
    }

    internal static void Put(IStore store, DailyChallenge daily) =>
        store.Put(Key(daily.Day), new FieldWriter().Hash(daily.Cartridge).Byte((byte)daily.Shard).Hash(daily.Number).Hash(daily.NextCommitment).Hash(daily.PublicKey).Bool(daily.WasCommitted).Written);

    private static DailyChallenge Read(int day, byte[] value)
    {
        var fields = new FieldReader(value);
        return new DailyChallenge(day, Hex.Digits(fields.Fixed(HashBytes)), fields.Byte(), Hex.Digits(fields.Fixed(PlayTicket.NumberBytes)), Hex.Digits(fields.Fixed(HashBytes)), Hex.Digits(fields.Fixed(HashBytes)), fields.Bool());
    }

    private static byte[] Key(int day) => new KeyWriter(Table.Dailies).U32((uint)day).ToKey();
}

namespace Monster.Board;

/// <summary>The plays whose scores were accepted, and their recordings.</summary>
public static class Plays
{
    private const int HashBytes = 32;
    private const int SignatureBytes = 64;

    /// <summary>A play by its recording's name; null when it was not accepted here.</summary>
    public static AcceptedPlay? Find(IReadStore store, string id)
    {
        if (store.Find(Key(id)) is not { } value)
            return null;
        var fields = new FieldReader(value);
        return new AcceptedPlay
        {
            Id = id,
            Player = fields.U64(),
            Serial = fields.U64(),
            Shard = fields.Byte(),
            Cartridge = Hex.Digits(fields.Fixed(HashBytes)),
            Rules = fields.I32(),
            IsBot = fields.Bool(),
            Day = fields.I32(),
            Check = new CheckStatement(id, fields.I32(), fields.I32(), fields.U64(), fields.Time()),
            CheckedBy = Hex.Digits(fields.Fixed(HashBytes)),
            CheckSignature = Hex.Digits(fields.Fixed(SignatureBytes)),
            RecordingSignature = Hex.Digits(fields.Fixed(SignatureBytes)),
            Accepted = fields.Time(),
            Index = fields.U64(),
        };
    }

    /// <summary>The unsigned recording of a play; null when it was not accepted here.</summary>
    public static byte[]? Recording(IReadStore store, string id) => store.Find(RecordingKey(id));

    /// <summary>The plays accepted last, newest first; those before a place in the log (<see cref="AcceptedPlay.Index"/>).</summary>
    public static IReadOnlyList<AcceptedPlay> Recent(IReadStore store, int most, ulong before = ulong.MaxValue) =>
        Listed(store, new KeyWriter(Table.RecentPlays).ToKey(), new KeyWriter(Table.RecentPlays).U64(before).ToKey(), most);

    /// <summary>The plays of a player accepted last, newest first; those before a place in the log (<see cref="AcceptedPlay.Index"/>).</summary>
    public static IReadOnlyList<AcceptedPlay> RecentOf(IReadStore store, ulong player, int most, ulong before = ulong.MaxValue) =>
        Listed(store, new KeyWriter(Table.PlayerPlays).U64(player).ToKey(), new KeyWriter(Table.PlayerPlays).U64(player).U64(before).ToKey(), most);

    internal static void Put(IStore store, AcceptedPlay play, byte[] recording)
    {
        store.Put(Key(play.Id), new FieldWriter().U64(play.Player).U64(play.Serial).Byte((byte)play.Shard).Hash(play.Cartridge).I32(play.Rules).Bool(play.IsBot).I32(play.Day)
            .I32(play.Check.Score).I32(play.Check.Ticks).U64(play.Check.Units).Time(play.Check.CheckedAt)
            .Hash(play.CheckedBy).Hash(play.CheckSignature).Hash(play.RecordingSignature).Time(play.Accepted).U64(play.Index).Written);
        store.Put(RecordingKey(play.Id), recording);
        byte[] id = Convert.FromHexString(play.Id);
        store.Put(new KeyWriter(Table.RecentPlays).U64(play.Index).ToKey(), id);
        store.Put(new KeyWriter(Table.PlayerPlays).U64(play.Player).U64(play.Index).ToKey(), id);
    }

    private static IReadOnlyList<AcceptedPlay> Listed(IReadStore store, byte[] start, byte[] limit, int most) =>
        [.. store.Scan(start, limit, descending: true).Take(most).Select(pair => Find(store, Hex.Digits(pair.Value))).OfType<AcceptedPlay>()];

    private static byte[] Key(string id) => new KeyWriter(Table.AcceptedPlays).Hash(id).ToKey();

    private static byte[] RecordingKey(string id) => new KeyWriter(Table.Recordings).Hash(id).ToKey();
}

namespace Monster.Board;

/// <summary>The tickets of the board: one open one for a player and game; the daily challenge counts as a game of its own.</summary>
public static class Tickets
{
    /// <summary>The place of the daily challenge among the games.</summary>
    public const int DailySlot = 255;

    private const int SignatureBytes = 64;
    private const int HashBytes = 32;

    /// <summary>A ticket; null when there is none of that number.</summary>
    public static Ticket? Find(IReadStore store, ulong player, ulong serial)
    {
        if (store.Find(Key(player, serial)) is not { } value)
            return null;
        var fields = new FieldReader(value);
        var statement = new TicketStatement(fields.Bool(), Hex.Digits(fields.Fixed(HashBytes)), fields.I32(), player, serial, fields.I32(), Hex.Digits(fields.Fixed(HashBytes)), fields.Time());
        return new Ticket
        {
            Statement = statement,
            Shard = fields.Byte(),
            PublicKey = Hex.Digits(fields.Fixed(HashBytes)),
            Signature = Hex.Digits(fields.Fixed(SignatureBytes)),
            State = (TicketState)fields.Byte(),
            Answered = fields.Time(),
            Owner = fields.U32(),
            Numbers = fields.Bool() ? PlayTicket.TryDecode(fields.Fixed(PlayTicket.Bytes)) : null,
        };
    }

    /// <summary>The ticket of a player that is open for a game, whether it has lapsed meanwhile or not; null when there is none.</summary>
    /// <param name="store">The state.</param>
    /// <param name="player">The account.</param>
    /// <param name="slot">The game's shard, or <see cref="DailySlot"/>.</param>
    public static Ticket? Open(IReadStore store, ulong player, int slot) =>
        store.Find(OpenKey(player, slot)) is { } value ? Find(store, player, new FieldReader(value).U64()) : null;

    /// <summary>All open tickets of a player that have not lapsed.</summary>
    public static IReadOnlyList<Ticket> AllOpen(IReadStore store, ulong player, DateTimeOffset now) =>
        [.. store.ScanPrefix(new KeyWriter(Table.OpenTickets).U64(player).ToKey())
            .Select(pair => Find(store, player, new FieldReader(pair.Value).U64())).OfType<Ticket>()
            .Where(ticket => ticket.StateAt(now) != TicketState.Lapsed)];

    /// <summary>Whether a player has had the daily challenge of a day.</summary>
    public static bool HadDaily(IReadStore store, ulong player, int day) => store.Has(DailyKey(player, day));

    internal static int SlotOf(Ticket ticket) => ticket.Statement.IsDaily ? DailySlot : ticket.Shard;

    internal static void Put(IStore store, Ticket ticket)
    {
        var s = ticket.Statement;
        var fields = new FieldWriter().Bool(s.IsDaily).Hash(s.Cartridge).I32(s.Rules).I32(s.Day).Hash(s.Commitment).Time(s.Opened)
            .Byte((byte)ticket.Shard).Hash(ticket.PublicKey).Hash(ticket.Signature).Byte((byte)ticket.State).Time(ticket.Answered).U32(ticket.Owner)
            .Bool(ticket.Numbers is not null);
        if (ticket.Numbers is { } numbers)
            fields.Fixed(numbers.Encode());
        store.Put(Key(s.Player, s.Serial), fields.Written);
        byte[] open = OpenKey(s.Player, SlotOf(ticket));
        if (ticket.IsOpen)
            store.Put(open, new FieldWriter().U64(s.Serial).Written);
        else if (store.Find(open) is { } value && new FieldReader(value).U64() == s.Serial)
            store.Delete(open);
        if (s.IsDaily)
            store.Put(DailyKey(s.Player, s.Day), []);
    }

    /// <summary>Closes an open ticket without a score.</summary>
    internal static void GiveUp(IStore store, Ticket ticket, TicketState how)
    {
        Put(store, ticket with { State = how });
        MovingCodes.Drop(store, ticket);
        var player = Players.Find(store, ticket.Statement.Player);
        Players.Put(store, player with { Abandoned = player.Abandoned + 1 });
        Players.CountPlay(store, ticket.Statement.Player, ticket.Shard);
    }

    private static byte[] Key(ulong player, ulong serial) => new KeyWriter(Table.Tickets).U64(player).U64(serial).ToKey();

    private static byte[] OpenKey(ulong player, int slot) => new KeyWriter(Table.OpenTickets).U64(player).Byte((byte)slot).ToKey();

    private static byte[] DailyKey(ulong player, int day) => new KeyWriter(Table.DailyTickets).U64(player).U32((uint)day).ToKey();
}

namespace Monster.Board;

/// <summary>
/// Opens a ticket: the node has committed to its number. A ticket of the same player and game that has lapsed is closed; one that is open
/// stands in the way. A ticket of the daily challenge runs at once, since its seed is known. Kind 301.
/// </summary>
/// <param name="Statement">What the node signed.</param>
/// <param name="PublicKey">The node's key, 64 hexadecimal digits.</param>
/// <param name="Signature">Its signature, 128 hexadecimal digits.</param>
public sealed record OpenTicket(TicketStatement Statement, string PublicKey, string Signature) : ICommand
{
    internal const ushort KindNumber = 301;
    private const int HashBytes = 32;
    private const int SignatureBytes = 64;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields)
    {
        var s = Statement;
        fields.Bool(s.IsDaily).Hash(s.Cartridge).I32(s.Rules).U64(s.Player).U64(s.Serial).I32(s.Day).Hash(s.Commitment).Time(s.Opened).Hash(PublicKey).Hash(Signature);
    }

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        var s = Statement;
        if (s.Player == 0)
            return CommandResult.Rejected("Guests play for fun: log in to be on the list.");
        if (CartridgeList.Find(store, s.Cartridge) is not { } cartridge || cartridge.Rules != s.Rules)
            return CommandResult.Rejected("This game is not in the board's catalogue, so its scores cannot count.");
        var daily = s.IsDaily ? Dailies.Find(store, s.Day) : null;
        if (Refusal(store, cartridge, daily) is { } why)
            return CommandResult.Rejected(why);
        if (Tickets.Open(store, s.Player, s.IsDaily ? Tickets.DailySlot : cartridge.Shard) is { } open)
        {
            if (open.StateAt(s.Opened) != TicketState.Lapsed)
                return CommandResult.Rejected($"You have a play of {cartridge.Title} open: go on with it, or give it up first.");
            Tickets.GiveUp(store, open, TicketState.Lapsed);
        }

        var player = Players.Find(store, s.Player);
        if (s.Serial != player.Tickets + 1)
            return CommandResult.Rejected("Another ticket was opened at the same moment. Try again.");
        Players.Put(store, player with { Tickets = s.Serial });
        Tickets.Put(store, new Ticket
        {
            Statement = s,
            Shard = cartridge.Shard,
            PublicKey = PublicKey,
            Signature = Signature,
            State = daily is null ? TicketState.Opened : TicketState.Running,
            Answered = s.Opened,
            Numbers = daily is null ? null : PlayTicket.Daily(s.Player, s.Serial, daily.Number, daily.Day),
        });
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields)
    {
        bool daily = fields.Bool();
        string cartridge = Hex.Digits(fields.Fixed(HashBytes));
        int rules = fields.I32();
        ulong player = fields.U64();
        ulong serial = fields.U64();
        int day = fields.I32();
        var statement = new TicketStatement(daily, cartridge, rules, player, serial, day, Hex.Digits(fields.Fixed(HashBytes)), fields.Time());
        return new OpenTicket(statement, Hex.Digits(fields.Fixed(HashBytes)), Hex.Digits(fields.Fixed(SignatureBytes)));
    }

    private string? Refusal(IReadStore store, ListedCartridge cartridge, DailyChallenge? daily)
    {
        var s = Statement;
        if (!s.IsDaily)
            return s.Day != 0 || CartridgeList.Current(store, cartridge.Shard)?.Sha256 != s.Cartridge ? $"{cartridge.Title} has a new version: start it again." : null;
        if (daily is null || s.Day != ScorePeriod.Day(s.Opened))
            return "There is no challenge for that day.";
        if (daily.Cartridge != s.Cartridge || PlayTicket.Commitment(daily.Number) != s.Commitment)
            return "The challenge of the day is another.";
        return Tickets.HadDaily(store, s.Player, s.Day) ? "You have had today's challenge. There is a new one tomorrow." : null;
    }
}

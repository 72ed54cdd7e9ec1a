namespace Monster.Board;

/// <summary>The codes with which plays go to another connection: one for a ticket, known by its hash alone.</summary>
public static class MovingCodes
{
    /// <summary>How long a code works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>The ticket a code belongs to, and until when; null when there is none.</summary>
    public static (ulong Player, ulong Serial, DateTimeOffset Until)? Find(IReadStore store, string codeHash)
    {
        if (store.Find(Key(codeHash)) is not { } value)
            return null;
        var fields = new FieldReader(value);
        return (fields.U64(), fields.U64(), fields.Time());
    }

    internal static void Put(IStore store, Ticket ticket, string codeHash, DateTimeOffset until)
    {
        Drop(store, ticket);
        var s = ticket.Statement;
        store.Put(Key(codeHash), new FieldWriter().U64(s.Player).U64(s.Serial).Time(until).Written);
        store.Put(TicketKey(s.Player, s.Serial), Convert.FromHexString(codeHash));
    }

    /// <summary>Drops the code of a ticket.</summary>
    /// <returns>Whether there was one.</returns>
    internal static bool Drop(IStore store, Ticket ticket)
    {
        byte[] mine = TicketKey(ticket.Statement.Player, ticket.Statement.Serial);
        if (store.Find(mine) is not { } codeHash)
            return false;
        store.Delete(Key(Hex.Digits(codeHash)));
        store.Delete(mine);
        return true;
    }

    private static byte[] Key(string codeHash) => new KeyWriter(Table.MovingCodes).Hash(codeHash).ToKey();

    private static byte[] TicketKey(ulong player, ulong serial) => new KeyWriter(Table.TicketCodes).U64(player).U64(serial).ToKey();
}

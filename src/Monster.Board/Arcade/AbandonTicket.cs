namespace Monster.Board;

/// <summary>A player gives a ranked play up. It counts, and shows. Kind 303.</summary>
/// <param name="Player">The account's number.</param>
/// <param name="Serial">The ticket's.</param>
/// <param name="Owner">The connection that gives it up, as the ticket counts them.</param>
/// <param name="Time">When.</param>
public sealed record AbandonTicket(ulong Player, ulong Serial, uint Owner, DateTimeOffset Time) : ICommand
{
    internal const ushort KindNumber = 303;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U64(Player).U64(Serial).U32(Owner).Time(Time);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Tickets.Find(store, Player, Serial) is not { IsOpen: true } ticket)
            return CommandResult.Rejected("The ticket is not open any more.");
        if (ticket.Owner != Owner)
            return CommandResult.Rejected("The play goes on elsewhere.");
        Tickets.GiveUp(store, ticket, ticket.StateAt(Time) == TicketState.Lapsed ? TicketState.Lapsed : TicketState.Abandoned);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new AbandonTicket(fields.U64(), fields.U64(), fields.U32(), fields.Time());
}

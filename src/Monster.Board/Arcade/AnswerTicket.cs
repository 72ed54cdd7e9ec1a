namespace Monster.Board;

/// <summary>Gives both numbers of a ticket, so that its seed is known: the player's, and the node's, which must be the one it committed to. Kind 302.</summary>
/// <param name="Numbers">The numbers, the player and the serial.</param>
/// <param name="Time">When.</param>
public sealed record AnswerTicket(PlayTicket Numbers, DateTimeOffset Time) : ICommand
{
    internal const ushort KindNumber = 302;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.Fixed(Numbers.Encode()).Time(Time);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Tickets.Find(store, Numbers.Player, Numbers.Serial) is not { } ticket)
            return CommandResult.Rejected("There is no such ticket.");
        if (ticket.StateAt(Time) != TicketState.Opened || Numbers.Kind == TicketKind.Daily)
            return CommandResult.Rejected("The ticket has its numbers already, or is not open any more.");
        if (PlayTicket.Commitment(Numbers.NodeNumber) != ticket.Statement.Commitment)
            return CommandResult.Rejected("The node's number is not the one it committed to.");
        Tickets.Put(store, ticket with { State = TicketState.Running, Numbers = Numbers, Answered = Time });
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new AnswerTicket(
        PlayTicket.TryDecode(fields.Fixed(PlayTicket.Bytes)) ?? throw new BoardFormatException("A ticket is none."), fields.Time());
}

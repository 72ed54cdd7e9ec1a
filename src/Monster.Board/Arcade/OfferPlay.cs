namespace Monster.Board;

/// <summary>Makes a code with which a running ranked play goes to another connection. It takes the place of a code before it. Kind 305.</summary>
/// <param name="Player">The account's number.</param>
/// <param name="Serial">The ticket's.</param>
/// <param name="Owner">The connection that offers it, as the ticket counts them.</param>
/// <param name="CodeHash">SHA-256 of the code, 64 hexadecimal digits.</param>
/// <param name="Time">When.</param>
public sealed record OfferPlay(ulong Player, ulong Serial, uint Owner, string CodeHash, DateTimeOffset Time) : ICommand
{
    internal const ushort KindNumber = 305;
    private const int HashBytes = 32;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U64(Player).U64(Serial).U32(Owner).Hash(CodeHash).Time(Time);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Tickets.Find(store, Player, Serial) is not { } ticket || ticket.StateAt(Time) != TicketState.Running)
            return CommandResult.Rejected("The ticket is not open any more.");
        if (ticket.Owner != Owner)
            return CommandResult.Rejected("The play goes on elsewhere.");
        if (MovingCodes.Find(store, CodeHash) is not null)
            return CommandResult.Rejected("The code is taken. Try again.");
        MovingCodes.Put(store, ticket, CodeHash, Time + MovingCodes.Life);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new OfferPlay(fields.U64(), fields.U64(), fields.U32(), Hex.Digits(fields.Fixed(HashBytes)), fields.Time());
}

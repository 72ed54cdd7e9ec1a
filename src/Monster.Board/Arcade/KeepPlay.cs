namespace Monster.Board;

/// <summary>The play goes on where it is after all: its code is void. Rejected when the code was used. Kind 307.</summary>
/// <param name="Player">The account's number.</param>
/// <param name="Serial">The ticket's.</param>
/// <param name="Owner">The connection that keeps it, as the ticket counts them.</param>
public sealed record KeepPlay(ulong Player, ulong Serial, uint Owner) : ICommand
{
    internal const ushort KindNumber = 307;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U64(Player).U64(Serial).U32(Owner);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Tickets.Find(store, Player, Serial) is not { IsOpen: true } ticket || ticket.Owner != Owner)
            return CommandResult.Rejected("The play goes on elsewhere.");
        MovingCodes.Drop(store, ticket);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new KeepPlay(fields.U64(), fields.U64(), fields.U32());
}

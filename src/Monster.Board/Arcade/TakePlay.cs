namespace Monster.Board;

/// <summary>
/// Takes a play to another connection with its code, which is used up. From now on only this connection can end the play. Gives the player, the
/// serial and the number of the new owner. Kind 306.
/// </summary>
/// <param name="CodeHash">SHA-256 of the code, 64 hexadecimal digits.</param>
/// <param name="Account">Who takes it: the play's player, or 0 for somebody who is not logged in and carries the code.</param>
/// <param name="Time">When.</param>
public sealed record TakePlay(string CodeHash, ulong Account, DateTimeOffset Time) : ICommand
{
    internal const ushort KindNumber = 306;
    private const int HashBytes = 32;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.Hash(CodeHash).U64(Account).Time(Time);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (MovingCodes.Find(store, CodeHash) is not { } code || Time >= code.Until)
            return CommandResult.Rejected("No play waits for this code. A code works once, for ten minutes.");
        if (Tickets.Find(store, code.Player, code.Serial) is not { } ticket || ticket.StateAt(Time) != TicketState.Running)
            return CommandResult.Rejected("The play of this code has ended.");
        if (Account != 0 && Account != code.Player)
            return CommandResult.Rejected("This play is somebody else's: only its player can go on with it.");
        MovingCodes.Drop(store, ticket);
        Tickets.Put(store, ticket with { Owner = ticket.Owner + 1 });
        return CommandResult.Of(new FieldWriter().U64(code.Player).U64(code.Serial).U32(ticket.Owner + 1).ToArray());
    }

    /// <summary>What an accepted one gave.</summary>
    public static (ulong Player, ulong Serial, uint Owner) Taken(ReadOnlySpan<byte> result)
    {
        var fields = new FieldReader(result);
        return (fields.U64(), fields.U64(), fields.U32());
    }

    internal static ICommand Read(ref FieldReader fields) => new TakePlay(Hex.Digits(fields.Fixed(HashBytes)), fields.U64(), fields.Time());
}

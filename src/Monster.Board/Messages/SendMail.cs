using Monster.Board.People;

namespace Monster.Board.Messages;

/// <summary>Sends a letter: a copy to each end, each sealed under that person's key. Kind 204. Gives its number.</summary>
/// <param name="Time">Now.</param>
/// <param name="From">Who writes.</param>
/// <param name="To">To whom.</param>
/// <param name="ForRecipient">Subject and text, sealed for the recipient.</param>
/// <param name="ForSender">The same, sealed for the sender.</param>
public sealed record SendMail(DateTimeOffset Time, uint From, uint To, byte[] ForRecipient, byte[] ForSender) : ICommand
{
    internal const ushort KindNumber = 204;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.Time(Time).U32(From).U32(To).Bytes(ForRecipient).Bytes(ForSender);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Accounts.Find(store, From) is not { } from || from.IsBanned(Time))
            return CommandResult.Rejected("That account may not write.");
        if (Accounts.Find(store, To) is not { } to)
            return CommandResult.Rejected("The recipient has left the board.");
        if (MailBox.IsFull(store, To))
            return CommandResult.Rejected($"The mailbox of {to.Name} is full ({MessageLimits.MailPerFolder:N0} letters).");
        return CommandResult.Made(MailBox.Add(store, this));
    }

    internal static ICommand Read(ref FieldReader fields) => new SendMail(fields.Time(), fields.U32(), fields.U32(), fields.Bytes(MessageLimits.SealedMail), fields.Bytes(MessageLimits.SealedMail));
}

namespace Monster.Board.Messages;

/// <summary>A letter was opened. Kind 205.</summary>
/// <param name="Account">Whose it is.</param>
/// <param name="Mail">The letter.</param>
public sealed record ReadMail(uint Account, ulong Mail) : ICommand
{
    internal const ushort KindNumber = 205;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U32(Account).U64(Mail);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (MailBox.Find(store, Account, MailFolder.In, Mail) is not { } mail)
            return CommandResult.Rejected("That letter is not there any more.");
        MailBox.Read(store, Account, mail);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new ReadMail(fields.U32(), fields.U64());
}

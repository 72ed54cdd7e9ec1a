namespace Monster.Board.Messages;

/// <summary>Throws a letter away; the copy at the other end stays. Kind 206.</summary>
/// <param name="Account">Whose it is.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="Mail">The letter.</param>
public sealed record DeleteMail(uint Account, MailFolder Folder, ulong Mail) : ICommand
{
    internal const ushort KindNumber = 206;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U32(Account).Byte((byte)Folder).U64(Mail);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (MailBox.Find(store, Account, Folder, Mail) is not { } mail)
            return CommandResult.Rejected("That letter is not there any more.");
        MailBox.Delete(store, Account, mail);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new DeleteMail(fields.U32(), (MailFolder)fields.Byte(), fields.U64());
}

namespace Monster.Board.People;

/// <summary>Asks for one-time codes from now on, or no longer. Kind 102.</summary>
/// <param name="Id">The account.</param>
/// <param name="Secret">Their secret, sealed; empty to ask no longer.</param>
public sealed record SetTotp(uint Id, byte[] Secret) : ICommand
{
    internal const ushort KindNumber = 102;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U32(Id).Bytes(Secret);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Accounts.Find(store, Id) is not { } account)
            return CommandResult.Rejected(PeopleLimits.NoAccount);
        Accounts.Put(store, account with { Totp = Secret });
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new SetTotp(fields.U32(), fields.Bytes(PeopleLimits.Totp));
}

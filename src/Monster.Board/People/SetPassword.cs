namespace Monster.Board.People;

/// <summary>Sets what a password is checked against. Kind 101.</summary>
/// <param name="Id">The account.</param>
/// <param name="Verifier">The new verifier.</param>
public sealed record SetPassword(uint Id, byte[] Verifier) : ICommand
{
    internal const ushort KindNumber = 101;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U32(Id).Bytes(Verifier);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Accounts.Find(store, Id) is not { } account)
            return CommandResult.Rejected(PeopleLimits.NoAccount);
        Accounts.Put(store, account with { Verifier = Verifier });
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new SetPassword(fields.U32(), fields.Bytes(PeopleLimits.Verifier));
}

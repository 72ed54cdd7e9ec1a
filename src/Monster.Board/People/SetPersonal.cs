namespace Monster.Board.People;

/// <summary>Sets settings and profile. Kind 103.</summary>
/// <param name="Id">The account.</param>
/// <param name="Personal">Both, sealed.</param>
public sealed record SetPersonal(uint Id, byte[] Personal) : ICommand
{
    internal const ushort KindNumber = 103;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U32(Id).Bytes(Personal);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Accounts.Find(store, Id) is not { } account)
            return CommandResult.Rejected(PeopleLimits.NoAccount);
        Accounts.Put(store, account with { Personal = Personal });
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new SetPersonal(fields.U32(), fields.Bytes(PeopleLimits.Personal));
}

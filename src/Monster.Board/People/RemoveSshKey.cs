namespace Monster.Board.People;

/// <summary>Takes an SSH key from an account. Kind 121.</summary>
/// <param name="Id">The account.</param>
/// <param name="Hash">SHA-256 of the public half.</param>
public sealed record RemoveSshKey(uint Id, byte[] Hash) : ICommand
{
    internal const ushort KindNumber = 121;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U32(Id).Fixed(Hash);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (SshKeys.Find(store, Hash) is not { } key || key.Account != Id)
            return CommandResult.Rejected("That key is not on this account any more.");
        SshKeys.Delete(store, key);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new RemoveSshKey(fields.U32(), fields.Fixed(SshKey.HashLength));
}

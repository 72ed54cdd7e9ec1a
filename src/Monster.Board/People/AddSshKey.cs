namespace Monster.Board.People;

/// <summary>
/// Adds an SSH key to an account, or notes that its owner has called with it. A key that was only pasted goes to the account of
/// whoever shows that he has its other half: pasting somebody else's public key takes nothing from them. Kind 120.
/// </summary>
/// <param name="Time">Now.</param>
/// <param name="Id">The account.</param>
/// <param name="Hash">SHA-256 of the public half.</param>
/// <param name="IsProven">Whether it was used in the call that adds it.</param>
/// <param name="Sealed">Its line and name, sealed.</param>
public sealed record AddSshKey(DateTimeOffset Time, uint Id, byte[] Hash, bool IsProven, byte[] Sealed) : ICommand
{
    internal const ushort KindNumber = 120;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.Time(Time).U32(Id).Fixed(Hash).Bool(IsProven).Bytes(Sealed);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Accounts.Find(store, Id) is null)
            return CommandResult.Rejected(PeopleLimits.NoAccount);
        if (Visitors.OriginOf(store, Id) is { } origin)
            return CommandResult.Rejected($"You come from {origin.Board}, which says who you are: there are no keys for that here.");
        var before = SshKeys.Find(store, Hash);
        if (before?.Account == Id)
        {
            if (before.IsProven || !IsProven)
                return CommandResult.Rejected("That key is on your account already.");
            SshKeys.Put(store, before with { IsProven = true });
            return CommandResult.Accepted;
        }

        if (before is not null && (before.IsProven || !IsProven))
            return CommandResult.Rejected("That key is on another account. Call by ssh with it to see which; remove it there first.");
        if (SshKeys.Of(store, Id).Take(PeopleLimits.SshKeys).Count() == PeopleLimits.SshKeys)
            return CommandResult.Rejected($"An account has at most {PeopleLimits.SshKeys} keys. Remove one first.");
        if (before is not null)
            SshKeys.Delete(store, before);
        SshKeys.Put(store, new SshKey(Hash, Id, Time, IsProven, Sealed));
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) =>
        new AddSshKey(fields.Time(), fields.U32(), fields.Fixed(SshKey.HashLength), fields.Bool(), fields.Bytes(PeopleLimits.SshKey));
}

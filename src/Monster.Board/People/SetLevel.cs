namespace Monster.Board.People;

/// <summary>Makes somebody a sysop, or a member again. Kind 105.</summary>
/// <param name="Id">The account.</param>
/// <param name="Level">Member or sysop.</param>
public sealed record SetLevel(uint Id, AccountLevel Level) : ICommand
{
    /// <summary>The kind of these commands.</summary>
    public const ushort KindNumber = 105;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U32(Id).Byte((byte)Level);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Accounts.Find(store, Id) is not { } account)
            return CommandResult.Rejected(PeopleLimits.NoAccount);
        if (Level == AccountLevel.Sysop && Visitors.OriginOf(store, Id) is { } origin)
            return CommandResult.Rejected($"Who calls through {origin.Board} is known by its word only: such a caller cannot be a sysop here.");
        if (Level is not (AccountLevel.Member or AccountLevel.Sysop))
            return CommandResult.Rejected("There is no such level.");
        if (Level == AccountLevel.Member && Accounts.IsOnlySysop(store, account))
            return CommandResult.Rejected($"{account.Name} is the only sysop. Make another one first.");
        Accounts.Put(store, account with { Level = Level });
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new SetLevel(fields.U32(), (AccountLevel)fields.Byte());
}

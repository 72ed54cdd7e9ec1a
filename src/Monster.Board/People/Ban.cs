namespace Monster.Board.People;

/// <summary>Keeps somebody from calling, or no longer. Kind 106.</summary>
/// <param name="Id">The account.</param>
/// <param name="Until">Until when; the past to lift a ban.</param>
/// <param name="Reason">Why: shown to the person.</param>
public sealed record Ban(uint Id, DateTimeOffset Until, string Reason) : ICommand
{
    /// <summary>The kind of these commands.</summary>
    public const ushort KindNumber = 106;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U32(Id).Time(Until).Text(Reason);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Accounts.Find(store, Id) is not { } account)
            return CommandResult.Rejected(PeopleLimits.NoAccount);
        if (account.IsSysop && Until > DateTimeOffset.UnixEpoch)
            return CommandResult.Rejected("A sysop cannot be banned. Make a member of the account first.");
        if (!Messages.CleanText.IsLine(Reason))
            return CommandResult.Rejected("The reason has characters that cannot be shown.");
        Accounts.Put(store, account with { BannedUntil = Until, BanReason = Reason });
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new Ban(fields.U32(), fields.Time(), fields.Text(PeopleLimits.Reason));
}

namespace Monster.Board.People;

/// <summary>Somebody logged in. Kind 104.</summary>
/// <param name="Id">The account.</param>
/// <param name="Time">Now.</param>
/// <param name="TotpStep">The time step of the one-time code that was given; 0 when none was asked for.</param>
public sealed record BeginCall(uint Id, DateTimeOffset Time, long TotpStep) : ICommand
{
    internal const ushort KindNumber = 104;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U32(Id).Time(Time).I64(TotpStep);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Accounts.Find(store, Id) is not { } account)
            return CommandResult.Rejected(PeopleLimits.NoAccount);
        if (account.IsBanned(Time))
            return CommandResult.Rejected(account.BanReason.Length > 0 ? $"You may not call at present: {account.BanReason}" : "You may not call at present.");
        if (TotpStep != 0 && TotpStep <= account.TotpStep)
            return CommandResult.Rejected("That code was used already. Wait for the next one.");
        Accounts.Put(store, account with { LastCall = Time, Calls = account.Calls + 1, TotpStep = Math.Max(account.TotpStep, TotpStep) });
        Accounts.Remember(store, Id, Time);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new BeginCall(fields.U32(), fields.Time(), fields.I64());
}

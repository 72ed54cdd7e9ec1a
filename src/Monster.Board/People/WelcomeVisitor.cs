namespace Monster.Board.People;

/// <summary>Makes the account of a caller of another board, or finds the one there is. Kind 122. Gives its number.</summary>
/// <param name="Time">Now.</param>
/// <param name="Board">The other board's tag.</param>
/// <param name="Alias">The name there.</param>
/// <param name="KeyId">The name of the person's key, if there is to be an account.</param>
/// <param name="Personal">Settings and profile, sealed.</param>
public sealed record WelcomeVisitor(DateTimeOffset Time, string Board, string Alias, byte[] KeyId, byte[] Personal) : ICommand
{
    internal const ushort KindNumber = 122;

    /// <summary>Names that look alike, of one board.</summary>
    private const uint MaxAlike = 1_000;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.Time(Time).Text(Board).Text(Alias).Bytes(KeyId).Bytes(Personal);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (VisitorName.TagFault(Board) is { } badTag)
            return CommandResult.Rejected($"'{Board}' cannot be: {badTag}.");
        if (VisitorName.AliasFault(Alias) is { } badAlias)
            return CommandResult.Rejected(badAlias);
        var origin = new VisitorOrigin(Board, Alias);
        if (Visitors.Find(store, origin) is { } known)
            return CommandResult.Made(known.Id);
        for (uint number = 1; number <= MaxAlike; number++)
        {
            string name = VisitorName.Of(origin, number);
            if (Accounts.Find(store, name) is not null)
                continue;
            var account = Accounts.Add(store, new Account { Id = 0, Name = name, Since = Time, Verifier = [], KeyId = KeyId, Personal = Personal, Level = AccountLevel.Member });
            Visitors.Add(store, origin, account.Id);
            return CommandResult.Made(account.Id);
        }

        return CommandResult.Rejected($"Too many callers of {Board} have a name like '{Alias}'.");
    }

    internal static ICommand Read(ref FieldReader fields) => new WelcomeVisitor(
        fields.Time(), fields.Text(VisitorName.MaxTag), fields.Text(VisitorName.MaxAlias * 4), fields.Bytes(PeopleLimits.KeyId), fields.Bytes(PeopleLimits.Personal));
}

namespace Monster.Board.People;

/// <summary>Makes an account. Kind 100. Gives its number.</summary>
/// <param name="Time">Now.</param>
/// <param name="Name">The name; see <see cref="PersonName"/>.</param>
/// <param name="Verifier">What the password will be checked against.</param>
/// <param name="KeyId">The name of the person's key.</param>
/// <param name="Personal">Settings and profile, sealed.</param>
/// <param name="AsSysop">Whether the sysop's code was given: accepted as long as there is no sysop.</param>
public sealed record Register(DateTimeOffset Time, string Name, byte[] Verifier, byte[] KeyId, byte[] Personal, bool AsSysop) : ICommand
{
    internal const ushort KindNumber = 100;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.Time(Time).Text(Name).Bytes(Verifier).Bytes(KeyId).Bytes(Personal).Bool(AsSysop);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (PersonName.Fault(Name) is { } fault)
            return CommandResult.Rejected(fault);
        if (Accounts.Find(store, Name) is { } taken)
            return CommandResult.Rejected(taken.Name == Name ? $"There is a {Name} already. Please choose another name." : $"There is a {taken.Name} already, who could be mistaken for {Name}. Please choose another name.");
        if (AsSysop && Accounts.HasSysop(store))
            return CommandResult.Rejected("There is a sysop already.");
        var account = Accounts.Add(store, new Account
        {
            Id = 0,
            Name = Name,
            Since = Time,
            Verifier = Verifier,
            KeyId = KeyId,
            Personal = Personal,
            Level = AsSysop ? AccountLevel.Sysop : AccountLevel.Member,
        });
        return CommandResult.Made(account.Id);
    }

    internal static ICommand Read(ref FieldReader fields) => new Register(fields.Time(), fields.Text(PeopleLimits.Name), fields.Bytes(PeopleLimits.Verifier), fields.Bytes(PeopleLimits.KeyId), fields.Bytes(PeopleLimits.Personal), fields.Bool());
}

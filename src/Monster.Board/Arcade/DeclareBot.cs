namespace Monster.Board;

/// <summary>Says whether a program plays under an account. Its scores from now on stand in the division of bots, or of people. Kind 309.</summary>
/// <param name="Player">The account's number.</param>
/// <param name="IsBot">Whether it does.</param>
public sealed record DeclareBot(ulong Player, bool IsBot) : ICommand
{
    internal const ushort KindNumber = 309;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U64(Player).Bool(IsBot);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Player == 0)
            return CommandResult.Rejected("There is no such account.");
        Players.Put(store, Players.Find(store, Player) with { IsBot = IsBot });
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new DeclareBot(fields.U64(), fields.Bool());
}

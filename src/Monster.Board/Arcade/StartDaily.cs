namespace Monster.Board;

/// <summary>
/// Begins the challenge of a day: the node shows the number that the challenge before committed to, and commits to the next. Kind 308.
/// </summary>
/// <param name="Number">What the seed comes from, 32 hexadecimal digits.</param>
/// <param name="Cartridge">The game's cartridge of today, 64 hexadecimal digits.</param>
/// <param name="NextCommitment">The commitment to the next number, 64 hexadecimal digits.</param>
/// <param name="PublicKey">The node's key, 64 hexadecimal digits.</param>
/// <param name="Time">When; its day is the challenge's.</param>
public sealed record StartDaily(string Number, string Cartridge, string NextCommitment, string PublicKey, DateTimeOffset Time) : ICommand
{
    internal const ushort KindNumber = 308;
    private const int HashBytes = 32;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.Hash(Number).Hash(Cartridge).Hash(NextCommitment).Hash(PublicKey).Time(Time);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        int day = ScorePeriod.Day(Time);
        var last = Dailies.Last(store);
        if (last?.Day >= day)
            return CommandResult.Rejected("The challenge of this day has begun.");
        if (CartridgeList.Find(store, Cartridge) is not { } cartridge || CartridgeList.Current(store, cartridge.Shard)?.Sha256 != Cartridge)
            return CommandResult.Rejected("The game is not in the board's catalogue.");
        bool committed = last?.PublicKey == PublicKey;
        if (committed && PlayTicket.Commitment(Number) != last!.NextCommitment)
            return CommandResult.Rejected("The number is not the one that was committed to.");
        Dailies.Put(store, new DailyChallenge(day, Cartridge, cartridge.Shard, Number, NextCommitment, PublicKey, committed));
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new StartDaily(
        Hex.Digits(fields.Fixed(PlayTicket.NumberBytes)), Hex.Digits(fields.Fixed(HashBytes)), Hex.Digits(fields.Fixed(HashBytes)), Hex.Digits(fields.Fixed(HashBytes)), fields.Time());
}

using Monster.Board.People;

namespace Monster.Board.Messages;

/// <summary>Somebody has read a board up to a post. Kind 203.</summary>
/// <param name="Account">Who.</param>
/// <param name="Shard">The board, 0 to 70.</param>
/// <param name="Number">The post's number on the board; smaller than what is marked changes nothing.</param>
public sealed record MarkRead(uint Account, byte Shard, uint Number) : ICommand
{
    internal const ushort KindNumber = 203;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U32(Account).Byte(Shard).U32(Number);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Accounts.Find(store, Account) is null || Shard >= MessageBoards.Count)
            return CommandResult.Rejected("There is no such account or board.");
        if (Number > ReadMarks.Find(store, Account, Shard))
            ReadMarks.Put(store, Account, Shard, Number);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new MarkRead(fields.U32(), fields.Byte(), fields.U32());
}

using Monster.Board.People;

namespace Monster.Board.Messages;

/// <summary>Names a board and says who may read and write there. Kind 200.</summary>
/// <param name="Shard">The board, 0 to 70.</param>
/// <param name="Name">Its name; empty for the name of its game.</param>
/// <param name="About">A line about it.</param>
/// <param name="ReadLevel">Who may read.</param>
/// <param name="WriteLevel">Who may write: members or sysops.</param>
public sealed record EditBoard(byte Shard, string Name, string About, AccountLevel ReadLevel, AccountLevel WriteLevel) : ICommand
{
    internal const ushort KindNumber = 200;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.Byte(Shard).Text(Name).Text(About).Byte((byte)ReadLevel).Byte((byte)WriteLevel);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Shard >= MessageBoards.Count)
            return CommandResult.Rejected($"There are {MessageBoards.Count} boards, 0 to {MessageBoards.Count - 1}.");
        if (!CleanText.IsLine(Name) || !CleanText.IsLine(About))
            return CommandResult.Rejected("The name or the line about the board has characters that cannot be shown.");
        if (ReadLevel > AccountLevel.Sysop || WriteLevel is not (AccountLevel.Member or AccountLevel.Sysop))
            return CommandResult.Rejected("Guests, members or sysops may read; members or sysops may write.");
        MessageBoards.Put(store, this);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new EditBoard(fields.Byte(), fields.Text(MessageLimits.BoardName), fields.Text(MessageLimits.BoardAbout), (AccountLevel)fields.Byte(), (AccountLevel)fields.Byte());
}

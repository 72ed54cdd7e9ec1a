using Monster.Board.People;

namespace Monster.Board.Messages;

/// <summary>Takes a line off the wall: its author, or a sysop. Kind 208.</summary>
/// <param name="Line">The line.</param>
/// <param name="By">Who does it.</param>
public sealed record RemoveOneLiner(ulong Line, uint By) : ICommand
{
    internal const ushort KindNumber = 208;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U64(Line).U32(By);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (OneLiners.All(store).FirstOrDefault(line => line.Id == Line) is not { } line)
            return CommandResult.Rejected("That line is not there any more.");
        if (Accounts.Find(store, By) is not { } by || (by.Id != line.Author && !by.IsSysop))
            return CommandResult.Rejected("Only its author or a sysop can take a line away.");
        OneLiners.Remove(store, Line);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new RemoveOneLiner(fields.U64(), fields.U32());
}

using Monster.Board.People;

namespace Monster.Board.Messages;

/// <summary>Writes a line on the wall; the oldest goes when there are too many. Kind 207.</summary>
/// <param name="Time">Now.</param>
/// <param name="Author">Who writes.</param>
/// <param name="Text">The line.</param>
public sealed record AddOneLiner(DateTimeOffset Time, uint Author, string Text) : ICommand
{
    internal const ushort KindNumber = 207;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.Time(Time).U32(Author).Text(Text);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Accounts.Find(store, Author) is not { } author || author.IsBanned(Time))
            return CommandResult.Rejected("That account may not write.");
        if (Text.Length == 0 || !CleanText.IsLine(Text))
            return CommandResult.Rejected("A line needs some text, without characters that cannot be shown.");
        OneLiners.Add(store, this);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new AddOneLiner(fields.Time(), fields.U32(), fields.Text(MessageLimits.OneLiner));
}

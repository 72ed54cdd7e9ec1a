namespace Monster.Board;

/// <summary>Sets a single value of the board, such as its name. Kind 400.</summary>
/// <param name="Name">Which, 1 to 64 bytes.</param>
/// <param name="Value">The value, at most 4,096 bytes; empty removes it.</param>
public sealed record SetFact(string Name, string Value) : ICommand
{
    internal const ushort KindNumber = 400;
    private const int MaxName = 64;
    private const int MaxValue = 4096;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.Text(Name).Text(Value);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Name.Length == 0)
            return CommandResult.Rejected("A fact needs a name.");
        byte[] key = Facts.Key(Name);
        if (Value.Length == 0)
            store.Delete(key);
        else
            store.Put(key, new FieldWriter().Text(Value).Written);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new SetFact(fields.Text(MaxName), fields.Text(MaxValue));
}

using Monster.Board.Messages;

namespace Monster.Board.People;

/// <summary>Deletes an account and what only it can read. The person's key is dropped beside the log. Kind 107.</summary>
/// <param name="Id">The account.</param>
/// <param name="TakesPosts">Whether the texts of posts go as well; else they stay, under <see cref="Accounts.Gone"/>.</param>
public sealed record DeleteAccount(uint Id, bool TakesPosts) : ICommand
{
    /// <summary>The kind of these commands.</summary>
    public const ushort KindNumber = 107;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U32(Id).Bool(TakesPosts);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Accounts.Find(store, Id) is not { } account)
            return CommandResult.Rejected(PeopleLimits.NoAccount);
        if (Accounts.IsOnlySysop(store, account) && Accounts.After(store, 0).Take(2).Count() > 1)
            return CommandResult.Rejected("You are the only sysop. Make somebody else sysop first.");
        if (TakesPosts)
            Posts.RemoveAllOf(store, Id);
        MailBox.RemoveAllOf(store, Id);
        OneLiners.RemoveAllOf(store, Id);
        ReadMarks.RemoveAllOf(store, Id);
        SshKeys.RemoveAllOf(store, Id);
        Visitors.Forget(store, Id);
        Accounts.Delete(store, account);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new DeleteAccount(fields.U32(), fields.Bool());
}

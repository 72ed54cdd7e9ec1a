using Monster.Board.People;

namespace Monster.Board.Messages;

/// <summary>Takes the text of a post away: its author, or a sysop. Its place in the thread stays. Kind 202.</summary>
/// <param name="Post">The post.</param>
/// <param name="By">Who does it.</param>
public sealed record RemovePost(ulong Post, uint By) : ICommand
{
    internal const ushort KindNumber = 202;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U64(Post).U32(By);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Posts.Find(store, Post) is not { IsRemoved: false } post)
            return CommandResult.Rejected("That post is not there any more.");
        if (Accounts.Find(store, By) is not { } by || (by.Id != post.Author && !by.IsSysop))
            return CommandResult.Rejected("Only its author or a sysop can remove a post.");
        Posts.Remove(store, post);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) => new RemovePost(fields.U64(), fields.U32());
}

using Monster.Board.People;

namespace Monster.Board.Messages;

/// <summary>Writes a post. Kind 201. Gives its number.</summary>
/// <param name="Time">Now.</param>
/// <param name="Author">Who writes.</param>
/// <param name="Shard">The board, 0 to 70.</param>
/// <param name="ReplyTo">The post it answers; 0 to begin a thread.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Body">The text, its paragraphs separated by line feeds.</param>
public sealed record AddPost(DateTimeOffset Time, uint Author, byte Shard, ulong ReplyTo, string Subject, string Body) : ICommand
{
    internal const ushort KindNumber = 201;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.Time(Time).U32(Author).Byte(Shard).U64(ReplyTo).Text(Subject).Text(Body);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Accounts.Find(store, Author) is not { } author || author.IsBanned(Time))
            return CommandResult.Rejected("That account may not write.");
        if (Shard >= MessageBoards.Count)
            return CommandResult.Rejected("There is no such board.");
        if (author.Level < MessageBoards.Find(store, Shard).WriteLevel)
            return CommandResult.Rejected("Only sysops write on this board.");
        if (Subject.Length == 0 || !CleanText.IsLine(Subject) || Body.Length == 0 || !CleanText.IsBlock(Body))
            return CommandResult.Rejected("A post needs a subject and a text, without characters that cannot be shown.");
        var answered = ReplyTo == 0 ? null : Posts.Find(store, ReplyTo);
        if (ReplyTo != 0 && answered?.Shard != Shard)
            return CommandResult.Rejected("The post to answer is not on this board.");
        var post = Posts.Add(store, new Post
        {
            Id = 0,
            Number = 0,
            Thread = answered?.Thread ?? 0,
            Shard = Shard,
            ReplyTo = ReplyTo,
            Author = Author,
            Time = Time,
            Subject = Subject,
            Body = Body,
        });
        Accounts.Put(store, author with { Posts = author.Posts + 1 });
        return CommandResult.Made(post.Id);
    }

    internal static ICommand Read(ref FieldReader fields) => new AddPost(fields.Time(), fields.U32(), fields.Byte(), fields.U64(), fields.Text(MessageLimits.Subject), fields.Text(MessageLimits.Body));
}

namespace Monster.Board.Messages;

/// <summary>A post on a board.</summary>
public sealed record Post
{
    /// <summary>The number, from 1, never given again.</summary>
    public required ulong Id { get; init; }

    /// <summary>The board, 0 to 70.</summary>
    public required byte Shard { get; init; }

    /// <summary>Its number on the board, from 1: what a read mark counts.</summary>
    public required uint Number { get; init; }

    /// <summary>The post that began the thread; itself for the first.</summary>
    public required ulong Thread { get; init; }

    /// <summary>The post it answers; 0 for none.</summary>
    public required ulong ReplyTo { get; init; }

    /// <summary>Who wrote it.</summary>
    public required uint Author { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The text, its paragraphs separated by line feeds; empty once removed.</summary>
    public required string Body { get; init; }

    /// <summary>Whether the text was taken away.</summary>
    public bool IsRemoved { get; init; }

    internal byte[] ToBytes() => new FieldWriter()
        .Byte(1).U64(Id).Byte(Shard).U32(Number).U64(Thread).U64(ReplyTo).U32(Author).Time(Time).Bool(IsRemoved).Text(Subject).Text(Body).ToArray();

    internal static Post FromBytes(byte[] bytes)
    {
        var fields = new FieldReader(bytes);
        if (fields.Byte() != 1)
            throw new BoardFormatException("A post is of a newer version than this program.");
        return new Post
        {
            Id = fields.U64(),
            Shard = fields.Byte(),
            Number = fields.U32(),
            Thread = fields.U64(),
            ReplyTo = fields.U64(),
            Author = fields.U32(),
            Time = fields.Time(),
            IsRemoved = fields.Bool(),
            Subject = fields.Text(IReadStore.MaxValueBytes),
            Body = fields.Text(IReadStore.MaxValueBytes),
        };
    }
}

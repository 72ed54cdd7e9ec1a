namespace Monster.Board.Messages;

/// <summary>A thread of a board.</summary>
/// <param name="Id">The post that began it.</param>
/// <param name="Shard">The board.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Author">Who began it.</param>
/// <param name="Posts">How many posts it has.</param>
/// <param name="LastPost">The last of them.</param>
/// <param name="LastNumber">Its number on the board.</param>
/// <param name="LastTime">When it was written.</param>
public sealed record ThreadInfo(ulong Id, byte Shard, string Subject, uint Author, uint Posts, ulong LastPost, uint LastNumber, DateTimeOffset LastTime)
{
    internal byte[] ToBytes() => new FieldWriter()
        .U64(Id).Byte(Shard).Text(Subject).U32(Author).U32(Posts).U64(LastPost).U32(LastNumber).Time(LastTime).ToArray();

    internal static ThreadInfo FromBytes(byte[] bytes)
    {
        var fields = new FieldReader(bytes);
        return new ThreadInfo(fields.U64(), fields.Byte(), fields.Text(IReadStore.MaxValueBytes), fields.U32(), fields.U32(), fields.U64(), fields.U32(), fields.Time());
    }
}

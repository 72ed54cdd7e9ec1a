namespace Monster.Board.Messages;

/// <summary>A letter in somebody's mailbox. What it says is sealed under that person's key; both ends have a copy of their own.</summary>
/// <param name="Id">The letter's number, the same in both mailboxes.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="Other">Who wrote it, or for one that was sent, to whom.</param>
/// <param name="Time">When it was sent.</param>
/// <param name="IsRead">Whether it was opened.</param>
/// <param name="Sealed">Subject and text, sealed.</param>
public sealed record Mail(ulong Id, MailFolder Folder, uint Other, DateTimeOffset Time, bool IsRead, byte[] Sealed)
{
    internal byte[] ToBytes() => new FieldWriter().U64(Id).Byte((byte)Folder).U32(Other).Time(Time).Bool(IsRead).Bytes(Sealed).ToArray();

    internal static Mail FromBytes(byte[] bytes)
    {
        var fields = new FieldReader(bytes);
        return new Mail(fields.U64(), (MailFolder)fields.Byte(), fields.U32(), fields.Time(), fields.Bool(), fields.Bytes(IReadStore.MaxValueBytes));
    }
}

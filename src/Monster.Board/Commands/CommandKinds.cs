using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Board;

/// <summary>
/// All kinds of commands. An encoded command is its kind (u16), a version (u8, 1 so far) and its fields. A kind keeps its number
/// for ever: logs and backups hold it. People: 100 and up; messages: 200; arcade: 300; board: 400.
/// </summary>
public static class CommandKinds
{
    /// <summary>The version of all commands so far.</summary>
    public const byte Version = 1;

    private delegate ICommand Reader(ref FieldReader fields);

    private static readonly IReadOnlyDictionary<ushort, Reader> Readers = new Dictionary<ushort, Reader>
    {
        [Register.KindNumber] = Register.Read,
        [SetPassword.KindNumber] = SetPassword.Read,
        [SetTotp.KindNumber] = SetTotp.Read,
        [SetPersonal.KindNumber] = SetPersonal.Read,
        [BeginCall.KindNumber] = BeginCall.Read,
        [SetLevel.KindNumber] = SetLevel.Read,
        [Ban.KindNumber] = Ban.Read,
        [DeleteAccount.KindNumber] = DeleteAccount.Read,
        [AddSshKey.KindNumber] = AddSshKey.Read,
        [RemoveSshKey.KindNumber] = RemoveSshKey.Read,
        [WelcomeVisitor.KindNumber] = WelcomeVisitor.Read,
        [EditBoard.KindNumber] = EditBoard.Read,
        [AddPost.KindNumber] = AddPost.Read,
        [RemovePost.KindNumber] = RemovePost.Read,
        [MarkRead.KindNumber] = MarkRead.Read,
        [SendMail.KindNumber] = SendMail.Read,
        [ReadMail.KindNumber] = ReadMail.Read,
        [DeleteMail.KindNumber] = DeleteMail.Read,
        [AddOneLiner.KindNumber] = AddOneLiner.Read,
        [RemoveOneLiner.KindNumber] = RemoveOneLiner.Read,
        [SetFact.KindNumber] = SetFact.Read,
        [ListCartridge.KindNumber] = ListCartridge.Read,
        [OpenTicket.KindNumber] = OpenTicket.Read,
        [AnswerTicket.KindNumber] = AnswerTicket.Read,
        [AbandonTicket.KindNumber] = AbandonTicket.Read,
        [AcceptPlay.KindNumber] = AcceptPlay.Read,
        [OfferPlay.KindNumber] = OfferPlay.Read,
        [TakePlay.KindNumber] = TakePlay.Read,
        [KeepPlay.KindNumber] = KeepPlay.Read,
        [StartDaily.KindNumber] = StartDaily.Read,
        [DeclareBot.KindNumber] = DeclareBot.Read,
    };

    /// <summary>The numbers of all kinds, in ascending order.</summary>
    public static IEnumerable<ushort> All => Readers.Keys.Order();

    /// <summary>The bytes of a command.</summary>
    /// <exception cref="BoardFormatException">It is longer than a command can be.</exception>
    public static byte[] Encode(ICommand command)
    {
        var fields = new FieldWriter().U16(command.Kind).Byte(Version);
        command.Write(fields);
        return fields.Written.Length <= ICommand.MaxBytes
            ? fields.ToArray()
            : throw new BoardFormatException($"The command would have {fields.Written.Length:N0} bytes; at most {ICommand.MaxBytes:N0} are allowed.");
    }

    /// <summary>The command in some bytes.</summary>
    /// <exception cref="BoardFormatException">There is none; the message says why.</exception>
    public static ICommand Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ICommand.MaxBytes)
            throw new BoardFormatException($"A command has at most {ICommand.MaxBytes:N0} bytes, not {bytes.Length:N0}.");
        var fields = new FieldReader(bytes);
        ushort kind = fields.U16();
        byte version = fields.Byte();
        if (version != Version || !Readers.TryGetValue(kind, out var read))
            throw new BoardFormatException($"A command of kind {kind}, version {version}, is not known here. A newer program wrote it.");
        var command = read(ref fields);
        fields.End();
        return command;
    }
}

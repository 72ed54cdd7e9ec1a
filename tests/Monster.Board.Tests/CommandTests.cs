using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Board.Tests;

/// <summary>Every kind of command: its bytes, and that none is without an example here.</summary>
public sealed class CommandTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);

    /// <summary>An example of every kind, with as many fields set as there are.</summary>
    private static readonly ICommand[] Examples =
    [
        new SetFact("board name", "The Monster's Den"),
        new Register(Time, "Zoë", [1, 2, 3], [4, 5], [6], true),
        new SetPassword(7, [1, 2, 3]),
        new SetTotp(7, [8, 9]),
        new SetPersonal(7, [1]),
        new BeginCall(7, Time, 59_853_789),
        new SetLevel(7, AccountLevel.Sysop),
        new Ban(7, Time, "Shouting"),
        new DeleteAccount(7, true),
        new AddSshKey(Time, 7, new byte[SshKey.HashLength], true, [1, 2]),
        new RemoveSshKey(7, new byte[SshKey.HashLength]),
        new WelcomeVisitor(Time, "ACME", "The Grinch", [4, 5], [6]),
        new EditBoard(70, "Moonlight", "Talk at night", AccountLevel.Member, AccountLevel.Sysop),
        new AddPost(Time, 7, 12, 3, "Horns", "How do you\nblast them?"),
        new RemovePost(3, 7),
        new MarkRead(7, 12, 99),
        new SendMail(Time, 7, 8, [1, 2], [3, 4]),
        new ReadMail(8, 5),
        new DeleteMail(8, MailFolder.Sent, 5),
        new AddOneLiner(Time, 7, "Good night"),
        new RemoveOneLiner(5, 7),
        .. Arcade.ArcadeExamples.All,
    ];

    public static TheoryData<string> Kinds => [.. Examples.Select(e => e.GetType().Name)];

    [Fact]
    public void Every_kind_has_an_example() => Assert.Equal(CommandKinds.All, Examples.Select(e => e.Kind).Distinct().Order());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_command_is_read_as_it_was_written(string kind)
    {
        byte[] bytes = CommandKinds.Encode(Example(kind));
        var read = CommandKinds.Decode(bytes);
        Assert.Equal(Example(kind).GetType(), read.GetType());
        Assert.Equal(bytes, CommandKinds.Encode(read));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_command_that_is_cut_or_continued_is_refused(string kind)
    {
        byte[] bytes = CommandKinds.Encode(Example(kind));
        for (int length = 0; length < bytes.Length; length++)
            Assert.Throws<BoardFormatException>(() => CommandKinds.Decode(bytes.AsSpan(0, length)));
        Assert.Throws<BoardFormatException>(() => CommandKinds.Decode([.. bytes, 0]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Changed_bytes_are_refused_or_are_another_command_and_nothing_else_happens(string kind)
    {
        byte[] bytes = CommandKinds.Encode(Example(kind));
        for (int i = 0; i < bytes.Length; i++)
        {
            foreach (byte change in (byte[])[1, 0x80, 0xFF])
            {
                byte[] changed = [.. bytes];
                changed[i] ^= change;
                try
                {
                    Assert.Equal(changed, CommandKinds.Encode(CommandKinds.Decode(changed)));
                }
                catch (BoardFormatException)
                {
                    // Refused: as good.
                }
            }
        }
    }

    private static ICommand Example(string kind) => Examples.First(e => e.GetType().Name == kind);
}

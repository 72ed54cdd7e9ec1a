namespace Monster.Board.Tests.Arcade;

/// <summary>An example of every command of the arcade.</summary>
internal static class ArcadeExamples
{
    private static readonly DateTimeOffset Time = DateTimeOffset.UnixEpoch.AddYears(56);

    private static readonly string Hash = new('a', 64);

    private static readonly string Signature = new('5', 128);

    private static readonly string Number = new('7', 32);

    public static IEnumerable<ICommand> All { get; } =
    [
        new ListCartridge(Hash, 1, "Maze Run", 2, 24, new byte[] { 1, 2, 3 }),
        new OpenTicket(new TicketStatement(IsDaily: true, Hash, 2, 42, 7, 20_717, Hash, Time), Hash, Signature),
        new AnswerTicket(new PlayTicket(TicketKind.Node, 42, 7, Number, Number), Time),
        new AbandonTicket(42, 7, 3, Time),
        new AcceptPlay
        {
            Player = 42,
            Serial = 7,
            Owner = 3,
            Recording = new byte[] { 1, 2, 3 },
            Cartridge = Hash,
            Seed = Number,
            Check = new CheckStatement(Hash, 1_250, 12_000, 99_000_000, Time),
            PublicKey = Hash,
            CheckSignature = Signature,
            RecordingSignature = Signature,
            Time = Time,
        },
        new OfferPlay(42, 7, 3, Hash, Time),
        new TakePlay(Hash, 42, Time),
        new KeepPlay(42, 7, 3),
        new StartDaily(Number, Hash, Hash, Hash, Time),
        new DeclareBot(42, IsBot: true),
    ];
}

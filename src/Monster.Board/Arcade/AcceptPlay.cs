using System.Security.Cryptography;

namespace Monster.Board;

/// <summary>
/// Enters the score of a play that a node has replayed: its recording and what the replay came to travel inside, so that a score never
/// refers to a recording that is lost. Decided here, at its place in the log: that the recording is accepted once, that its ticket is open,
/// belongs to who hands it in and led to this seed and game, and that the play was not faster than its ticks allow. Kind 304.
/// </summary>
public sealed record AcceptPlay : ICommand
{
    internal const ushort KindNumber = 304;
    private const int HashBytes = 32;
    private const int SignatureBytes = 64;

    /// <summary>The account's number.</summary>
    public required ulong Player { get; init; }

    /// <summary>The ticket's serial.</summary>
    public required ulong Serial { get; init; }

    /// <summary>The connection that hands it in, as the ticket counts them.</summary>
    public required uint Owner { get; init; }

    /// <summary>The recording, unsigned, at most 240 KiB; its name is its SHA-256.</summary>
    public required ReadOnlyMemory<byte> Recording { get; init; }

    /// <summary>SHA-256 of the cartridge it was replayed with, 64 hexadecimal digits.</summary>
    public required string Cartridge { get; init; }

    /// <summary>The seed it was replayed with, 32 hexadecimal digits.</summary>
    public required string Seed { get; init; }

    /// <summary>What the replay came to.</summary>
    public required CheckStatement Check { get; init; }

    /// <summary>The key of the node that replayed it, 64 hexadecimal digits.</summary>
    public required string PublicKey { get; init; }

    /// <summary>Its signature over <see cref="Check"/>, 128 hexadecimal digits.</summary>
    public required string CheckSignature { get; init; }

    /// <summary>Its signature over the recording, 128 hexadecimal digits.</summary>
    public required string RecordingSignature { get; init; }

    /// <summary>When the play was handed in.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.U64(Player).U64(Serial).U32(Owner).Bytes(Recording.Span).Hash(Cartridge).Hash(Seed)
        .Hash(Check.Play).I32(Check.Score).I32(Check.Ticks).U64(Check.Units).Time(Check.CheckedAt)
        .Hash(PublicKey).Hash(CheckSignature).Hash(RecordingSignature).Time(Time);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        string id = Hex.Digits(SHA256.HashData(Recording.Span));
        if (id != Check.Play || Check.Score < 0 || Check.Ticks < 0)
            return CommandResult.Rejected("What was checked is not this recording.");
        if (Plays.Find(store, id) is not null)
            return CommandResult.Rejected("This recording was accepted already.");
        if (Tickets.Find(store, Player, Serial) is not { } ticket)
            return CommandResult.Rejected("There is no such ticket.");
        if (CartridgeList.Find(store, ticket.Statement.Cartridge) is not { } cartridge)
            return CommandResult.Rejected("The game is not in the board's catalogue.");
        if (Refusal(ticket, cartridge) is { } why)
            return CommandResult.Rejected(why);
        var player = Players.Find(store, Player);
        var play = new AcceptedPlay
        {
            Id = id,
            Player = Player,
            Serial = Serial,
            Shard = ticket.Shard,
            Cartridge = Cartridge,
            Rules = ticket.Statement.Rules,
            IsBot = player.IsBot,
            Day = ticket.Statement.Day,
            Check = Check,
            CheckedBy = PublicKey,
            CheckSignature = CheckSignature,
            RecordingSignature = RecordingSignature,
            Accepted = Time,
            Index = index,
        };
        Plays.Put(store, play, Recording.ToArray());
        Leaderboards.Enter(store, play);
        Tickets.Put(store, ticket with { State = TicketState.Accepted });
        MovingCodes.Drop(store, ticket);
        Players.Put(store, player with { Accepted = player.Accepted + 1 });
        Players.CountPlay(store, Player, ticket.Shard);
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields)
    {
        ulong player = fields.U64();
        ulong serial = fields.U64();
        uint owner = fields.U32();
        byte[] recording = fields.Bytes(ICommand.MaxBytes);
        string cartridge = Hex.Digits(fields.Fixed(HashBytes));
        string seed = Hex.Digits(fields.Fixed(PlayTicket.SeedBytes));
        var check = new CheckStatement(Hex.Digits(fields.Fixed(HashBytes)), fields.I32(), fields.I32(), fields.U64(), fields.Time());
        return new AcceptPlay
        {
            Player = player,
            Serial = serial,
            Owner = owner,
            Recording = recording,
            Cartridge = cartridge,
            Seed = seed,
            Check = check,
            PublicKey = Hex.Digits(fields.Fixed(HashBytes)),
            CheckSignature = Hex.Digits(fields.Fixed(SignatureBytes)),
            RecordingSignature = Hex.Digits(fields.Fixed(SignatureBytes)),
            Time = fields.Time(),
        };
    }

    private string? Refusal(Ticket ticket, ListedCartridge cartridge) => ticket.StateAt(Time) switch
    {
        TicketState.Accepted => "This play was handed in already.",
        TicketState.Lapsed => "The ticket has lapsed: a ranked play must end within 24 hours.",
        not TicketState.Running => "The ticket is not open any more.",
        _ when ticket.Owner != Owner => "The play goes on elsewhere: only there can it end.",
        _ when ticket.Statement.Cartridge != Cartridge || ticket.Seed != Seed => "The recording is of another play than the ticket's.",
        _ when !PlayPace.IsPlausible(Check.Ticks, cartridge.TicksPerSecond, ticket.Answered, Time) => "The play was faster than its ticks allow.",
        _ => null,
    };
}

namespace Monster.Board;

/// <summary>A ticket as the board knows it.</summary>
public sealed record Ticket
{
    /// <summary>How long a ticket is open.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>What the node signed.</summary>
    public required TicketStatement Statement { get; init; }

    /// <summary>The game's place.</summary>
    public required int Shard { get; init; }

    /// <summary>The node's key, 64 hexadecimal digits.</summary>
    public required string PublicKey { get; init; }

    /// <summary>Its signature over the statement, 128 hexadecimal digits.</summary>
    public required string Signature { get; init; }

    /// <summary>How it stands, as far as commands have said; see <see cref="StateAt"/>.</summary>
    public required TicketState State { get; init; }

    /// <summary>Both numbers; null before the player has answered.</summary>
    public PlayTicket? Numbers { get; init; }

    /// <summary>When the player answered: no tick can have been played before.</summary>
    public DateTimeOffset Answered { get; init; }

    /// <summary>Counts the connections the play has gone to: only the last may end it.</summary>
    public uint Owner { get; init; }

    /// <summary>The seed, 32 hexadecimal digits; null before the player has answered.</summary>
    public string? Seed => Numbers?.Seed(Statement.Cartridge);

    /// <summary>Whether it waits for its play to end.</summary>
    public bool IsOpen => State is TicketState.Opened or TicketState.Running;

    /// <summary>How it stands at a time.</summary>
    public TicketState StateAt(DateTimeOffset time) => IsOpen && time - Statement.Opened >= Life ? TicketState.Lapsed : State;
}

using Monster.Board;

namespace Monster.Doors;

/// <summary>A ticket of a board elsewhere, as its API gives it (docs/api.md).</summary>
public sealed record LeagueTicket
{
    /// <summary>Counts the player's tickets there.</summary>
    public ulong Serial { get; init; }

    /// <summary>opened, running, accepted, abandoned, lapsed.</summary>
    public string State { get; init; } = "";

    /// <summary>SHA-256 of the cartridge.</summary>
    public string Cartridge { get; init; } = "";

    /// <summary>When it lapses.</summary>
    public DateTimeOffset Lapses { get; init; }

    /// <summary>Counts the connections that the play has gone to.</summary>
    public uint Owner { get; init; }

    /// <summary>Whether the play is on a terminal's screen there now.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>Whether something of the play is kept there to go on with.</summary>
    public bool Saved { get; init; }

    /// <summary>What the board committed to before it knew the player's number.</summary>
    public string Commitment { get; init; } = "";

    /// <summary>The seed; null before the ticket is answered.</summary>
    public string? Seed { get; init; }

    /// <summary>What goes into the recording; null before the ticket is answered.</summary>
    public LeagueOrigin? Origin { get; init; }

    /// <summary>
    /// The ticket that goes into the recording, when all of it fits together: neither the board nor anybody on the way has chosen the seed. Null otherwise.
    /// </summary>
    /// <param name="number">The number this door has drawn for its caller; null when the ticket was answered before.</param>
    public PlayTicket? Checked(string? number)
    {
        if (Seed is null || Origin is null || Cartridge.Length != 64 || !Cartridge.All(char.IsAsciiHexDigitLower) || !TryHex(Origin.Ticket, out byte[] bytes) || PlayTicket.TryDecode(bytes) is not { } ticket)
            return null;
        bool isOurs = number is null || ticket.PlayerNumber == number;
        bool isCommitted = ticket.Kind != TicketKind.Daily && PlayTicket.Commitment(ticket.NodeNumber) == Commitment;
        return isOurs && isCommitted && ticket.Serial == Serial && ticket.Seed(Cartridge) == Seed ? ticket : null;
    }

    private static bool TryHex(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text, bytes, out _, out int written) == System.Buffers.OperationStatus.Done && written == bytes.Length;
    }
}

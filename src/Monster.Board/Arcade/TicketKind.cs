namespace Monster.Board;

/// <summary>How a ticket's seed came about. The numbers are the format (docs/tickets.md).</summary>
public enum TicketKind
{
    /// <summary>The player's side chose its number by itself.</summary>
    Player = 1,

    /// <summary>The node chose the player's number too, since a terminal cannot; the recording says so.</summary>
    Node = 2,

    /// <summary>The daily challenge: one seed for everyone.</summary>
    Daily = 3,
}

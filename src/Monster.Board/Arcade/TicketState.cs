namespace Monster.Board;

/// <summary>How a ticket stands. The numbers are part of the state: never change or reuse one.</summary>
public enum TicketState
{
    /// <summary>The node has committed to its number; the player has not answered.</summary>
    Opened = 0,

    /// <summary>The seed is known: it is being played.</summary>
    Running = 1,

    /// <summary>Its score was accepted.</summary>
    Accepted = 2,

    /// <summary>The player gave it up.</summary>
    Abandoned = 3,

    /// <summary>It was open for longer than a ticket is.</summary>
    Lapsed = 4,
}

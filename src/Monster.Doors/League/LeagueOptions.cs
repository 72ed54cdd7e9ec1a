namespace Monster.Doors;

/// <summary>How long a door waits for the board elsewhere.</summary>
public sealed record LeagueOptions
{
    /// <summary>For a ticket, before a play begins unranked.</summary>
    public TimeSpan TicketTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For the answer to a recording, which is played again there, before it is left to be sent later.</summary>
    public TimeSpan HandInTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For an answer that is on its way when the caller leaves.</summary>
    public TimeSpan LastWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Before what waits is looked at: the first screen comes first.</summary>
    public TimeSpan FirstCarry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two looks at what waits.</summary>
    public TimeSpan CarryEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The usual times, for a board that has so long for a ticket: it has no less for a recording.</summary>
    public static LeagueOptions For(TimeSpan ticketTime)
    {
        var usual = new LeagueOptions();
        return usual with { TicketTime = ticketTime, HandInTime = ticketTime > usual.HandInTime ? ticketTime : usual.HandInTime };
    }
}

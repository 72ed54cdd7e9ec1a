namespace Monster.Arcade;

/// <summary>What a recording says of a play besides its keys.</summary>
/// <param name="Player">Who plays; empty when nobody said.</param>
/// <param name="Node">Where; empty when nobody said.</param>
/// <param name="Ticket">The ticket that began a ranked play; empty without one.</param>
/// <param name="Started">When it began.</param>
public sealed record PlayOrigin(string Player, string Node, byte[] Ticket, DateTimeOffset? Started)
{
    /// <summary>Nothing is known.</summary>
    public static PlayOrigin Unknown { get; } = new("", "", [], null);
}

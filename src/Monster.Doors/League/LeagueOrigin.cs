namespace Monster.Doors;

/// <summary>What a recording says of a ranked play.</summary>
/// <param name="Player">The number of the account there.</param>
/// <param name="Node">The board.</param>
/// <param name="Ticket">The ticket, 98 hexadecimal digits.</param>
public sealed record LeagueOrigin(string Player, string Node, string Ticket);

namespace Monster.Board.People;

/// <summary>Where a caller of another board comes from.</summary>
/// <param name="Board">The other board's tag: see <see cref="VisitorName.TagFault"/>.</param>
/// <param name="Alias">The name there. Capitals do not matter, everything else does.</param>
public sealed record VisitorOrigin(string Board, string Alias);

namespace Monster.Board;

/// <summary>What a player has done in the arcade.</summary>
/// <param name="Account">The account's number.</param>
/// <param name="Tickets">Tickets so far: the serial of the last.</param>
/// <param name="Accepted">Plays whose score was accepted.</param>
/// <param name="Abandoned">Tickets that were given up, or lapsed and were replaced.</param>
/// <param name="IsBot">Whether a program plays: its scores have a list of their own.</param>
public sealed record PlayerRecord(ulong Account, ulong Tickets, ulong Accepted, ulong Abandoned, bool IsBot);

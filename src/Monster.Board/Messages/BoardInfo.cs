using Monster.Board.People;

namespace Monster.Board.Messages;

/// <summary>One of the 71 boards.</summary>
/// <param name="Shard">Its shard, 0 to 70.</param>
/// <param name="Name">What the sysop called it; empty for the name of its game.</param>
/// <param name="About">A line about it.</param>
/// <param name="ReadLevel">Who may read it.</param>
/// <param name="WriteLevel">Who may write there: members at least.</param>
/// <param name="LastNumber">The number of its last post, from 1; 0 when there is none.</param>
public sealed record BoardInfo(byte Shard, string Name, string About, AccountLevel ReadLevel, AccountLevel WriteLevel, uint LastNumber);

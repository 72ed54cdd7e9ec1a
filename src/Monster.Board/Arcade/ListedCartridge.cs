namespace Monster.Board;

/// <summary>A cartridge of the board's catalogue, today's or an earlier one.</summary>
/// <param name="Sha256">SHA-256 of its file, 64 hexadecimal digits.</param>
/// <param name="Shard">Its place, 0 to 70.</param>
/// <param name="Title">The game's name.</param>
/// <param name="Rules">The version of its rules.</param>
/// <param name="TicksPerSecond">Of the game; 0 when it is turn-based.</param>
public sealed record ListedCartridge(string Sha256, int Shard, string Title, int Rules, int TicksPerSecond);

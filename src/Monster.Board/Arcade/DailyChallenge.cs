namespace Monster.Board;

/// <summary>The challenge of a day: one game and one seed for everyone.</summary>
/// <param name="Day">The day, in days since 1970-01-01 (UTC).</param>
/// <param name="Cartridge">SHA-256 of the cartridge, 64 hexadecimal digits.</param>
/// <param name="Shard">The game's place.</param>
/// <param name="Number">What the seed comes from, 32 hexadecimal digits.</param>
/// <param name="NextCommitment">The commitment to the number of the challenge after it, 64 hexadecimal digits.</param>
/// <param name="PublicKey">The key of the node that drew both, 64 hexadecimal digits.</param>
/// <param name="WasCommitted">Whether the challenge before had committed to this number.</param>
public sealed record DailyChallenge(int Day, string Cartridge, int Shard, string Number, string NextCommitment, string PublicKey, bool WasCommitted);

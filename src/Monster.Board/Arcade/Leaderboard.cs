namespace Monster.Board;

/// <summary>Which leaderboard: scores compare only within a game, its rules, a period and a division.</summary>
/// <param name="Shard">The game's place.</param>
/// <param name="Rules">The version of its rules.</param>
/// <param name="IsOfBots">Whether programs play here, or people.</param>
/// <param name="Period">What it spans.</param>
/// <param name="Number">The season or the day; 0 for all time.</param>
public readonly record struct Leaderboard(int Shard, int Rules, bool IsOfBots, LeaderboardPeriod Period, int Number)
{
    /// <summary>The leaderboard of a game for a period in which a time lies.</summary>
    public static Leaderboard At(int shard, int rules, bool bots, LeaderboardPeriod period, DateTimeOffset time) => new(shard, rules, bots, period, period switch
    {
        LeaderboardPeriod.Season => ScorePeriod.Season(time),
        LeaderboardPeriod.Day or LeaderboardPeriod.Daily => ScorePeriod.Day(time),
        _ => 0,
    });

    internal KeyWriter Key(Table table) => new KeyWriter(table).Byte((byte)Shard).U32((uint)Rules).Byte(IsOfBots ? (byte)1 : (byte)0).Byte((byte)Period).U32((uint)Number);
}

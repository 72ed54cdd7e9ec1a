namespace Monster.Board;

/// <summary>What a leaderboard spans. The numbers are part of the state's keys.</summary>
public enum LeaderboardPeriod
{
    /// <summary>All time.</summary>
    AllTime = 0,

    /// <summary>A quarter of a year.</summary>
    Season = 1,

    /// <summary>A day of UTC.</summary>
    Day = 2,

    /// <summary>The daily challenge of a day: one game, one seed, one try.</summary>
    Daily = 3,
}

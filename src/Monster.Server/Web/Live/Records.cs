using Monster.Board;

namespace Monster.Server;

/// <summary>Which plays are records: the best of all time in their game, under its rules of then, among people or among programs.</summary>
internal static class Records
{
    /// <summary>Whether a play is one now.</summary>
    public static bool Is(IReadStore store, AcceptedPlay play) =>
        Leaderboards.Top(store, new Leaderboard(play.Shard, play.Rules, play.IsBot, LeaderboardPeriod.AllTime, 0), 1) is [var best] && best.Play == play.Id;
}

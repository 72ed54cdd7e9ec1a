using System.Globalization;
using Monster.Board;

namespace Monster.Bbs.Arcade;

/// <summary>Where an accepted play stands, in the words its player is told.</summary>
public static class Placing
{
    /// <summary>The words: "Score checked · 1st today, 3rd of all time".</summary>
    public static string Of(ArcadeService arcade, AcceptedPlay play)
    {
        var (today, ever) = arcade.Board.Read(store =>
        {
            var board = Leaderboard.At(play.Shard, play.Rules, play.IsBot, LeaderboardPeriod.AllTime, play.Accepted);
            var day = play.Day > 0 ? board with { Period = LeaderboardPeriod.Daily, Number = play.Day } : Leaderboard.At(play.Shard, play.Rules, play.IsBot, LeaderboardPeriod.Day, play.Accepted);
            return (Leaderboards.Rank(store, day, play.Player), play.Day > 0 ? null : Leaderboards.Rank(store, board, play.Player));
        });
        string text = "Score checked";
        if (today is not null)
            text += $" · {Ordinal(today.Value)} {(play.Day > 0 ? "in the challenge" : "today")}";
        return ever is null ? text : $"{text}, {Ordinal(ever.Value)} of all time";
    }

    private static string Ordinal(int rank) => rank.ToString(CultureInfo.InvariantCulture) + (rank % 100 is >= 11 and <= 13 ? "th" : (rank % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });
}

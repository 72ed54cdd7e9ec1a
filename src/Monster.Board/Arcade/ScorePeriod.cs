namespace Monster.Board;

/// <summary>The days and seasons that leaderboards are kept for. A day is a day of UTC; a season is a quarter of its year.</summary>
public static class ScorePeriod
{
    /// <summary>The day of a time, in days since 1970-01-01.</summary>
    public static int Day(DateTimeOffset time) => (int)Math.Max(0, time.ToUnixTimeSeconds() / 86_400);

    /// <summary>The date of a day.</summary>
    public static DateOnly Date(int day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day);

    /// <summary>The season of a time: four times the year, and 0 to 3 for the quarter.</summary>
    public static int Season(DateTimeOffset time)
    {
        var date = Date(Day(time));
        return (date.Year * 4) + ((date.Month - 1) / 3);
    }

    /// <summary>A season as people say it: seasons of the weather would be wrong on half the earth.</summary>
    public static string SeasonName(int season) => FormattableString.Invariant($"{season / 4}, season {(season % 4) + 1}");
}

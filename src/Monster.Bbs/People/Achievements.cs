namespace Monster.Bbs.People;

/// <summary>
/// What somebody achieved. It follows from checked plays and posts alone: nothing is stored, so nothing can be given away, lost or
/// forged, and a new achievement counts for old plays too.
/// </summary>
public static class Achievements
{
    private static readonly (string Name, string How, Func<PlayFacts, uint, bool> Has)[] All =
    [
        ("First light", "one checked play", (plays, _) => plays.Plays >= 1),
        ("Regular", "25 checked plays", (plays, _) => plays.Plays >= 25),
        ("Night shift", "250 checked plays", (plays, _) => plays.Plays >= 250),
        ("Tourist", "5 different games", (plays, _) => plays.Games >= 5),
        ("Traveller", "20 different games", (plays, _) => plays.Games >= 20),
        ("All seventy-one", "every game", (plays, _) => plays.Games >= 71),
        ("Today's special", "one daily challenge", (plays, _) => plays.Dailies >= 1),
        ("A week of days", "7 daily challenges", (plays, _) => plays.Dailies >= 7),
        ("On top", "a record nobody has beaten yet", (plays, _) => plays.Records >= 1),
        ("Monster", "10 such records", (plays, _) => plays.Records >= 10),
        ("Pen pal", "10 posts", (_, posts) => posts >= 10),
    ];

    /// <summary>What somebody has: the name and what it was for.</summary>
    /// <param name="plays">The checked plays.</param>
    /// <param name="posts">The posts.</param>
    public static IEnumerable<(string Name, string How)> Of(PlayFacts plays, uint posts) =>
        All.Where(achievement => achievement.Has(plays, posts)).Select(achievement => (achievement.Name, achievement.How));

    /// <summary>How many there are.</summary>
    public static int Count => All.Length;
}

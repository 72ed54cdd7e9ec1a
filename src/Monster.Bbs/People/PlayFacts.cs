namespace Monster.Bbs.People;

/// <summary>What somebody's checked plays came to. Everything counts plays that were replayed and found right, and nothing else.</summary>
/// <param name="Plays">How many.</param>
/// <param name="Games">Of how many different games.</param>
/// <param name="Dailies">How many of them were daily challenges.</param>
/// <param name="Records">In how many games nobody has a better score now.</param>
/// <param name="Best">The best score in each game: the shard and the score.</param>
public sealed record PlayFacts(int Plays, int Games, int Dailies, int Records, IReadOnlyList<(int Shard, int Score)> Best)
{
    /// <summary>Of somebody who has not played.</summary>
    public static PlayFacts None { get; } = new(0, 0, 0, 0, []);
}

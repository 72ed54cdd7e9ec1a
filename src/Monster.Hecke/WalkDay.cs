namespace Monster.Hecke;

/// <summary>A day of the <see cref="DailyWalk"/>.</summary>
/// <param name="Day">The day.</param>
/// <param name="Prime">p of the day's T_p.</param>
/// <param name="From">Where the walk stood before.</param>
/// <param name="Shard">Where it stands: one of the p + 1 neighbours.</param>
/// <param name="Bound">
/// How far, in total variation, the distribution of the walk is from all 71 shards being equally likely, at most: over all it could have drawn since the
/// month began. Above 1 it says nothing.
/// </param>
public sealed record WalkDay(DateOnly Day, int Prime, int From, int Shard, double Bound);

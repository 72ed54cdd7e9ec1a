namespace Monster.Bbs.People;

/// <summary>How often something may be done: so many times at once, and one more after each period.</summary>
/// <param name="Burst">Times at once.</param>
/// <param name="Period">The time after which there is one more.</param>
public sealed record Rate(int Burst, TimeSpan Period);

namespace Monster.Arcade;

/// <summary>One check of a verification.</summary>
/// <param name="Name">What was checked, one word.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record Check(string Name, CheckOutcome Outcome, string Message);

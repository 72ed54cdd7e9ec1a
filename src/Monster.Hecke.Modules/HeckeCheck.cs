namespace Monster.Hecke.Modules;

/// <summary>A check that was made.</summary>
/// <param name="Name">A few words.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Compared">What was compared with what, how often, and where it failed the first difference.</param>
public sealed record HeckeCheck(string Name, HeckeCheckOutcome Outcome, string Compared);

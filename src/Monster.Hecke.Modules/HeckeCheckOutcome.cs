namespace Monster.Hecke.Modules;

/// <summary>How a check ended.</summary>
public enum HeckeCheckOutcome
{
    /// <summary>What was compared is equal.</summary>
    Passed,

    /// <summary>It is not.</summary>
    Failed,

    /// <summary>The check could not be made here.</summary>
    Skipped,
}

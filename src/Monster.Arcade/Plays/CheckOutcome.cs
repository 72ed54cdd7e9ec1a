namespace Monster.Arcade;

/// <summary>What came of a check.</summary>
public enum CheckOutcome
{
    /// <summary>It is as it should be.</summary>
    Passed,

    /// <summary>It is not.</summary>
    Failed,

    /// <summary>There was nothing to check, or no way to.</summary>
    Skipped,
}

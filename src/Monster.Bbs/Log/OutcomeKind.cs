namespace Monster.Bbs;

/// <summary>How a submission can end.</summary>
public enum OutcomeKind
{
    /// <summary>It is in the log for good, and applied.</summary>
    Applied,

    /// <summary>It was refused and has changed nothing.</summary>
    Rejected,

    /// <summary>Nobody knows yet. Submitting it again under the same session and sequence is harmless and tells.</summary>
    Unknown,
}

using Monster.Board;

namespace Monster.Bbs;

/// <summary>What came of submitting a command.</summary>
public sealed record Outcome
{
    private Outcome(OutcomeKind kind, ulong index, CommandResult? result, string why) => (Kind, Index, Result, Why) = (kind, index, result, why);

    /// <summary>Which of the three.</summary>
    public OutcomeKind Kind { get; }

    /// <summary>Its place in the log; 0 unless it was applied now.</summary>
    public ulong Index { get; }

    /// <summary>What it gave; null unless it was applied.</summary>
    public CommandResult? Result { get; }

    /// <summary>Why it was rejected or is not known, as a sentence for people; empty when it was applied.</summary>
    public string Why { get; }

    /// <summary>Whether the command changed the state.</summary>
    public bool IsApplied => Kind == OutcomeKind.Applied;

    /// <summary>The number of what the command made.</summary>
    /// <exception cref="InvalidOperationException">It was not applied.</exception>
    public ulong Number => Result?.Number() ?? throw new InvalidOperationException(Why);

    internal static Outcome Of(ulong index, CommandResult result) =>
        result.IsAccepted ? new Outcome(OutcomeKind.Applied, index, result, "") : new Outcome(OutcomeKind.Rejected, 0, null, result.Why!);

    internal static Outcome Rejected(string why) => new(OutcomeKind.Rejected, 0, null, why);

    internal static Outcome Unknown(string why) => new(OutcomeKind.Unknown, 0, null, why);
}

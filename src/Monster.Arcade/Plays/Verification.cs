namespace Monster.Arcade;

/// <summary>What <see cref="Verifier"/> found out about a recording.</summary>
/// <param name="Recording">The recording; null when the file is none.</param>
/// <param name="Title">The game's name; null when its cartridge is not here.</param>
/// <param name="Checks">Every check that was made, in order.</param>
public sealed record Verification(Recording? Recording, string? Title, IReadOnlyList<Check> Checks)
{
    /// <summary>Budget units the replay used: <c>init</c> and all updates. The same on every machine.</summary>
    public long Units { get; init; }

    /// <summary>Whether no check failed, and the play was replayed.</summary>
    public bool Passed => Checks.All(c => c.Outcome != CheckOutcome.Failed);
}
